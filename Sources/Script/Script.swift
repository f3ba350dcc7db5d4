// The command language: lexer, parser, tree.
