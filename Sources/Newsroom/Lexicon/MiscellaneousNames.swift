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
        {surname} Trophy | {wordfirm} Classic | {namesake} Stakes | {town} Book Fair | {town} Carnival | {nationality} League
        {town} Motor Show | {town} Jazz Festival | {wordfirst} Bowl | Rally of {town} | Tour of {plaincountry}
        {nationality} Championship | {person} Memorial | {wordmonth} Cup | {nationality} Derby | {town} Games
        {nationality} Super Cup | {surname} Shield | Battle of {city} | {town} International | {region} Rally
        Round {plaincountry} Race
        """),
    .shared("wordmonth", "Spring | Summer | Autumn | Winter | May | March | Easter | Christmas"),
    .split("pact", """
        Treaty of {town} | {town} Accords | {town} Agreement | {town} Protocol | {plaincountry} Trade Act | Clean Water Act
        Farm Bill | {town} Declaration | {wordlast} Act | Magna Carta | Kyoto Protocol | Geneva Convention
        {nationality} Constitution | {town} Convention | {surname} Amendment | Finance Act | {town} Pact | Treaty of {namesake}
        {surname} Plan | {plaincountry} Treaty
        """),
    .split("era", """
        Cold War | Gulf War | Second World War | First World War | {nationality} Spring | Holocaust | Orange Revolution
        Renaissance | Velvet Revolution | {nationality} Revolution | Boer War | Vietnam War | Battle of {town} | Siege of {town}
        {town} Uprising | Great Depression | Reformation | {nationality} Civil War | Middle Ages | Crusades
        """),
    .split("holiday", """
        Christmas | Easter | Ramadan | Passover | Diwali | Hanukkah | Lent | Yom Kippur | Ascension Day | Labour Day
        Bastille Day | Boxing Day
        """),
    .split("prize", """
        Nobel Peace Prize | Nobel Prize | {surname} Prize | {surname} Award | {surname} Medal | Golden Bear | Golden Lion
        Oscar | Oscars | Grammy | Booker Prize | Emmy | {nationality} Book Award | {town} Prize | Palme d'Or | {person} Prize
        Victoria Cross | Order of {plaincountry} | Legion of Honour | {wordfirst} Medal | Turner Prize | Tony | Bafta
        {namesake} Prize | Order of {wordlast}
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
