/// Phrases that sentences of every topic are put together from: coordinated names, those who speak, what they say.
let phraseRules: [Rule] = [
    .shared("persons", """
        {PER:person} and {PER:person} | {PER:person} , {PER:person} and {PER:person} | {PER:surname} and {PER:surname}
        """),
    .shared("countries", "{LOC:country} and {LOC:country} | {LOC:country} , {LOC:country} and {LOC:country}"),
    .shared("cities", "{LOC:city} and {LOC:city} | {LOC:city} , {LOC:city} and {LOC:city} | {LOC:city} or {LOC:city}"),
    .shared("firms", "{ORG:firm} and {ORG:firm} | {ORG:firm} , {ORG:firm} and {ORG:firm} | {ORG:pairfirm} and {ORG:firm}"),
    .shared("clubs", "{ORG:club} and {ORG:club} | {ORG:club} , {ORG:club} and {ORG:club}"),
    .shared("nationals", "{MISC:nationality} and {MISC:nationality} | {MISC:nationality} , {MISC:nationality} and {MISC:nationality}"),

    // Organisations as sentences name them, with the article where one is due.
    .shared("body", "the {ORG:articlebody} | the {ORG:nestedbody} | the {ORG:nestedbody} | {ORG:barebody}"),
    .shared("institute", "the {ORG:articleinstitute} | {ORG:bareinstitute}"),
    .shared("organisation", "{ORG:firm} | {ORG:firm} | {body} | {institute} | {ORG:club}"),
    .shared("paper", "the {ORG:articlepaper} | {ORG:barepaper}"),
    .shared("party", "the {ORG:articleparty} | the {ORG:articleparty} | {ORG:bareparty}"),
    .shared("union", "the {ORG:unionname}"),

    .split("reported", """
        {speaker} {said} {claim} .
        {speaker} {said} {claim} , but {speaker} disagreed .
        " {claim} , " {PER:person} told {paper} {when} .
        In {LOC:city} , {speaker} {said} {claim} .
        {claim} , {speaker} said .
        {claim} , {speaker} said {when} .
        {speaker} {said} {claim} and that {claim} .
        {speaker} denied that {claim} .
        {speaker} told {speaker} that {claim} .
        {speaker} would not say whether {claim} .
        It is not true that {claim} , {speaker} said .
        {when} , {speaker} {said} {claim} .
        If {claim} , {PER:surname} added , then {claim} .
        {PER:person} , quoting {speaker} , wrote in {paper} that {claim} .
        Asked whether {claim} , {PER:person} of {ORG:firm} said no .
        {paper} reported that {claim} .
        {speaker} had warned {PER:person} that {claim} .
        """),
    .split("speaker", """
        {PER:person}
        {PER:surname}
        {title} {PER:surname}
        {office} {PER:person}
        {office} {PER:surname}
        {MISC:nationality} {office} {PER:person}
        {LOC:country} 's {office} , {PER:person} ,
        a spokesman for {organisation}
        {ORG:bodyname} spokesman {PER:person}
        {ORG:organisationname} {job} {PER:person}
        {ORG:firm} 's {job} , {PER:person} ,
        {PER:person} , {job} of {organisation} ,
        {PER:person} , {job} at {ORG:firm} ,
        {PER:person} of {institute}
        {PER:person} , who teaches at {institute} ,
        officials in {LOC:city}
        a police officer in {LOC:city}
        the mayor of {LOC:city}
        the mayor of {LOC:city} , {PER:person} ,
        {MISC:nationality} officials
        one {MISC:nationality} diplomat
        a {LOC:city} court
        {body}
        {union}
        the {MISC:religion} bishop of {LOC:city} , {PER:person} ,
        {ORG:partyname} leader {PER:person}
        {PER:person} of the {ORG:articleparty}
        the ambassador of {LOC:country} in {LOC:city}
        a trader with {ORG:firm} in {LOC:city}
        former {ORG:club} captain {PER:person}
        the {MISC:nationality} embassy in {LOC:city}
        villagers near {LOC:landmark}
        {PER:person} and {title} {PER:surname}
        the {ORG:articlepaper}
        sources close to {PER:surname}
        both {PER:surname} and {organisation}
        """),
    .shared("said", """
        said | said {when} that | told reporters | told the {ORG:articlepaper} that | said in {LOC:city} that | believes that
        confirmed that | told {PER:person} that
        """),
    .split("claim", """
        talks with {LOC:country} would resume {soon}
        {LOC:country} may yet sign the {MISC:pact}
        the gap between {countries} will not close soon
        {ORG:firm} was likely to miss its target
        {PER:person} would be asked to stand down
        {PER:surname} had never set foot in {LOC:country}
        the {MISC:event} could be moved to {LOC:city}
        {ORG:firm} had no plans to leave {LOC:city}
        there was little hope of a deal with {ORG:firm}
        {LOC:city} would be safer without {PER:surname}
        {MISC:people} had every right to be angry
        the {MISC:pact} was a sham
        {body} should send observers to {LOC:region}
        {PER:person} was resting in {LOC:city}
        the money came from {organisation} , not from {PER:surname}
        {ORG:firm} would bid for {ORG:firm}
        {PER:surname} had paid {sum} to {organisation}
        the {thing} had cost {sum}
        {MISC:nationality} troops were massing near {LOC:landmark}
        aid for {LOC:region} was held up at {LOC:landmark}
        {ORG:club} could not afford {PER:surname}
        {PER:person} will join {ORG:club} in {month}
        the {MISC:product} was safe
        work on the {LOC:landmark} would begin in {month}
        no {MISC:nationality} citizens were among the dead
        {paper} had printed lies about {PER:person}
        the {MISC:language} of the {MISC:people} must be taught in schools
        {LOC:country} could join {body} within ## years
        rates may rise again in {month}
        the vote in {LOC:country} had been fair
        the strike at {ORG:firm} was over
        {party} would lose {LOC:city}
        {PER:surname} would not serve under {PER:surname}
        the " {MISC:work} " affair was closed
        they had seen {PER:surname} at {LOC:landmark}
        {institute} would hire ## {MISC:nationality} doctors
        the judge and the bishop had agreed on the price
        the storm will reach {LOC:place} {soon}
        the ship was bound for {LOC:city}
        everyone in {LOC:city} knew {PER:surname}
        """),
]
