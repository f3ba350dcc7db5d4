extension Session {
    /// What the call that is being typed still takes, as its signature has it, or what the parameter means whose value is being typed.
    ///
    /// - Parameter text: a cell up to the cursor.
    /// - Returns: nil where no command's arguments stand there, or none are left.
    package func hint(of text: String) -> String? {
        let cursor = Cursor(text)
        guard !cursor.isComment else { return nil }
        var words = cursor.words
        if words.first == "let", words.count >= 3, words[2] == "=" { words.removeFirst(3) }
        let name = cursor.callee ?? words.removeFirst()
        guard let command = callee(name) else { return nil }
        // The last word is the one at the cursor, empty behind a blank.
        if let value = words.last, let parameter = command.parameters.first(where: { value.hasPrefix($0.name + "=") }) {
            return parameter.explanation
        }
        let left = command.parametersLeft(after: words.filter { !$0.isEmpty }, isPiped: cursor.isPiped).map(\.usage)
        return left.isEmpty ? nil : left.joined(separator: " ")
    }
}

extension ParameterInfo {
    /// `the learning rate, a number [2e-5]`.
    fileprivate var explanation: String {
        let fallback = defaultText.map { " [\($0)]" } ?? ""
        return "\(meaning), \(type.description)\(fallback)"
    }
}

extension Callee {
    /// The parameters that these arguments leave open.
    fileprivate func parametersLeft(after arguments: [String], isPiped: Bool) -> [ParameterInfo] {
        let named = parameters.filter { parameter in arguments.contains { $0.hasPrefix(parameter.name + "=") } }.map(\.name)
        let open = parameters.filter { !named.contains($0.name) }
        let positional = arguments.count - named.count + (isPiped ? 1 : 0)
        let filled = open.filter { !$0.isNamedOnly && !$0.takesRest }.prefix(positional).map(\.name)
        return open.filter { !filled.contains($0.name) }
    }
}

extension Cursor {
    /// What stands before the cursor, cut at blanks and commas that are in no brackets and no text. Ends with the word at the cursor,
    /// which may be empty.
    fileprivate var words: [String] {
        var words = [""]
        var depth = 0
        var isText = false, isEscaped = false
        for character in before {
            let isBetween = (character.isWhitespace || character == ",") && depth == 0 && !isText
            if isBetween {
                if words.last?.isEmpty == false { words.append("") }
            } else {
                words[words.count - 1].append(character)
            }
            defer { isEscaped = isText && character == "\\" && !isEscaped }
            switch character {
            case "\"" where !isEscaped: isText.toggle()
            case "(", "[", "{": depth += isText ? 0 : 1
            case ")", "]", "}": depth -= isText ? 0 : 1
            default: break
            }
        }
        return words
    }
}
