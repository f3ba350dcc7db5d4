// Training and tagging named entities with a BERT.
