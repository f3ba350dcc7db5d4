// Schedules, regimens and draws: which source gives the next sentence.
