// The BERT tokenizer: text to word pieces with ids and offsets.
