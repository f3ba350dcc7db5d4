// Blocks that values show: tables, sentences, prose; rendered for the terminal.
