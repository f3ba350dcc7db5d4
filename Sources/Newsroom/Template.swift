/// One line of the grammar: words and slots, separated by blanks.
///
///     {LOC:TOWN} - {PER:person} told {ORG:newspaper} that prices rose ## percent .
///
/// A slot names the rule that fills it. `{town}` is filled and that is all; `{LOC:town}` makes all that fills it one entity.
/// The letters of the name say how the filling is written: `{TOWN}` in capitals, `{Town}` with every word capitalised.
/// A `#` in a word stands for a digit.
struct Template: Sendable {
    enum Letters: Sendable {
        case asWritten, capitalised, capitals
    }

    struct Slot: Sendable {
        var type: String?
        var rule: String
        var letters: Letters
    }

    enum Piece: Sendable {
        case word(String)
        case slot(Slot)
    }

    let text: String
    let pieces: [Piece]

    init(_ text: String) throws(GrammarFault) {
        var pieces: [Piece] = []
        for part in text.split(separator: " ") {
            pieces.append(try Template.piece(part, of: text))
        }
        guard !pieces.isEmpty else { throw GrammarFault("an empty template") }
        self.text = text
        self.pieces = pieces
    }

    var slots: [Slot] {
        pieces.compactMap { if case .slot(let slot) = $0 { slot } else { nil } }
    }

    var hasWords: Bool { slots.count < pieces.count }

    private static func piece(_ part: Substring, of text: String) throws(GrammarFault) -> Piece {
        guard part.contains(where: { $0 == "{" || $0 == "}" }) else { return .word(String(part)) }
        guard part.first == "{", part.last == "}" else {
            throw GrammarFault("`\(part)` in `\(text)` is neither a word nor a slot")
        }
        let inner = part.dropFirst().dropLast().split(separator: ":", omittingEmptySubsequences: false)
        guard let name = inner.last, inner.count <= 2, !name.isEmpty, name.allSatisfy(\.isLetter) else {
            throw GrammarFault("`\(part)` in `\(text)` names no rule")
        }
        let type = inner.count == 2 ? String(inner[0]) : nil
        if let type, !newsTypes.contains(type) {
            throw GrammarFault("`\(type)` in `\(text)` is none of \(newsTypes.joined(separator: " "))")
        }
        return .slot(Slot(type: type, rule: name.lowercased(), letters: letters(of: name)))
    }

    private static func letters(of name: Substring) -> Letters {
        if name.count > 1, name.allSatisfy(\.isUppercase) { return .capitals }
        return name.first?.isUppercase == true ? .capitalised : .asWritten
    }
}

/// What is wrong with a grammar. The news grammar is our own, so a fault in it is a programming error.
struct GrammarFault: Error, Equatable {
    var message: String

    init(_ message: String) {
        self.message = message
    }
}
