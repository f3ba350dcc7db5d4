/// Countries, cities, regions, and places with names inside their names.
let placeRules: [Rule] = [
    .weighted("city", ["{town}": 10, "{wordtown}": 1, "{namesake}": 1]),
    .weighted("country", ["{plaincountry}": 5, "{wordcountry}": 1]),
    .weighted("place", ["{city}": 4, "{country}": 3, "{region}": 2, "{landmark}": 1]),
    .split("plaincountry", """
        Afghanistan | Albania | Algeria | Angola | Argentina | Armenia | Australia | Austria | Azerbaijan | Bahrain | Bangladesh
        Belarus | Belgium | Benin | Bhutan | Bolivia | Botswana | Brazil | Britain | Bulgaria | Burundi | Cambodia | Cameroon
        Canada | Chile | Colombia | Costa Rica | Croatia | Cyprus | Denmark | Ecuador | Egypt | El Salvador | England | Eritrea
        Estonia | Ethiopia | Fiji | Finland | France | Gabon | Germany | Ghana | Guatemala | Haiti | Honduras | Iceland | India
        Indonesia | Iran | Iraq | Israel | Italy | Jamaica | Japan | Kazakhstan | Kenya | Kuwait | Laos | Latvia | Lebanon
        Lesotho | Liberia | Libya | Lithuania | Luxembourg | Madagascar | Malawi | Malaysia | Malta | Mauritius | Mexico
        Moldova | Mongolia | Morocco | Mozambique | Myanmar | Namibia | Nepal | New Zealand | Nicaragua | Nigeria | North Korea
        Norway | Oman | Pakistan | Paraguay | Peru | Poland | Portugal | Qatar | Romania | Russia | Rwanda | Saudi Arabia
        Scotland | Senegal | Serbia | Sierra Leone | Singapore | Slovakia | Slovenia | Somalia | South Africa | South Korea
        Spain | Sri Lanka | Sudan | Sweden | Switzerland | Syria | Taiwan | Tajikistan | Tanzania | Thailand
        Trinidad and Tobago | Tunisia | Uganda | Ukraine | Uruguay | Uzbekistan | Venezuela | Vietnam | Yemen | Zambia
        Zimbabwe
        """),
    .split("town", """
        Aberdeen | Accra | Adana | Aleppo | Algiers | Almaty | Amman | Antwerp | Ankara | Arequipa | Athens | Auckland | Baku
        Bamako | Bandung | Bangkok | Barcelona | Basra | Beirut | Belfast | Belgrade | Bergen | Bilbao | Birmingham | Blackburn
        Bogota | Bologna | Bordeaux | Bratislava | Bremen | Brisbane | Brno | Brussels | Bucharest | Budapest | Bulawayo | Busan
        Calgary | Cali | Cardiff | Caracas | Casablanca | Chennai | Chicago | Cologne | Colombo | Copenhagen | Coventry | Dakar
        Damascus | Dhaka | Donetsk | Dortmund | Dresden | Dublin | Dundee | Durban | Edinburgh | Faro | Frankfurt | Fukuoka
        Gdansk | Genoa | Ghent | Glasgow | Gothenburg | Graz | Grenoble | Guadalajara | Hamburg | Hanoi | Hanover | Harare
        Havana | Helsinki | Innsbruck | Ipswich | Islamabad | Istanbul | Jakarta | Jeddah | Johannesburg | Kabul | Kampala
        Karachi | Kathmandu | Katowice | Khartoum | Kiev | Kigali | Kinshasa | Krakow | Kuala Lumpur | Lagos | Lahore | La Paz
        Leeds | Leicester | Leipzig | Lille | Lisbon | Liverpool | Ljubljana | Lome | Los Angeles | Luanda | Lusaka | Lyon
        Madrid | Malaga | Manchester | Manila | Maputo | Maribor | Marseille | Medellin | Minsk | Mogadishu | Mombasa
        Montevideo | Montreal | Mumbai | Munich | Nairobi | Nantes | Naples | New Delhi | New York | Norwich | Nottingham
        Odessa | Oporto | Osaka | Oslo | Osijek | Ostrava | Ottawa | Palermo | Palma | Perth | Phnom Penh | Plovdiv
        Port Harcourt | Prague | Pretoria | Pune | Quito | Rabat | Rangoon | Recife | Rennes | Reykjavik | Riga | Rijeka
        Rio de Janeiro | Riyadh | Rome | Rosario | Rotterdam | San Diego | Sao Paulo | Sarajevo | Seattle | Seoul | Seville
        Shanghai | Skopje | Sofia | Southampton | St. Petersburg | Stockholm | Strasbourg | Stuttgart | Sunderland | Surabaya
        Swansea | Taipei | Tallinn | Tampere | Tashkent | Tbilisi | Tehran | Tirana | Tokyo | Toronto | Toulouse | Trieste
        Tripoli | Tunis | Turin | Ulsan | Utrecht | Vancouver | Venice | Vilnius | Warsaw | Wolverhampton | Wroclaw | Yerevan
        Zagreb | Zaragoza | Zurich
        """),
    .split("region", """
        Abkhazia | Alsace | Andalusia | Antarctica | Bavaria | Bohemia | Brittany | California | Catalonia | Chechnya | Chiapas
        Cornwall | Corsica | Crimea | Dagestan | Darfur | Dorset | Essex | Flanders | Florida | Galicia | Gujarat | Hokkaido
        Idaho | Kashmir | Katanga | Kosovo | Kurdistan | Lapland | Lombardy | Maine | Mindanao | Moravia | Nebraska
        New South Wales | Norfolk | Ontario | Oregon | Patagonia | Provence | Punjab | Quebec | Queensland | Sardinia | Saxony
        Sicily | Silesia | Sinai | Somerset | Suffolk | Sumatra | Tasmania | Texas | Tibet | Tigray | Transylvania | Tuscany
        Tyrol | Ulster | Utah | Vojvodina | Wisconsin | Xinjiang | Zululand | Buganda | Kent | Orissa | Sind | Devon | Normandy
        Alabama | Ohio
        """),
    .split("landmark", """
        {surname} Square | {surname} Street | {person} Avenue | {surname} County | {wordlast} Hill | {surname} Island
        Lake {surname} | Mount {surname} | Port {namesake} | Fort {surname} | {town} Bridge | {town} Airport | {person} Airport
        {wordlast} Park | {surname} Stadium | Gulf of {plaincountry} | Bay of {town} | Isle of {wordtown} | {wordtown} Cathedral
        {town} Central Station | {namesake} Heights | {namesake} Beach | Cape {surname} | {wordfirst} Valley | {town} Castle
        Straits of {plaincountry} | River {wordlast} | {wordlast} River | {surname} Canyon | {surname} Bay | {surname} Tower
        Port of {town} | {wordfirst} Creek | St {anglofirst} 's Cathedral | {namesake} Ridge | {wordtown} Common
        New {namesake} | {surname} Dam | Upper {wordtown}
        """),
    .split("sea", """
        Adriatic | Aegean | Amazon | Andes | Alps | Arctic | Atlantic | Balkans | Baltic | Bosphorus | Caribbean | Caspian
        Caucasus | Danube | Dnieper | Ganges | Himalayas | Hindu Kush | Indus | Mediterranean | Mekong | Mississippi | Nile
        Orinoco | Pacific | Persian Gulf | Pyrenees | Red Sea | Rhine | Rhone | Sahara | Sahel | Thames | Tigris | Urals
        Vistula | Volga | Yangtze | Zambezi | Dead Sea
        """),
]
