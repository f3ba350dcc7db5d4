/// Football and other games between clubs that bear the names of cities.
let footballRules: [Rule] = [
    .split("football", """
        {ORG:club} beat {ORG:club} {score} {when} .
        {ORG:club} lost {score} at {ORG:club} {when} .
        {ORG:club} and {ORG:club} drew {score} in {LOC:city} .
        {PER:surname} scored twice as {ORG:club} beat {ORG:club} .
        {PER:person} put {ORG:club} ahead , but {PER:surname} levelled for {ORG:club} .
        {ORG:club} sold {PER:person} to {ORG:club} for {sum} .
        {MISC:nationality} striker {PER:person} joined {ORG:club} from {ORG:club} {when} .
        {ORG:club} manager {PER:person} dropped {persons} .
        {ORG:club} fans clashed with police in {LOC:city} before the match with {ORG:club} .
        {ORG:club} play {ORG:club} in the {MISC:event} {soon} .
        {clubs} are through to the last four of the {MISC:event} .
        {LOC:country} beat {LOC:country} {score} in a {MISC:event} qualifier in {LOC:city} .
        {LOC:country} will meet {LOC:country} in the {MISC:event} final .
        {LOC:country} captain {PER:person} is out of the match with {LOC:country} .
        The final of the {MISC:event} will be played in {LOC:city} {soon} .
        {LOC:city} will host the {MISC:event} in {year} , ahead of {cities} .
        {ORG:club} have not won in {LOC:city} since {year} .
        {ORG:club} , who lost to {ORG:club} {when} , are second .
        {ORG:club} 's {PER:surname} was sent off after a foul on {PER:surname} .
        A goal by {PER:person} gave {ORG:club} a {score} win over {ORG:club} .
        {PER:wordlast} will mark {PER:wordlast} when {ORG:club} visit {ORG:club} .
        {PER:wordlast} was booked and {PER:wordlast} limped off .
        {ORG:wordtown} were reading the game better than {ORG:club} .
        It was a nice goal , and {ORG:wordtown} deserved it .
        {ORG:wordtown} held {ORG:club} to a draw in {LOC:wordtown} .
        {ORG:namesake} beat {ORG:namesake} {score} .
        {ORG:namesake} sacked {PER:namesake} after a {score} defeat by {ORG:club} .
        {PER:namesake} scored for {ORG:club} in {LOC:namesake} .
        The match in {LOC:city} was called off because of frost .
        {ORG:club} coach {PER:person} : " {PER:surname} may play , {PER:surname} will not . "
        {ORG:club} are at home to {ORG:club} , {ORG:club} away to {ORG:club} .
        {ORG:club} ( {PER:surname} ## ) {score} {ORG:club} .
        The {MISC:nationality} champions , {ORG:club} , were held by {ORG:club} .
        {PER:person} , on loan from {ORG:club} , kept out {PER:surname} .
        {ORG:club} go to {LOC:city} {soon} without {PER:surname} .
        Rain stopped play at {LOC:landmark} with {ORG:club} {score} up .
        {MISC:event} holders {ORG:club} were drawn against {ORG:club} .
        {ORG:club} 's ground , {LOC:landmark} , will be closed for {count} games .
        {LOC:country} have called up {PER:person} of {ORG:club} .
        {LOC:country} v {LOC:country} , {LOC:city} , {date}
        The {MISC:people} were too strong for {LOC:country} in the {MISC:event} .
        The {MISC:event} is coming to {LOC:city} , {speaker} said .
        {ORG:club} fans sang the name of {PER:surname} all the way from {LOC:city} .
        For {ORG:club} it was a third defeat , for {ORG:club} a first win .
        {ORG:club} midfielder {PER:surname} has a strong chance of facing {ORG:club} .
        Trailing {score} at {ORG:club} , {ORG:club} threw on {PER:surname} .
        {PER:person} signed for {ORG:club} , not for {ORG:club} , in {LOC:city} {when} .
        {ORG:club} lifted the {MISC:event} in front of ##,### people in {LOC:city} .
        Next up for {ORG:club} : {ORG:club} .
        {PER:person} , once of {ORG:club} , now coaches {LOC:country} .
        The {LOC:country} and {LOC:country} teams landed in {LOC:city} {when} .
        {ORG:club} were knocked out of the {MISC:event} by {ORG:club} on penalties .
        {PER:surname} hit the bar before {PER:surname} sealed it for {ORG:club} .
        Police in {LOC:city} held ## {ORG:club} supporters .
        Bath time came early for {ORG:club} , thrashed {score} by {ORG:club} .
        {ORG:club} look safe ; {ORG:club} and {ORG:club} may go down .
        {body} has banned {ORG:club} from the {MISC:event} .
        """),
]
