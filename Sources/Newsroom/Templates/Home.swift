/// Courts, disasters, health, science and weather.
let homeRules: [Rule] = [
    .split("home", """
        {PER:person} , ## , of {LOC:city} , was jailed for {crime} {when} .
        A court in {LOC:city} cleared {PER:person} of {crime} .
        {PER:person} and {PER:person} , both from {LOC:city} , deny {crime} .
        {count} people died when {hazard} hit {LOC:region} {when} .
        {count} {MISC:nationality} tourists were hurt when a {vessel} overturned near {LOC:city} .
        A {vessel} bound for {LOC:city} sank in the {LOC:sea} {when} .
        The {vessel} left {LOC:city} for {LOC:landmark} with {count} {MISC:people} on board .
        {hazard} cut the road between {LOC:city} and {LOC:city} .
        {disease} has killed {count} children in {LOC:region} , {speaker} said .
        Doctors at {institute} in {LOC:city} are treating {PER:person} for {disease} .
        {PER:person} was flown to {institute} {when} .
        Scientists from {institute} found a new frog in {LOC:region} .
        {PER:person} of {institute} and {PER:person} of {institute} share the {MISC:prize} .
        Research at {institute} , led by {PER:person} , links {material} to {disease} .
        {body} sent {count} doctors to {LOC:country} to fight {disease} .
        {PER:person} , a {job} , was last seen at {LOC:landmark} {when} .
        Police in {LOC:city} are looking for {PER:person} .
        Inspector {PER:surname} said {PER:surname} was shot in {LOC:landmark} .
        A {MISC:nationality} woman was robbed in {LOC:landmark} {when} .
        A {MISC:nationality} judge freed {PER:person} {when} .
        The judge told {PER:surname} that {claim} .
        Judge {PER:wordlast} told {PER:wordlast} to pay the price .
        Frost and snow will reach {LOC:region} {soon} , then {LOC:city} .
        It will be nice in {LOC:wordtown} , wet in {LOC:wordtown} .
        The bath was found in {LOC:wordtown} , near {LOC:landmark} .
        Thieves stole a {thing} from {institute} {when} .
        The {thing} in the {thing} belonged to {PER:surname} .
        {PER:wordfirst} was reading in the bath when the storm struck {LOC:wordtown} .
        {PER:wordfirst} and {PER:wordfirst} were married in {LOC:wordtown} {when} .
        {MISC:religion} leaders met {MISC:religion} leaders in {LOC:city} .
        {MISC:religion} pilgrims from {LOC:country} walked to {LOC:landmark} .
        The {MISC:language} exam was sat by {count} pupils at {institute} .
        {institute} will teach {MISC:language} from {month} .
        The {ORG:nestedbody} closed ## farms in {LOC:region} .
        {body} and {institute} will test the water of the {LOC:sea} .
        {ORG:firm} recalled the {MISC:product} after a fire in {LOC:city} .
        The {MISC:product} crashed into the {LOC:sea} off {LOC:country} .
        {PER:namesake} was found guilty of {crime} .
        The road to {LOC:namesake} was closed by {hazard} .
        {ORG:namesake} closed its factory after {hazard} .
        {PER:namesake} has lived in {LOC:namesake} since leaving {ORG:namesake} .
        A train from {LOC:namesake} to {LOC:namesake} left the rails .
        The baby , called {PER:wordfirst} , was born on the ferry to {LOC:city} .
        {title} {PER:surname} , a surgeon at {institute} , gave evidence in {LOC:city} .
        Firemen from {cities} fought the blaze at {LOC:landmark} .
        Miners in {LOC:region} found the body of {PER:person} .
        {PER:person} , who was raised by {MISC:religion} nuns in {LOC:region} , is ## .
        {count} {MISC:people} drowned crossing the {LOC:sea} {when} .
        The {ORG:unionname} says {institute} pays nurses too little .
        {PER:person} has sued {institute} over a fall in {LOC:landmark} .
        Letters from {PER:person} to {PER:person} were sold in {LOC:city} .
        Detectives flew to {LOC:country} to question {PER:surname} about {PER:surname} .
        Power failed across {LOC:place} {when} , trapping {count} people in {LOC:landmark} .
        {MISC:religion} families in {LOC:city} kept {MISC:holiday} by candlelight .
        The bridge , built before the {MISC:era} , fell into the {LOC:sea} {when} .
        {PER:surname} , a veteran of the {MISC:era} , was buried in {LOC:city} .
        At {MISC:holiday} , {LOC:city} is full of {MISC:people} .
        A rare {thing} was seen on {LOC:landmark} by {PER:person} .
        """),
]
