/// Films, books, music, prizes and festivals.
let cultureRules: [Rule] = [
    .split("culture", """
        {PER:person} won the {MISC:prize} {when} for " {MISC:work} " .
        {PER:person} 's novel " {MISC:work} " is set in {LOC:city} .
        The film {MISC:work} opens in {LOC:city} {soon} .
        {MISC:work} , the new play by {PER:person} , has moved to {LOC:city} .
        " {MISC:work} " , directed by {PER:person} , took ## million dollars .
        {PER:person} stars with {PER:person} in {MISC:work} .
        {PER:person} sang {MISC:plainwork} with the {ORG:articleinstitute} in {LOC:city} .
        {ORG:band} will play {LOC:city} and {LOC:city} in {month} .
        {ORG:band} 's album {MISC:wordtitle} went straight to number one .
        The {MISC:language} edition of {MISC:work} sold ##,### copies .
        {paper} ranked " {MISC:work} " above " {MISC:work} " .
        {PER:person} was given the {MISC:prize} by {office} {PER:surname} .
        At the {MISC:event} , the jury under {PER:person} chose {MISC:work} .
        {PER:person} , the author of {MISC:work} , has died aged ## .
        {institute} bought a portrait of {PER:person} for {sum} .
        A rose was named after {PER:person} at the {LOC:city} flower show .
        Grace and charm are rare , but {PER:wordfirst} has both , wrote the {ORG:articlepaper} .
        {PER:wordfirst} will sing {MISC:wordtitle} at the {MISC:event} .
        {PER:person} translated {MISC:work} from {MISC:language} into {MISC:language} .
        Few {MISC:people} have read {MISC:work} in the {MISC:language} original .
        {PER:person} and {ORG:band} parted after {MISC:wordtitle} .
        " {MISC:work} " and " {MISC:work} " lead the race for the {MISC:prize} .
        The {ORG:articleinstitute} in {LOC:city} shows {MISC:nationality} paintings until {month} .
        {MISC:work} ( {year} ) made {PER:person} famous in {LOC:country} .
        {ORG:firm} will publish the memoirs of {PER:person} .
        {PER:namesake} wrote {MISC:work} in a hotel in {LOC:namesake} .
        {PER:namesake} will play the king in {MISC:plainwork} at {LOC:namesake} .
        The reading by {PER:surname} in {LOC:wordtown} was sold out .
        Critics in {LOC:city} hated " {MISC:work} " ; {LOC:city} loved it .
        {PER:person} , winner of the {MISC:prize} , was born in {LOC:landmark} .
        {MISC:nationality} actress {PER:person} turned down {MISC:work} .
        {ORG:newspaper} editor {PER:person} lost a suit against {PER:person} .
        The {MISC:work} revival begins at {LOC:landmark} {soon} .
        {PER:person} read from {MISC:work} on {paper} .
        Fans queued all night at {LOC:landmark} to see {ORG:band} .
        The {MISC:prize} went to {PER:person} of {LOC:country} , the {MISC:prize} to {PER:person} .
        {paper} will show {MISC:work} {soon} .
        {PER:person} 's {MISC:work} , a tale of love and frost , runs for three hours .
        Tickets for {MISC:work} cost ## pounds in {LOC:city} .
        {ORG:band} singer {PER:person} married {PER:person} in {LOC:wordtown} .
        No {MISC:nationality} film has won the {MISC:prize} since {MISC:work} .
        The manuscript of {MISC:work} was found in {LOC:city} by {PER:person} of {institute} .
        {PER:person} tore up {MISC:work} and began again in {LOC:region} .
        He played the judge in " {MISC:work} " and the fox in " {MISC:work} " .
        {MISC:religion} groups in {LOC:city} want {MISC:work} banned .
        {PER:person} , star of {MISC:work} , has left {LOC:city} for {LOC:city} .
        The orchestra from {LOC:city} played {PER:surname} and {PER:surname} .
        {LOC:city} remembers {PER:surname} with a statue in {LOC:landmark} .
        {institute} named its new hall after {PER:person} .
        Yesterday {PER:surname} ; tomorrow the {MISC:event} , then {LOC:city} .
        The {MISC:event} opened with {MISC:work} , by the {MISC:nationality} director {PER:person} .
        """),
]
