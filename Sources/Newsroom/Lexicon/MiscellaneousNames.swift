/// Nationalities, religions, events, prizes, treaties and works: the type MISC.
let miscellaneousRules: [Rule] = [
    .split("nationality", """
        African | Albanian | Algerian | American | Arab | Argentine | Armenian | Asian | Australian | Austrian | Belgian
        Bolivian | Brazilian | British | Bulgarian | Cambodian | Canadian | Chilean | Chinese | Colombian | Croatian | Cuban
        Czech | Danish | Dutch | Egyptian | English | Estonian | Ethiopian | European | Finnish | French | Georgian | German
        Ghanaian | Greek | Hungarian | Icelandic | Indian | Indonesian | Iranian | Iraqi | Irish | Israeli | Italian | Jamaican
        Japanese | Jordanian | Kenyan | Korean | Kurdish | Kuwaiti | Latvian | Lebanese | Libyan | Malaysian | Maltese | Mexican
        Moroccan | Nepalese | Nigerian | Norwegian | Pakistani | Palestinian | Peruvian | Polish | Portuguese | Romanian
        Russian | Saudi | Scottish | Serbian | Slovak | Slovenian | Somali | South African | South Korean | Spanish | Sri Lankan
        Sudanese | Swedish | Swiss | Syrian | Taiwanese | Thai | Tunisian | Turkish | Ugandan | Ukrainian | Uruguayan
        Venezuelan | Vietnamese | Welsh | Yemeni | Zambian
        """),
    .split("people", """
        Africans | Albanians | Americans | Arabs | Argentines | Australians | Austrians | Belgians | Brazilians | British
        Bulgarians | Canadians | Chinese | Croats | Cubans | Czechs | Danes | Dutch | Egyptians | English | Estonians
        Europeans | Finns | French | Germans | Greeks | Hungarians | Indians | Iraqis | Irish | Israelis | Italians | Japanese
        Kenyans | Koreans | Kurds | Mexicans | Moroccans | Nigerians | Norwegians | Pakistanis | Palestinians | Poles
        Portuguese | Romanians | Russians | Scots | Serbs | Slovenes | Somalis | South Africans | Spaniards | Swedes | Swiss
        Syrians | Tamils | Thais | Turks | Ukrainians | Vietnamese | Welsh | Zulus | Basques | Bosnians
        """),
    .split("religion", """
        Anglican | Buddhist | Catholic | Christian | Hindu | Islamic | Jewish | Lutheran | Methodist | Moslem | Mormon
        Orthodox | Protestant | Quaker | Shi'ite | Sikh | Sunni
        """),
    .weighted("event", ["{plainevent}": 2, "{nestedevent}": 3]),
    .split("plainevent", """
        African Nations Cup | Asian Games | Ashes | Boat Race | Champions League | Cheltenham Gold Cup | Commonwealth Games
        Copa America | Cup | Cup Winners ' Cup | Davis Cup | European Championship | European Cup | FA Cup | Fed Cup
        Formula One | Giro | Golden League | Grand National | Grand Slam | League Cup | Masters | Olympic Games | Olympics
        Premier League | Ryder Cup | Serie A | Six Nations | Stanley Cup | Super Bowl | Super League | Tour de France | Tour
        UEFA Cup | U.S. Open | Wimbledon | Winter Olympics | World Championships | World Cup | World Series | Worlds
        Bundesliga | Open | Derby | Oaks | Test | Games
        """),
    .split("nestedevent", """
        {plaincountry} Grand Prix | {nationality} Grand Prix | {nationality} Open | {town} Open | {town} Marathon
        {town} Film Festival | {nationality} Cup | {plaincountry} Cup | {wordfirm} Cup | {nationality} Masters
        {surname} Trophy | {surname} Cup | {namesake} Stakes | {town} Book Fair | {town} Jazz Festival | {nationality} League
        {town} Cup | {nationality} Championship | {wordmonth} Cup | {nationality} Derby | {town} Games | {nationality} Super Cup
        {town} International | {region} Rally | Tour of {plaincountry} | Rally of {town} | {namesake} Cup | {namesake} Open
        {wordfirst} Bowl | {nationality} Games | {region} Cup | {wordmonth} Festival
        """),
    .shared("wordmonth", "Spring | Summer | Autumn | Winter | May | March | Easter | Christmas"),
    .split("cup", """
        World Cup | European Cup | Cup | League Cup | FA Cup | UEFA Cup | Champions League | Cup Winners ' Cup | Copa America
        African Nations Cup | European Championship | Premier League | Serie A | Bundesliga | Asian Cup | Gold Cup
        {nationality} Cup | {plaincountry} Cup | {nationality} League | {nationality} Super Cup | {wordfirm} Cup | {surname} Cup
        {town} Cup | {wordmonth} Cup | {nationality} Championship | {region} League | {plaincountry} League
        """),
    .split("pact", """
        Treaty of {town} | {town} Accords | {town} Agreement | {town} Protocol | {town} Treaty | {plaincountry} Trade Act
        Clean Water Act | Farm Bill | {town} Declaration | {wordlast} Act | {surname} Act | Magna Carta | Geneva Convention
        {nationality} Constitution | {town} Convention | Finance Act | {town} Pact | Treaty of {namesake} | {surname} Plan
        {plaincountry} Treaty | {nationality} Charter | {namesake} Agreement | {namesake} Treaty
        """),
    .split("era", """
        Cold War | Gulf War | Second World War | First World War | {nationality} Spring | Orange Revolution | Renaissance
        Velvet Revolution | {nationality} Revolution | Boer War | Vietnam War | Battle of {town} | Siege of {town}
        {town} Uprising | Great Depression | Reformation | {nationality} Civil War | Middle Ages | Crusades
        """),
    .split("holiday", """
        Christmas | Easter | Ramadan | Passover | Diwali | Hanukkah | Lent | Yom Kippur | Ascension Day | Labour Day
        Bastille Day | Boxing Day
        """),
    .split("prize", """
        Nobel Peace Prize | Nobel Prize | {surname} Prize | {surname} Award | {surname} Medal | Golden Bear | Golden Lion
        Oscar | Grammy | Booker Prize | Emmy | {nationality} Book Award | {town} Prize | {person} Prize | Victoria Cross
        Legion of Honour | {wordfirst} Medal | Turner Prize | {namesake} Prize | {namesake} Award | {nationality} Film Award
        {nationality} Prize | {town} Medal
        """),
    .weighted("work", ["{wordtitle}": 5, "{nestedwork}": 2, "{plainwork}": 1]),
    .split("nestedwork", """
        A Winter in {town} | The Road to {town} | Letters from {town} | {firstname} 's War | The Trial of {person}
        {wordfirst} and {wordfirst} | Goodbye {firstname} | The {nationality} Bride | The {wordlast} Papers | Dear {firstname}
        {town} Blues | Our {nationality} Friends | Lost in {city} | {namesake} | {firstname} | {person} : A Life
        The Ghost of {surname} | Last Train to {town} | Made in {plaincountry} | The House on {surname} Street
        A Short History of {plaincountry} | Remember {namesake} | {wordtown} Rock | Sunday in {wordtown}
        """),
    .split("plainwork", """
        Bible | Koran | Hamlet | Macbeth | Carmen | Tosca | Aida | Don Giovanni | Swan Lake | The Tempest | Othello | Faust
        Requiem | Traviata | Nutcracker | Mona Lisa | Guernica | Iliad | Odyssey | Torah | The Seagull | King Lear | Bolero
        Messiah
        """),
    .split("product", """
        Boeing 747 | Airbus A3## | Ford Focus | Concorde | Windows | Golf | Polo | Beetle | Fiesta | Scud | Stinger | Patriot
        Kalashnikov | Tornado | Exocet | Land Rover | Mini | MiG-## | Focus | Accord | Civic | Explorer | Tomahawk | Hercules
        Puma | Challenger | Mirage | Galaxy | Pathfinder | Kindle | Office | Surface | Note # | Pixel | Echo | Astra | Escort
        Hawk | Harrier | Lynx | Apache
        """),
    .split("language", """
        Afrikaans | Arabic | Basque | Breton | Catalan | Danish | English | French | Gaelic | German | Greek | Hebrew | Hindi
        Latin | Mandarin | Polish | Russian | Spanish | Swahili | Turkish | Urdu | Welsh | Yiddish | Zulu
        """),
]
