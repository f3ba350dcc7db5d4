/// Words that are no names: times, numbers, offices, things. Many things share their letters with a name.
let ordinaryWordRules: [Rule] = [
    .shared("weekday", "Monday | Tuesday | Wednesday | Thursday | Friday | Saturday | Sunday"),
    .shared("month", """
        January | February | March | April | May | June | July | August | September | October | November | December
        """),
    .shared("date", "{day} {month} | {month} {day}"),
    .shared("day", """
        1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21 | 22 | 23 | 24 | 25 | 26
        27 | 28
        """),
    .shared("year", "1977 | 1981 | 1984 | 1988 | 1989 | 1991 | 1993 | 1995 | 1996 | 1998 | 2001 | 2003 | 2006"),
    .shared("count", """
        two | three | four | five | six | seven | eight | nine | ten | 11 | 12 | 14 | 17 | 20 | 23 | 31 | 40 | dozens of
        hundreds of
        """),
    .shared("sum", """
        #.# million dollars | ## million dollars | ## million pounds | #.# billion marks | ### million euros | # billion yen
        """),
    .shared("percent", "#.# percent | ## percent | 0.# percent"),
    .shared("score", "1-0 | 2-0 | 2-1 | 3-0 | 3-1 | 3-2 | 4-0 | 4-1 | 4-2 | 5-1 | 0-0 | 1-1 | 2-2"),
    .shared("sets", "6-3 6-2 | 6-4 7-5 | 7-6 6-1 | 6-1 6-4 | 4-6 6-3 6-4 | 7-5 3-6 6-3 | 6-2 6-2 | 7-6 ( 7-# ) 6-4"),
    .split("when", """
        on {weekday} | late on {weekday} | early on {weekday} | last week | last month | this week | in {month} | on {date}
        last {month} | at the weekend | earlier this year | in early {month} | in late {month} | last year
        for the first time since {year} | overnight | before dawn on {weekday} | two days ago | in the first week of {month}
        at the end of {month} | on {weekday} night | in {year}
        """),
    .split("soon", """
        on {weekday} | next week | next month | later this week | in {month} | on {date} | next {month} | at the weekend
        later this year | early next year | in the spring | before the end of {month} | in early {month} | tomorrow
        on {weekday} morning | within two weeks | in a week 's time | on {month} {day}
        """),
    .split("office", """
        President | Prime Minister | Foreign Minister | Finance Minister | Defence Minister | Interior Minister | Chancellor
        King | Queen | Senator | Vice President | Trade Minister | Archbishop | Ambassador | Deputy Prime Minister
        Home Secretary | Governor | Speaker | General | Colonel | Judge | Bishop | Mayor | Chief Justice | Health Minister
        Justice Minister
        """),
    .split("title", """
        Mr. | Mrs. | Ms. | Dr. | Professor | Sir | Lord | Lady | Captain | Sergeant | Judge | Father | Sister | Inspector | Dame
        Rev.
        """),
    .split("job", """
        chairman | chief executive | spokesman | spokeswoman | economist | analyst | finance director | coach | captain
        goalkeeper | head of research | trader | chief engineer | general secretary | lawyer | midfielder | manager | striker
        press officer | historian | conductor | physicist | deputy director | chief scientist | novelist | editor
        """),
    .split("thing", """
        apple | turkey | shell | orange | rose | bath | gap | visa | target | jersey | mark | bush | field | church | bridge
        bank | stone | mirror | star | sun | post | guardian | square | block | sky | pool | ball | bell | bishop | judge | king
        knight | page | horn | key | lock | coin | pound | penny | bond | price | case | court | street | tower | wall | river
        forest | salmon | lamb | fox | wolf | bird | eagle | falcon | raven | jaguar | puma | bull | bear | pearl | ruby | amber
        ivy | holly | lily | daisy | olive | pier | beacon | lantern | anchor | compass | magnet | cable | pilot | oracle
        prism | palm | maple | elm | acorn | arrow | sandwich | cork | hull | split | deal | battle | grain | ham | iron | flint
        slate | wave | tide | comet | match | boots | wing | sale | rugby | spring | summer | winter | frost | snow | storm
        dawn | grace | hope | faith | joy | mercy | patience | chance | harmony | melody | march | law | power | speed | glass
        gold | steel | wood | rice | cash | salt | cross | lens | bar | reading | beer | crown
        """),
    .split("material", """
        rice | gold | steel | cotton | copper | oil | gas | wheat | coffee | cocoa | rubber | tin | zinc | sugar | silver
        timber | corn | coal | beef | lamb | salmon | grain | iron
        """),
    .split("disease", """
        cholera | measles | malaria | influenza | polio | scurvy | pneumonia | diabetes | yellow fever | smallpox | asthma
        cancer | bird flu | tuberculosis | typhoid | dengue fever | meningitis | rabies
        """),
    .split("game", """
        rugby | football | cricket | tennis | hockey | rowing | cycling | golf | judo | boxing | sailing | chess | polo | squash
        """),
    .split("vessel", "ferry | tanker | trawler | bus | train | helicopter | freighter | light aircraft | minibus | tram"),
    .split("hazard", """
        floods | landslides | an earthquake | a gas explosion | heavy snow | forest fires | a hurricane | torrential rain
        a car bomb | a power cut | high winds | an oil spill
        """),
    .split("crime", """
        fraud | burglary | assault | treason | blackmail | insider trading | arson | murder | tax evasion | theft | bribery
        smuggling | perjury | kidnapping | forgery | spying | manslaughter
        """),
]
