/// The message of a diagnostic as it stands in a source: its text between interpolations, which stand for anything.
struct MessageTemplate: Hashable, CustomStringConvertible {
    var pieces: [String]

    var description: String { pieces.joined(separator: "…") }

    /// Characters that are written out, blanks aside: how much of a message it settles.
    var weight: Int { pieces.reduce(0) { $0 + $1.count { !$0.isWhitespace } } }

    private let searched: [[UInt8]]

    init(_ pieces: [String]) {
        self.pieces = pieces
        searched = pieces.map { Array($0.utf8) }.filter { !$0.isEmpty }
    }

    func isWithin(_ text: [UInt8]) -> Bool {
        var start = 0
        return searched.allSatisfy { piece in
            guard let found = position(of: piece, in: text, from: start) else { return false }
            start = found + piece.count
            return true
        }
    }
}

private func position(of piece: [UInt8], in text: [UInt8], from start: Int) -> Int? {
    guard text.count - start >= piece.count else { return nil }
    return (start...text.count - piece.count).first { place in
        text[place] == piece[0] && piece.indices.allSatisfy { text[place + $0] == piece[$0] }
    }
}

/// A place where a source makes a diagnostic, or hands on a text that becomes one.
struct MessageSite {
    /// File and line.
    var place: String
    var file: String
    /// The argument that holds the message, as it is written; texts are `"…"`.
    var argument: String
    /// One for each text in the argument: both of `isFolder ? "…" : "…"`. None where only a run knows the message.
    var templates: [MessageTemplate]
}

/// A function that makes a diagnostic of a text it is given.
struct MessageMaker {
    var name: String
    /// The label of the argument that holds the message; nil is the last one without a label that has a text in it.
    var label: String?
    /// What stands around the text in the message, cut where there is more between.
    var frame = (before: [""], after: [""])
    /// Where sources may call it.
    var folder = ""
}

extension SwiftSource {
    /// The functions declared to give a diagnostic.
    var functionsGivingDiagnostics: [String] {
        tokens.indices.compactMap { index in
            guard isWord("func", at: index), case .word(let name) = tokens[index + 1].token else { return nil }
            let head = tokens[index...].prefix { $0.token != .symbol("{") }.suffix(3).map(\.token)
            return head == [.symbol("-"), .symbol(">"), .word("Diagnostic")] ? name : nil
        }
    }

    /// All calls of the makers that are given more than diagnostics made elsewhere, and all assignments to a diagnostic's `message`.
    ///
    /// - Parameter giving: names of functions that give diagnostics; their own texts are found where they make them.
    func messageSites(of makers: [MessageMaker], giving: Set<String>, file: String) -> [MessageSite] {
        let extendsDiagnostic = tokens.indices.contains { isWord("extension", at: $0) && isWord("Diagnostic", at: $0 + 1) }
        return tokens.indices.flatMap { index -> [MessageSite] in
            guard case .word(let word) = tokens[index].token else { return [] }
            if word == "message", isSymbol(".", at: index - 1), isSymbol("=", at: index + 1), !isSymbol("=", at: index + 2) {
                let line = tokens[index].line
                return [site(tokens[(index + 2)...].prefix { $0.line == line }, file: file, MessageMaker(name: "message"))]
            }
            guard isSymbol("(", at: index + 1), !isWord("func", at: index - 1) else { return [] }
            let isOwnInit = word == "init" && extendsDiagnostic && isWord("self", at: index - 2)
            return makers.filter { $0.name == (isOwnInit ? "Diagnostic" : word) && file.hasPrefix($0.folder) }.compactMap { maker in
                let argument = message(for: maker, in: arguments(at: index + 1))
                let isMade = argument.indices.contains { place in
                    guard case .word(let word) = tokens[place].token, isSymbol("(", at: place + 1) else { return false }
                    return giving.contains(word) || word == "Diagnostic"
                }
                return argument.isEmpty || isMade ? nil : site(argument, file: file, maker, line: tokens[index].line)
            }
        }
    }

    /// Ways to make a diagnostic that `messageSites` would not see.
    func hiddenSites(file: String) -> [String] {
        tokens.indices.compactMap { index in
            let line = tokens[index].line
            if isWord("Diagnostic", at: index), isSymbol(".", at: index + 1), isWord("init", at: index + 2) {
                return "\(file):\(line): `Diagnostic.init`"
            }
            if isWord("typealias", at: index), tokens[index...].prefix(while: { $0.line == line }).contains(where: { $0.token == .word("Diagnostic") }) {
                return "\(file):\(line): another name for `Diagnostic`"
            }
            if isSymbol(".", at: index), isWord("init", at: index + 1), isSymbol("(", at: index + 2), !isWord("self", at: index - 1),
                index + 3 < tokens.count, case .text = tokens[index + 3].token
            {
                return "\(file):\(line): `.init(\"…\")` may be a diagnostic: name its type"
            }
            return nil
        }
    }

    private func isWord(_ word: String, at index: Int) -> Bool { tokens.indices.contains(index) && tokens[index].token == .word(word) }

    private func isSymbol(_ symbol: Character, at index: Int) -> Bool {
        tokens.indices.contains(index) && tokens[index].token == .symbol(symbol)
    }

    private func site(_ argument: some Collection<Placed>, file: String, _ maker: MessageMaker, line: Int? = nil) -> MessageSite {
        let templates = texts(argument).map { pieces in
            MessageTemplate([maker.frame.before, pieces, maker.frame.after].reduce([""]) { joined, pieces in
                joined.dropLast() + [joined[joined.count - 1] + pieces[0]] + pieces.dropFirst()
            })
        }
        let line = line ?? argument.first?.line ?? 0
        return MessageSite(place: "\(file):\(line)", file: file, argument: argument.map(\.description).joined(), templates: templates)
    }

    /// The tokens of each argument of a call, at its parenthesis.
    private func arguments(at opening: Int) -> [ArraySlice<Placed>] {
        var arguments: [ArraySlice<Placed>] = []
        var depth = 0
        var start = opening + 1
        for index in opening..<tokens.count {
            switch tokens[index].token {
            case .symbol("("), .symbol("["), .symbol("{"): depth += 1
            case .symbol(")"), .symbol("]"), .symbol("}"):
                depth -= 1
                if depth == 0 { return arguments + (index > start ? [tokens[start..<index]] : []) }
            case .symbol(",") where depth == 1:
                arguments.append(tokens[start..<index])
                start = index + 1
            default: break
            }
        }
        return arguments
    }

    private func message(for maker: MessageMaker, in arguments: [ArraySlice<Placed>]) -> ArraySlice<Placed> {
        func label(_ argument: ArraySlice<Placed>) -> String? {
            guard case .word(let word)? = argument.first?.token, isSymbol(":", at: argument.startIndex + 1) else { return nil }
            return word
        }
        if let wanted = maker.label { return arguments.first { label($0) == wanted }?.dropFirst(2) ?? [] }
        let unlabelled = arguments.filter { label($0) == nil }
        return unlabelled.last { !texts($0).isEmpty } ?? unlabelled.first ?? []
    }

    /// The texts of an expression, those within calls, indices and closures left out.
    private func texts(_ expression: some Collection<Placed>) -> [[String]] {
        var found: [[String]] = []
        var depth = 0
        var last: Token?
        for placed in expression {
            switch placed.token {
            case .symbol("(") where depth == 0 && !endsOperand(last): break
            case .symbol("("), .symbol("["), .symbol("{"): depth += 1
            case .symbol(")"), .symbol("]"), .symbol("}"): depth = max(0, depth - 1)
            case .text(let pieces) where depth == 0 && pieces != [""]: found.append(pieces)
            default: break
            }
            last = placed.token
        }
        return found
    }

    /// Behind it a parenthesis begins the arguments of a call.
    private func endsOperand(_ token: Token?) -> Bool {
        switch token {
        case .word, .symbol(")"), .symbol("]"), .symbol("}"): true
        default: false
        }
    }
}

extension SwiftSource.Placed: CustomStringConvertible {
    var description: String {
        switch token {
        case .word(let word): word
        case .symbol(let symbol): String(symbol)
        case .text: "\"…\""
        }
    }
}
