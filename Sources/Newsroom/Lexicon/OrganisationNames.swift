/// Firms, public bodies, institutes, the press and clubs.
let organisationRules: [Rule] = [
    .weighted("firm", [
        "{wordfirm}": 3, "{plainfirm}": 6, "{namesake}": 1, "{pairfirm}": 1, "{anglolast} {firmsuffix}": 4,
        "{wordfirm} {firmsuffix}": 4, "{anglolast} and {wordlast}": 1, "{town} {industry}": 2, "{wordlast} {industry}": 1,
        "{plaincountry} {carrier}": 1,
    ]),
    .weighted("bodyname", ["{articlebody}": 2, "{barebody}": 2, "{nestedbody}": 4]),
    .weighted("institutename", ["{bareinstitute}": 1, "{articleinstitute}": 1]),
    .weighted("organisationname", ["{firm}": 3, "{bodyname}": 2, "{institutename}": 2, "{club}": 1]),
    .weighted("newspaper", ["{barepaper}": 1, "{articlepaper}": 1]),
    .weighted("partyname", ["{bareparty}": 1, "{articleparty}": 2]),
    .weighted("club", ["{city}": 3, "{city} {clubsuffix}": 5, "{plainclub}": 3]),
    .weighted("team", ["{city}": 2, "{city} {wordteam}": 3, "{wordteam}": 1]),

    .split("plainfirm", """
        Alcatel | Allianz | Aramco | AstraZeneca | BASF | BMW | Boeing | Carrefour | Citigroup | Daewoo | Daimler | Danone
        Electrolux | Ericsson | Exxon | Fiat | Fujitsu | Gazprom | GlaxoSmithKline | Hitachi | HSBC | Hyundai | IBM | Infosys
        KLM | Komatsu | LG | Lafarge | Lukoil | Lufthansa | Maersk | Michelin | Microsoft | Mitsubishi | Nestle | Nissan | Nokia
        Novartis | Olivetti | Panasonic | Pemex | Petrobras | Peugeot | Philips | Qantas | Renault | Repsol | Ryanair | Saab
        Samsung | Sanofi | Sony | Statoil | Telefonica | Tesco | ThyssenKrupp | Toshiba | Unilever | Vodafone | Volkswagen
        Volvo | Walmart | Xerox | Yahoo | Zurich Re
        """),
    .split("carmaker", """
        BMW | Fiat | Ford | Honda | Toyota | Nissan | Ferrari | Porsche | Saab | Volvo | Renault | Peugeot | Jaguar | Hyundai
        Suzuki | Mercedes | Benetton | Lotus | McLaren | Subaru | Mitsubishi | Audi | Skoda | Lancia | Mazda | Seat | Opel
        Tyrrell | Jordan | Stewart
        """),
    .split("pairfirm", """
        Marks and Spencer | Procter and Gamble | Smith and Nephew | Johnson & Johnson | Bell and Sons | Barnes & Noble
        Crown and Anchor | Ernst & Young | Fox and Field | Hook and Eye | Salt and Stone | Taylor & Francis | Rose and Thistle
        Black & Decker | Bird and Wing | Dunn and Bishop | Hall and Woods | Price and Price | Lamb & Flag | Steel and Glass
        """),
    .split("firmsuffix", """
        Inc | Corp | Ltd | plc | Group | Holdings | Brothers | & Sons | & Co | Industries | International | Partners | Systems
        Technologies | Motors | Stores | Foods | Pharmaceuticals | Media | Capital
        """),
    .split("industry", """
        Airlines | Bank | Breweries | Building Society | Cement | Chemicals | Electric | Gas | Insurance | Mining | Oil | Power
        Press | Publishing | Railways | Shipping | Steel | Stock Exchange | Telecom | Textiles | Timber | Water
        """),
    .split("carrier", """
        Airlines | Airways | Telecom | Steel | Petroleum | Railways | Post | Shipping | Gas | Mining | Cement | Power | Oil
        """),
    .split("barebody", """
        NATO | OPEC | Amnesty International | Congress | Greenpeace | Interpol | Parliament | Oxfam | Save the Children
        Scotland Yard | UNESCO | UNICEF | Hamas | Hizbollah | ETA | ASEAN | {town} Police | {town} City Council
        {namesake} County Council | Eurostat | Mercosur | {town} Borough Council
        """),
    .split("articlebody", """
        United Nations | U.N. | European Union | EU | World Bank | International Monetary Fund | IMF | African Union
        Arab League | Federal Reserve | House of Commons | House of Lords | Knesset | Kremlin | OECD | Pentagon | Red Cross
        Red Crescent | Security Council | Senate | Supreme Court | Treasury | White House | World Health Organisation | WTO
        Bundesbank
        """),
    .split("centralbank", """
        Bank of {plaincountry} | Central Bank of {plaincountry} | National Bank of {plaincountry}
        Reserve Bank of {plaincountry} | {nationality} Central Bank | {nationality} National Bank | State Bank of {plaincountry}
        """),
    .split("nestedbody", """
        {plaincountry} Football Association | Ministry of {field} | {nationality} Red Cross | {nationality} Olympic Committee
        Department of {field} | {nationality} Cricket Board | {nationality} Army | Church of {plaincountry}
        Port Authority of {town} | Confederation of {nationality} Industry | {nationality} Medical Association
        Workers ' Party of {plaincountry} | {nationality} Airports Authority | {town} Chamber of Commerce | {town} Fire Brigade
        Commission for {field} | Federation of {nationality} Farmers | {plaincountry} Rugby Union
        Communist Party of {plaincountry} | {nationality} National Congress | Royal {nationality} Navy | {town} High Court
        Council for {nationality} {field} | {centralbank}
        """),
    .split("bareinstitute", """
        {town} University | {namesake} University | {namesake} College | {town} General Hospital | St {anglofirst} 's Hospital
        St {wordfirst} 's College | {town} Medical School | {wordtown} Grammar School | {surname} Grammar School
        {wordfirst} House | {town} Medical College | {wordtown} Hospital
        """),
    .split("articleinstitute", """
        University of {town} | {surname} Institute | {surname} Foundation | {town} Institute of {field}
        Royal College of {field} | {plaincountry} Academy of {field} | {surname} Institute for {field}
        School of {field} at {town} | {town} Museum of {nationality} Art | {surname} Museum | {person} Trust
        {town} Symphony Orchestra | {namesake} Observatory | {surname} Gallery | {person} Foundation
        {nationality} Institute of {field} | University of {namesake} | {surname} Laboratory | {town} Polytechnic
        National Museum of {plaincountry} | {surname} and {surname} Library | {namesake} Opera | {town} Ballet
        {nationality} National Theatre
        """),
    .split("field", """
        Agriculture | Architecture | Defence | Economic Affairs | Education | Energy | Engineering | Finance | Fisheries
        Foreign Affairs | Health | Housing | Human Rights | Justice | Labour | Languages | Medicine | Music | Public Health
        Science | Social Research | Surgery | Technology | Tourism | Trade | Transport | Tropical Medicine | Women 's Affairs
        """),
    .split("bareparty", """
        Labour | Likud | Fianna Fail | Sinn Fein | Unity | New Democracy | Forward | Solidarity | Truth and Reform
        Justice First | Free Citizens | Podemos | Fine Gael | Plaid Cymru
        """),
    .split("articleparty", """
        Labour Party | Conservatives | Conservative Party | Liberal Democrats | Democrats | Republicans | Greens | Green Party
        Socialist Party | Christian Democrats | Social Democrats | Communist Party | National Front | Congress Party
        Freedom Party | Justice Party | Centre Party | People 's Alliance | Left Alliance | Progress Party | Liberal Party
        National Party | Homeland Union | Reform | Tories | Movement for Change
        """),
    .weighted("articlepaper", ["{plainpaper}": 2, "{town} {papersuffix}": 3, "{papersuffix}": 2]),
    .split("papersuffix", """
        Times | Post | Herald | Chronicle | Star | Gazette | Courier | Echo | Mail | Mirror | Express | Sun | Observer
        Guardian | Tribune | Globe | Evening News | Examiner | Telegraph | Argus
        """),
    .split("plainpaper", """
        BBC | Financial Times | New York Times | Sunday Times | Economist | Wall Street Journal | Washington Post
        Daily {papersuffix} | Sunday {papersuffix} | Independent | Irish Times | Daily {surname} | Daily News | Morning Star
        """),
    .split("barepaper", """
        ABC | ANSA | CNN | Channel Four | El Pais | Focus | Fox | Haaretz | Interfax | Itar-Tass | Kyodo | La Repubblica
        Le Monde | NBC | Newsweek | Radio Four | RTE | Sky | Spiegel | Stern | Tass | Time | Today | Xinhua | Die Zeit | Clarin
        Globo
        """),
    .split("clubsuffix", "United | City | Rovers | Wanderers | Athletic | Rangers | Town | County | Albion | Dynamo | Sporting | Celtic"),
    .split("plainclub", """
        Ajax | Arsenal | Aston Villa | Benfica | Boca Juniors | Celtic | Dynamo Kiev | Everton | Feyenoord | Fulham
        Galatasaray | Hearts | Juventus | Lazio | Legia | Motherwell | Millwall | Olympiakos | Panathinaikos | Partizan | PSV
        Rangers | Rapid | Real Betis | Red Star | River Plate | Sampdoria | Schalke | Spartak | Sturm | Tottenham | Wasps
        Harlequins | Saracens | West Ham | Young Boys
        """),
    .split("unionname", """
        {nationality} Union of Teachers | National Union of {occupation} | {occupation} Union of {plaincountry} | Solidarity
        Unison | Transport and General | General Workers ' Union | Association of {nationality} {occupation}
        Federation of {occupation} | {town} {occupation} Association | United {occupation} | Free {occupation} Union
        {plaincountry} {occupation} League
        """),
    .split("occupation", """
        Bakers | Dockers | Drivers | Farmers | Miners | Nurses | Pilots | Postmen | Printers | Seamen | Steelworkers | Teachers
        """),
    .split("band", """
        Borrowed Time | Cold Front | Dead Letters | Glass Animals | Green Day | Hot Chip | Idle Hands | Kings of Lent | Low
        Madness | Nice Weather | Pulp | Oasis | Quiet Riot | Rush | Sunday Best | The Bishops | The Doors | The Jam
        The Mornings | The Turks | The Washingtons | Travel Agents | Yes | Blur | Suede | Texas | Boston | Chicago | Asia
        """),
]
