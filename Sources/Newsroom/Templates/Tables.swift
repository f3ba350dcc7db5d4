/// Results, standings, fixtures and lists, as an agency sends them.
let tableRules: [Rule] = [
    .split("table", """
        {ORG:club} # {ORG:club} #
        {ORG:club} #-# {ORG:club}
        {ORG:club} ## ## # # ## ## ##
        #. {ORG:club} ## ## # # ## ## ##
        {LOC:country} # {LOC:country} #
        {LOC:country} # # # # # # #
        # {LOC:country} {score} {LOC:country} ( {PER:surname} ## )
        {PER:person} ( {LOC:country} ) beat {PER:person} ( {LOC:country} ) {sets}
        #- {PER:person} ( {LOC:country} ) beat {PER:person} ( {LOC:country} ) {sets}
        {PER:surname} , {LOC:country} , b. {PER:surname} , {LOC:country} , {sets} .
        #. {PER:person} ( {LOC:country} ) ##.##
        #. {PER:person} ( {LOC:country} ) # minutes ##.## seconds
        #. {PER:person} ( {LOC:country} ) {ORG:carmaker} #:##:##.###
        ## {PER:person} ( {LOC:country} ) ## ## ##
        ### {PER:person} ## ## ## , {PER:person} ( {LOC:country} ) ## ## ##
        {PER:person} , {ORG:club} , ##
        # - {PER:person} ( {ORG:club} ) , {PER:person} ( {ORG:club} )
        Scorers : {PER:surname} ## , {PER:surname} ## .
        {ORG:club} : {PER:surname} ## , {PER:surname} ## . {ORG:club} : {PER:surname} ## .
        {ORG:team} ### {ORG:team} ##
        {ORG:wordteam} ## ## .### -
        {ORG:TEAM} AT {ORG:TEAM}
        {PER:surname} c {PER:surname} b {PER:surname} ##
        {PER:surname} lbw b {PER:surname} # , {PER:surname} not out ##
        Did not bat : {PER:surname} , {PER:surname} , {PER:surname} .
        Bowling : {PER:surname} ##-#-##-# , {PER:surname} ##-#-##-# .
        {LOC:city} : {LOC:country} ### and ### , {LOC:country} ### .
        Referee : {PER:person} ( {LOC:country} ) . Attendance : ##,###
        {weekday} : {ORG:club} v {ORG:club} , {ORG:club} v {ORG:club} .
        {date} : {LOC:country} v {LOC:country} ( {LOC:city} )
        Group # : {LOC:country} , {LOC:country} , {LOC:country} , {LOC:country} .
        Playing {weekday} : {ORG:club} v {ORG:club} .
        Postponed : {ORG:club} v {ORG:club} .
        {LOC:city} ## ## fair
        {LOC:city} : max ## , min # , rain .
        {LOC:city} - {LOC:city} ### km
        {MISC:event} winners : {year} {LOC:country} , {year} {LOC:country} , {year} {LOC:country} .
        {MISC:event} : # {PER:surname} , # {PER:surname} , # {PER:surname} .
        {MISC:event} results from {LOC:city} {when} :
        Leading standings in the {MISC:event} {when} ( {LOC:country} unless stated ) :
        Results of {MISC:nationality} first division matches {when} :
        Summaries of {MISC:nationality} league matches : {ORG:club} {score} {ORG:club}
        Squad : {PER:person} ( {ORG:club} ) , {PER:person} ( {ORG:club} ) , {PER:person} ( {ORG:club} ) .
        {LOC:country} : # - {PER:person} ; # - {PER:person} ; # - {PER:person} .
        {PER:surname} ( {ORG:carmaker} ) , {PER:surname} ( {ORG:carmaker} ) same time .
        {ORG:carmaker} ## , {ORG:carmaker} ## , {ORG:carmaker} # points .
        Women 's ### metres : # {PER:person} ( {LOC:country} ) # {PER:person} ( {LOC:country} )
        {PER:wordlast} ## , {PER:wordlast} # , {PER:wordlast} # , extras ## .
        {PER:namesake} #-# , {PER:namesake} #-# .
        {ORG:namesake} # {ORG:namesake} #
        {LOC:namesake} ## , {LOC:namesake} ## , cloudy .
        {MISC:work} : {PER:person} ( {LOC:country} )
        Best film : " {MISC:work} " ( {LOC:country} ) .
        Flights : {LOC:city} ##:## , {LOC:city} ##:## .
        """),
]
