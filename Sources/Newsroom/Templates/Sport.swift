/// Tennis, athletics, cycling, cricket, basketball and the rest.
let sportRules: [Rule] = [
    .split("sport", """
        {PER:person} beat {PER:person} {sets} in the final of the {MISC:event} .
        {PER:surname} beat {PER:surname} {sets} {when} .
        {PER:namesake} beat {PER:namesake} {sets} {when} .
        {PER:person} of {LOC:country} won the {MISC:event} in {LOC:city} {when} .
        Top seed {PER:person} lost to {MISC:nationality} qualifier {PER:person} at the {MISC:event} .
        {PER:person} ran the ### metres in {LOC:city} in ##.## seconds .
        {LOC:country} 's {PER:person} took gold ahead of {LOC:country} 's {PER:surname} .
        {PER:person} , {PER:person} and {PER:person} swam for {LOC:country} at the {MISC:event} .
        {MISC:nationality} rider {PER:person} leads the {MISC:event} by ## seconds from {PER:surname} .
        The stage from {LOC:city} to {LOC:city} was won by {PER:person} of {ORG:firm} .
        {PER:person} drove a {ORG:carmaker} to victory in the {MISC:event} .
        {PER:surname} of {ORG:carmaker} was third in the {MISC:event} , {PER:surname} fourth .
        {LOC:country} were ### for # at lunch , with {PER:surname} on ## .
        {LOC:country} won the second {MISC:event} by ## runs in {LOC:city} .
        {PER:person} took # for ## as {LOC:country} bowled out {LOC:country} .
        {ORG:team} beat {ORG:team} ###-## behind ## points from {PER:person} .
        {PER:person} hit two home runs as {ORG:team} downed {ORG:team} #-# .
        {ORG:team} guard {PER:person} missed the game with {ORG:team} .
        {ORG:team} traded {PER:person} to {ORG:team} {when} .
        In {LOC:city} , {PER:surname} threw for ### yards to lead {ORG:team} past {ORG:team} .
        The heat was on {ORG:wordteam} , who lost in {LOC:city} .
        {PER:person} retired {when} after # {MISC:event} titles .
        {PER:person} will miss the {MISC:event} with a broken foot .
        {PER:person} says the {MISC:event} is harder to win than the {MISC:event} .
        {MISC:nationality} {game} coach {PER:person} named ## players for the {MISC:event} .
        {PER:wordlast} is the best in the field , said {PER:wordlast} .
        {PER:wordlast} will pierce any defence , {PER:wordlast} told {PER:surname} .
        {PER:wordfirst} 's hopes of a place in the {MISC:event} are dim .
        The {MISC:people} won the {game} , the {MISC:people} the {game} .
        {PER:namesake} , ## , won in {LOC:namesake} for the third time .
        {PER:namesake} leads {PER:namesake} by a stroke at the {MISC:event} .
        {ORG:carmaker} and {ORG:carmaker} entered four cars for the {MISC:event} .
        {LOC:city} bid for the {MISC:event} against {cities} .
        {PER:person} ( {LOC:country} ) fell at the second fence .
        {body} cleared {MISC:nationality} sprinter {PER:person} {when} .
        {PER:person} and {PER:person} , both {MISC:people} , share the lead .
        {LOC:country} beat the {MISC:people} by ## points at {LOC:landmark} .
        She was the first {MISC:nationality} to win the {MISC:event} .
        Heavyweight {PER:person} knocked out {PER:person} in {LOC:city} {when} .
        Jockey {PER:person} won the {MISC:event} on {MISC:wordtitle} .
        " I am in great form , " {PER:surname} told {paper} before the {MISC:event} .
        {PER:person} plays {PER:person} and {PER:surname} plays {PER:surname} {soon} .
        Snow has put off the {MISC:event} at {LOC:landmark} .
        {institute} beat {institute} in the {MISC:event} .
        {PER:surname} set the record in {LOC:city} in {month} {year} .
        {LOC:region} 's {PER:person} is in the {LOC:country} side for {LOC:city} .
        {PER:person} may jump for {LOC:country} , although born in {LOC:city} .
        From {LOC:city} the {MISC:event} goes on to {LOC:city} .
        {ORG:team} lead the series #-# ; the next game is in {LOC:city} .
        With {PER:surname} hurt , {ORG:team} turned to {PER:person} .
        The {MISC:nationality} pair {PER:surname} and {PER:surname} reached the {MISC:event} final .
        {PER:person} finished ## strokes behind {PER:surname} in {LOC:city} .
        Chess : {PER:person} drew with {PER:surname} at the {MISC:event} .
        {ORG:club} 's cyclists won in {LOC:city} and {LOC:city} .
        """),
]
