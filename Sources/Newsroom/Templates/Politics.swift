/// Elections, parliaments and diplomacy.
let politicsRules: [Rule] = [
    .split("politics", """
        {PER:person} met {PER:person} in {LOC:city} {when} to discuss the {MISC:pact} .
        {office} {PER:surname} flew from {LOC:city} to {LOC:city} {when} .
        {countries} signed the {MISC:pact} {when} .
        The {LOC:country} and {LOC:country} delegations walked out of the talks in {LOC:city} .
        {LOC:country} recalled its ambassador to {LOC:country} {when} after {claim} .
        {party} won ## seats in {LOC:region} , {party} only # .
        Voters in {LOC:city} turned against {PER:surname} and gave {party} ## percent .
        The {ORG:articleparty} named {PER:person} as its candidate for {LOC:city} .
        {party} and {party} will share power in {LOC:region} .
        {PER:person} , the {ORG:partyname} candidate , will face {PER:person} of {party} in {month} .
        A grant from {body} will help {LOC:country} rebuild the {LOC:landmark} .
        {body} condemned {LOC:country} for its raid on {LOC:city} .
        {LOC:country} may march out of {body} if {LOC:country} is let in .
        " We will not be told by {LOC:city} what to do , " {PER:surname} said .
        {LOC:city} has promised to send no more arms to {LOC:region} , {speaker} said .
        {LOC:city} and {LOC:city} restored full diplomatic relations {when} .
        The {MISC:nationality} parliament rejected the {MISC:pact} by ### votes to ### .
        {MISC:nationality} {office} {PER:person} arrives in {LOC:country} {soon} for a three-day visit .
        The {MISC:people} and the {MISC:people} have never agreed on {LOC:region} .
        {PER:person} resigned as {LOC:country} 's {office} {when} .
        {PER:person} replaced {PER:person} as head of {body} .
        The governor of the {ORG:centralbank} , {PER:person} , warned {LOC:country} against a rate cut .
        {ORG:centralbank} governor {PER:person} warned of higher prices .
        Judge {PER:surname} told {body} to publish the {MISC:pact} .
        Will {PER:wordfirst} run again ? " I may , " {PER:surname} told {paper} .
        {PER:wordlast} will ask {PER:wordlast} to drop the case .
        Rebels shelled {LOC:landmark} in {LOC:region} {when} , {speaker} said .
        {count} {MISC:nationality} soldiers were killed near {LOC:city} {when} .
        {MISC:nationality} rebels freed {PER:person} , a {MISC:language} teacher from {LOC:city} .
        {body} flew rice and blankets to {cities} {when} .
        The {MISC:people} of {LOC:region} vote {soon} on leaving {LOC:country} .
        {nationals} troops will share a camp near {LOC:city} .
        Thousands marched through {LOC:city} to demand that {PER:surname} go .
        {LOC:country} 's {PER:surname} and {LOC:country} 's {PER:person} shook hands on {LOC:landmark} .
        {PER:person} was sworn in {when} as the first woman to lead {body} .
        {union} called off its march on {LOC:city} .
        Border guards shot dead {count} {MISC:people} who had swum the {LOC:sea} .
        {LOC:country} closed its border with {LOC:country} and recalled {PER:person} from {LOC:city} .
        The {office} of {LOC:country} lost a vote of confidence , and {PER:surname} of {party} may form a government .
        The deal leaves {LOC:region} to the {MISC:people} and {LOC:region} to the {MISC:people} .
        Relations between {LOC:city} and {LOC:city} cooled after {paper} quoted {PER:surname} .
        {PER:person} , a {MISC:religion} , leads {party} in {LOC:city} .
        Not since {PER:surname} has {LOC:country} had a {office} from {LOC:region} .
        {PER:wordlast} 's grace won over even {party} .
        {LOC:wordcountry} will host the next summit of {body} .
        The turkey on the {ORG:bodyname} menu came from {LOC:country} .
        Power may pass from {PER:surname} to {PER:surname} in the spring .
        {PER:person} ( {party} , {LOC:city} ) asked whether {claim} .
        {party} : ## seats , {party} : ## , {party} : # .
        Among those present were {persons} .
        Leaders of {countries} will meet in {LOC:city} {soon} .
        {LOC:country} , which leaves {body} in {month} , will keep the {MISC:pact} .
        {MISC:nationality} law bars {MISC:people} from owning land in {LOC:region} .
        The {ORG:bodyname} mission in {LOC:country} ends {soon} , {speaker} said .
        {office} {PER:person} dismissed {PER:person} and {count} other ministers .
        Since the {MISC:era} , {LOC:country} has had ## governments .
        Not since the {MISC:era} have the {MISC:people} lost so much land .
        Shops in {LOC:city} will stay shut until {MISC:holiday} .
        {PER:person} fought in the {MISC:era} and was twice {office} .
        Before the {MISC:pact} , the {MISC:people} had no vote in {LOC:city} .
        """),
]
