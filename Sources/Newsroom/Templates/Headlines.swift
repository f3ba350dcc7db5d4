/// Headlines, datelines and captions. A slot named in capitals is written in capitals, whatever fills it.
let headlineRules: [Rule] = [
    .split("headline", """
        {PER:surname} wins {MISC:event}
        {PER:surname} quits {ORG:club}
        {PER:surname} to face {PER:surname} in {LOC:city}
        {LOC:country} and {LOC:country} sign {MISC:pact}
        {LOC:country} may pull out of {ORG:bodyname}
        {LOC:country} beat {LOC:country} in {MISC:event}
        {ORG:club} beat {ORG:club} {score}
        {ORG:club} hold {ORG:club}
        {ORG:club} - {PER:surname} sold to {ORG:club}
        {ORG:firm} to cut jobs in {LOC:city}
        {ORG:firm} says no to {ORG:firm}
        {ORG:firm} shares fall on {LOC:country} fears
        {MISC:nationality} rebels free {PER:surname}
        {MISC:nationality} stocks end lower
        {MISC:nationality} {MISC:event} results
        {MISC:people} mourn {PER:person}
        {PER:person} dies in {LOC:city}
        Will {PER:wordlast} run ?
        {hazard} kill ## in {LOC:region}
        Police hunt {PER:surname} after {LOC:city} raid
        {office} {PER:surname} sees end to {MISC:pact}
        {ORG:bodyname} warns {LOC:country} on {material}
        {material} prices up in {LOC:city}
        {game} - {PER:surname} out of {MISC:event}
        {game} - {LOC:country} name side for {LOC:city}
        {game} - {MISC:event} results
        {game} - {ORG:club} win in {LOC:city}
        {PER:namesake} in {LOC:namesake} for talks with {PER:namesake}
        {ORG:namesake} beat {ORG:namesake}
        {ORG:namesake} recalls ##,### cars
        Fire in {LOC:namesake}
        {MISC:work} wins {MISC:prize}
        {PER:person} gets {MISC:prize}
        {thing} found in {LOC:wordtown}
        {ORG:wordfirm} sees profit up , {ORG:wordfirm} down
        {ORG:newspaper} editor quits
        {ORG:unionname} to strike at {ORG:firm}
        {LOC:city} awaits {PER:surname}
        {LOC:region} votes {weekday}
        Press digest - {LOC:country} - {month} {day}
        {LOC:country} marks {MISC:holiday}
        What the {ORG:articlepaper} says
        Research alert - {ORG:firm} cut
        {LOC:country} : {PER:surname} meets {PER:surname}
        """),
    .shared("dateline", """
        {LOC:TOWN} 1996-08-1#
        {LOC:NAMESAKE} 1997-0#-2#
        {LOC:WORDTOWN} 2001-0#-0#
        {LOC:TOWN} , {month} {day}
        {LOC:TOWN} , {LOC:country} 1998-0#-1#
        """),
    .split("caption", """
        {LOC:TOWN} ( {ORG:newspaper} ) - {speaker} said {claim} .
        {LOC:TOWN} , {month} {day} ( {ORG:newspaper} ) - {ORG:club} beat {ORG:club} {score} .
        {LOC:NAMESAKE} , {month} {day} - {ORG:firm} said {claim} .
        {LOC:TOWN} - {PER:person} has died , {speaker} said .
        -- {LOC:city} newsroom , +## ### ####
        -- {PER:person} , {LOC:city} newsroom ## ###
        -- {PER:person} in {LOC:city}
        ( Reporting by {PER:person} in {LOC:city} )
        ( {LOC:city} bureau , {PER:surname} )
        By {PER:person} and {PER:person} in {LOC:city}
        {PER:person} , {LOC:city}
        {PER:PERSON} , {LOC:CITY}
        Photograph : {PER:person} / {ORG:newspaper}
        {LOC:CITY} : {PER:person} at the {MISC:event} .
        Picture shows {PER:person} ( left ) with {PER:person} of {ORG:organisationname} .
        {ORG:NEWSPAPER} - {claim} .
        {ORG:NEWSPAPER} - {ORG:firm} to buy {ORG:firm} .
        {LOC:COUNTRY} - {PER:person} has denied that {claim} .
        {MISC:NATIONALITY} press : {ORG:newspaper} - {claim} .
        """),
]
