// One file a verb, one file a kind of value.
