/// Firms and markets.
let businessRules: [Rule] = [
    .split("business", """
        {ORG:firm} said {when} that profit rose {percent} .
        {ORG:firm} shares fell {percent} after {claim} .
        Shares in {ORG:firm} rose ## pence to ### while {ORG:firm} lost # .
        {firms} all raised prices {when} .
        {ORG:firm} of {LOC:city} has agreed to buy {ORG:firm} for {sum} .
        {ORG:firm} , based in {LOC:city} , will cut ## jobs in {LOC:country} .
        {ORG:firm} named {PER:person} {job} {when} .
        {PER:person} left {ORG:firm} to join {ORG:firm} .
        The gap between {ORG:wordfirm} and {ORG:wordfirm} may widen , {speaker} said .
        {ORG:wordfirm} missed its target and {ORG:wordfirm} cut its own .
        {ORG:wordfirm} sold more apples and oranges than {ORG:wordfirm} .
        The price of {material} fell {percent} in {LOC:city} .
        {LOC:country} sold ## tonnes of {material} to {LOC:country} {when} .
        {ORG:firm} and the {ORG:unionname} settled their dispute at the {LOC:city} plant .
        {MISC:nationality} carmaker {ORG:carmaker} will build the {MISC:product} in {LOC:city} .
        Sales of the {MISC:product} have dropped in {countries} .
        {MISC:nationality} shares closed lower , with {firms} among the losers .
        The {LOC:city} market was shut for a holiday .
        {ORG:firm} {job} {PER:person} said {claim} .
        {PER:person} , an analyst at {ORG:firm} , cut {ORG:firm} to hold .
        " {ORG:firm} is a buy , " said {PER:person} of {ORG:firm} .
        {ORG:namesake} posted a loss of {sum} , its third in a row .
        {ORG:namesake} shares were suspended in {LOC:city} .
        {PER:namesake} , who founded {ORG:firm} , holds ## percent of the shares .
        {ORG:namesake} will open a store in {LOC:namesake} {soon} .
        {ORG:firm} hired {PER:namesake} from {ORG:namesake} to run its office in {LOC:namesake} .
        Workers at {ORG:firm} in {LOC:city} walked out {when} .
        {paper} reported that {ORG:firm} owed {ORG:firm} {sum} .
        {body} fined {firms} {sum} for fixing the price of {material} .
        {body} lent {LOC:country} {sum} {when} .
        The {ORG:centralbank} raised its key rate to {percent} .
        The dollar slipped against the yen and the mark after {body} kept rates on hold .
        A visa from {ORG:wordfirm} costs less than a shell from the beach .
        Next year {ORG:firm} will move from {LOC:city} to {LOC:city} .
        {ORG:wordfirm} expects profit to be flat next year ; {ORG:wordfirm} does not .
        A target set by {body} was missed by {ORG:firm} .
        {MISC:people} bought fewer cars in {month} , {ORG:firm} said .
        {ORG:firm} won a {sum} order from {organisation} .
        {institute} sold its stake in {ORG:firm} .
        The merger of {ORG:firm} with {ORG:firm} needs the approval of {body} .
        {ORG:firm} 's {MISC:nationality} arm lost {sum} in the quarter .
        The boots were made in {LOC:country} for {ORG:wordfirm} .
        Rice from {LOC:country} fetched more than rice from {LOC:country} .
        {PER:wordlast} told {ORG:wordfirm} to shell out {sum} .
        {ORG:wordfirm} will sponsor {ORG:club} until {year} .
        At {ORG:firm} , {PER:person} takes over from {PER:person} .
        {PER:person} , {job} : " {claim} . "
        Ships carrying {material} for {LOC:country} were stuck off {LOC:landmark} .
        Oil fell as {LOC:country} pumped more and {body} less .
        {LOC:city} tin closed at ### {LOC:city} rose # to ### .
        {ORG:firm} up # , {ORG:firm} down # , {ORG:firm} unchanged .
        {ORG:firm} Q# net ## vs ## .
        Demand for {MISC:nationality} {material} is strong in {LOC:region} .
        {ORG:pairfirm} and {ORG:pairfirm} will merge their {LOC:city} offices .
        Creditors of {ORG:firm} meet in {LOC:city} {soon} .
        A court in {LOC:city} ordered {ORG:firm} to pay {PER:person} {sum} .
        The first {MISC:product} left the {ORG:firm} works at {LOC:city} {when} .
        {PER:person} sold ## percent of {ORG:firm} to {PER:person} .
        {ORG:firm} was beaten to the contract by {ORG:firm} of {LOC:country} .
        {MISC:nationality} banks , {ORG:firm} among them , lent too much in {LOC:region} .
        """),
]
