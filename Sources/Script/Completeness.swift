import Diagnostics

/// Does a text end where a statement may end, or does the next line belong to it? Decides whether Enter runs a cell.
package func isComplete(_ text: String) -> Bool {
    let lexer = Lexer(SourceText(name: "", text: text), 0..<text.utf8.count)
    var open = 0
    for token in lexer.tokens {
        switch token.kind {
        case .symbol(.openParenthesis), .symbol(.openBracket), .symbol(.openBrace): open += 1
        case .symbol(.closeParenthesis), .symbol(.closeBracket), .symbol(.closeBrace): open -= 1
        default: break
        }
    }
    if (open > 0 && lexer.hasOpenBracket) || lexer.isTextOpen || lexer.isContinued { return false }
    switch lexer.tokens.dropLast().last(where: { $0.kind != .separator })?.kind {
    case .symbol(.pipe), .symbol(.assign), .symbol(.comma): return false
    default: return true
    }
}
