/// Sentences in which only the context tells a person from a place from an organisation, and a name from a word.
let namesakeRules: [Rule] = [
    .split("namesakes", """
        {PER:namesake} thanked the crowd in {LOC:namesake} .
        {ORG:namesake} have signed {PER:namesake} from {ORG:namesake} .
        {PER:namesake} flew to {LOC:namesake} {when} .
        {LOC:namesake} is a long way from {LOC:city} , {PER:namesake} said .
        {PER:namesake} , a lawyer , was born in {LOC:namesake} in {year} .
        {ORG:namesake} denied that {PER:surname} had been sacked .
        {ORG:namesake} is hiring : it wants ## engineers in {LOC:namesake} .
        Nobody in {LOC:namesake} believed {PER:namesake} .
        " I owe everything to my mother , " said {PER:namesake} .
        Trams are running again in {LOC:namesake} .
        The streets of {LOC:namesake} were empty {when} .
        {ORG:namesake} issued ## million new shares .
        {PER:namesake} married {PER:wordfirst} {when} .
        {PER:namesake} 's wife , {PER:wordfirst} , was in tears .
        {LOC:namesake} 's mayor met {ORG:namesake} 's chairman .
        Bring me {PER:namesake} , the coach of {ORG:club} told his scouts .
        Flights to {LOC:namesake} were cancelled .
        {ORG:namesake} fans booed {PER:namesake} .
        Ask {PER:namesake} or {PER:surname} , not me , {PER:surname} said .
        {PER:namesake} is the tallest man in {LOC:namesake} .
        {ORG:carmaker} makes cars , {ORG:namesake} makes soap .
        A bank in {LOC:namesake} was robbed ; {PER:namesake} was arrested .
        {ORG:namesake} was founded in {LOC:namesake} by {PER:namesake} .
        {PER:namesake} owns half of {LOC:namesake} .
        South of {LOC:namesake} the river is dry .
        {ORG:namesake} reported fewer orders ; its rival {ORG:namesake} did not .
        {LOC:namesake} has ###,000 inhabitants .
        {PER:namesake} , aged ## , leaves a wife and {count} children .
        The {MISC:nationality} {PER:namesake} and the {MISC:nationality} {PER:surname} tied for third .
        {LOC:namesake} lies ## km north of {LOC:namesake} .
        {PER:namesake} v {PER:namesake} : the judge will rule {soon} .
        Dr. {PER:namesake} will see you now , said the nurse in {LOC:namesake} .
        " {MISC:namesake} " , a film about {PER:namesake} , was shot in {LOC:namesake} .
        {PER:surname} left {ORG:namesake} , where {PER:surname} had been a director , {when} .
        {PER:namesake} could hear the bells of {LOC:namesake} .
        The {ORG:namesake} board meets in {LOC:namesake} {soon} .
        The {LOC:namesake} skyline has changed since {year} .
        The {PER:namesake} family has owned {paper} for ## years .
        Cheap flats are hard to find in {LOC:namesake} .
        Late goals sank {ORG:namesake} {when} .
        """),
    .split("commonwords", """
        {PER:wordfirst} may go to {LOC:wordtown} in {month} .
        {PER:wordlast} and {PER:wordlast} will share the {thing} .
        The {thing} fell on {PER:wordlast} 's foot .
        {PER:wordfirst} gave the {thing} to {PER:wordfirst} .
        {ORG:wordfirm} paid {sum} for a {thing} .
        The {thing} cost more in {LOC:wordtown} than in {LOC:wordtown} .
        The {thing} was sold to {ORG:wordfirm} by {PER:wordlast} .
        A {thing} , a {thing} and a {thing} were found in {LOC:wordtown} .
        Every {thing} in the {thing} was broken .
        The {thing} of the year was a {thing} .
        {LOC:wordcountry} sent a {thing} to the {MISC:people} .
        A roast turkey and a {thing} were on the table .
        {LOC:wordcountry} exports {material} to {LOC:wordcountry} .
        {thing} and {thing} were once the emblems of {LOC:wordtown} .
        It is not the {thing} but the {thing} that matters , {PER:wordlast} said .
        The march to {LOC:wordtown} will begin in March .
        {PER:wordlast} will bill {ORG:wordfirm} for the {thing} .
        {PER:wordlast} may sue ; {PER:wordfirst} will not .
        Mark the day : {PER:wordfirst} is coming to {LOC:wordtown} .
        Rob a bank ? Never , said {PER:wordfirst} .
        He will frank the letters and {PER:wordfirst} will post them to {LOC:wordtown} .
        {ORG:wordfirm} and {ORG:wordfirm} have mended their differences .
        At {ORG:wordfirm} , the {thing} is no joke .
        Under {PER:wordlast} , {ORG:wordfirm} has closed the gap on {ORG:wordfirm} .
        They drew lots , and the {thing} went to {PER:wordfirst} .
        Summer came late to {LOC:wordtown} and the {thing} harvest failed .
        The {thing} , which {PER:wordlast} had bought in {LOC:wordtown} , was a fake .
        {PER:wordfirst} had a {thing} , {PER:wordfirst} a {thing} .
        Sandy beaches near {LOC:wordtown} drew {MISC:people} by the thousand .
        It is a fair price , {PER:wordlast} of {ORG:wordfirm} said .
        Young farmers of {LOC:wordtown} breed the {thing} and the {thing} .
        {PER:wordfirst} drew the {thing} ; the {MISC:nationality} {thing} was by {PER:wordlast} .
        A {thing} for {ORG:wordfirm} , a blow for {ORG:wordfirm} .
        The frank talk between {PER:wordlast} and {PER:wordlast} lasted until dawn .
        Faith in {ORG:wordfirm} was shaken when {PER:wordlast} left .
        The {thing} of {LOC:wordtown} is on show in {LOC:city} .
        {PER:wordlast} , not {PER:wordlast} , will drive the {thing} .
        {LOC:wordtown} has a {thing} ; {LOC:wordtown} wants one .
        China plates and jersey shirts are sold in {LOC:wordtown} .
        The price of a {thing} rose {percent} {when} .
        Miles of {thing} were lost when the {thing} broke .
        Will the {thing} hold ? {PER:wordfirst} hopes so .
        """),
]
