/// Cuts one sentence into tokens as CoNLL-2003 and the Penn Treebank have them: punctuation, quotes, currency signs, `%`, `'s`
/// and `n't` stand alone; hyphened words, numbers, abbreviations and addresses stay whole.
/// - Returns: one range a token, in positions of `scalars`.
func tokenRanges(_ scalars: [Unicode.Scalar], in sentence: Range<Int>) -> [Range<Int>] {
    var tokens: [Range<Int>] = []
    var position = sentence.lowerBound
    while position < sentence.upperBound {
        if scalars[position].isBlank {
            position += 1
            continue
        }
        var end = position
        while end < sentence.upperBound, !scalars[end].isBlank { end += 1 }
        let isLast = scalars[end..<sentence.upperBound].allSatisfy(\.isBlank)
        Chunk(scalars: scalars, range: position..<end, isFirst: tokens.isEmpty, isLast: isLast).cut(into: &tokens)
        position = end
    }
    return tokens
}

/// The tokens of a text that is one sentence.
package func tokenised(_ text: String) -> RunningText {
    let scalars = Array(text.unicodeScalars)
    return RunningText(text: text, offsets: tokenRanges(scalars, in: 0..<scalars.count))
}

extension RunningText {
    /// The text of every token.
    package var tokens: [String] {
        let scalars = Array(text.unicodeScalars)
        return offsets.map { string(scalars[$0]) }
    }
}

/// What stands between two blanks.
private struct Chunk {
    let scalars: [Unicode.Scalar]
    let range: Range<Int>
    /// Whether it begins the sentence.
    let isFirst: Bool
    /// Whether it ends the sentence.
    let isLast: Bool

    func cut(into tokens: inout [Range<Int>]) {
        if let address = addressRange() {
            cut(range.lowerBound..<address.lowerBound, into: &tokens)
            tokens.append(address)
            cut(address.upperBound..<range.upperBound, into: &tokens)
        } else {
            cut(range, into: &tokens)
        }
    }

    private func cut(_ part: Range<Int>, into tokens: inout [Range<Int>]) {
        var wordStart = part.lowerBound
        var position = part.lowerBound
        while position < part.upperBound {
            let length = symbolLength(at: position, wordStart: wordStart)
            if length == 0 {
                position += 1
                continue
            }
            let isCurrency = currencySigns.contains(scalars[position])
            let start = isCurrency && isCountryPrefix(wordStart..<position) ? wordStart : position
            if wordStart < start { cutWord(wordStart..<start, into: &tokens) }
            tokens.append(start..<min(position + length, part.upperBound))
            position = min(position + length, part.upperBound)
            wordStart = position
        }
        if wordStart < part.upperBound { cutWord(wordStart..<part.upperBound, into: &tokens) }
    }

    /// How many scalars from a position form a token of their own; 0 inside a word.
    private func symbolLength(at position: Int, wordStart: Int) -> Int {
        let scalar = scalars[position]
        if scalar.isLetterOrDigit { return 0 }
        let isBetweenDigits = before(position).isDigit && after(position).isDigit
        switch scalar {
        case ".":
            let run = runLength(at: position)
            if run > 1 { return run }
            return endsHere(position) && !isAbbreviation(wordStart..<position) ? 1 : 0
        case "-":
            let run = runLength(at: position)
            return run > 1 ? run : 0
        case ",", ":": return isBetweenDigits ? 0 : 1
        case "–": return isBetweenDigits ? 0 : 1
        case "'", "’", "‘", "`": return quoteLength(at: position)
        case ";": return isReference(endingAt: position) ? 0 : 1
        case "%", "—", "!", "?", "…", "\"", "<", ">", "|", "¿", "¡", "•": return 1
        default:
            if currencySigns.contains(scalar) { return 1 }
            switch scalar.properties.generalCategory {
            case .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation: return 1
            default: return 0
            }
        }
    }

    /// Whether a semicolon ends a character reference that was left in the text: `caf&#233;`, `&lt;`.
    private func isReference(endingAt position: Int) -> Bool {
        guard let mark = scalars[range.lowerBound..<position].lastIndex(of: "&") else { return false }
        let name = scalars[(mark + 1)..<position]
        return name.first == "#" ? name.count > 1 && name.dropFirst().allSatisfy(\.isDigit) : referenceNames.contains(string(name))
    }

    /// Quotation marks stand alone; apostrophes within words, before digits ('90s) and before clitics ('s) do not.
    private func quoteLength(at position: Int) -> Int {
        let next = after(position)
        if scalars[position] == next, next == "'" || next == "`" { return 2 }
        if scalars[position].isApostrophe {
            if before(position).isLetterOrDigit && next.isLetterOrDigit { return 0 }
            let rest = scalars[(position + 1)..<range.upperBound]
            let word = position..<(rest.firstIndex { !$0.isLetterOrDigit } ?? range.upperBound)
            if next.isDigit && position == range.lowerBound || cliticLength(word) == word.count { return 0 }
        }
        return 1
    }

    private func cutWord(_ word: Range<Int>, into tokens: inout [Range<Int>]) {
        let clitic = cliticLength(word)
        if clitic > 0, clitic < word.count {
            tokens.append(word.lowerBound..<(word.upperBound - clitic))
            tokens.append((word.upperBound - clitic)..<word.upperBound)
        } else {
            tokens.append(word)
        }
    }

    /// The length of a final `n't`, `'s`, `'ll` and the like.
    private func cliticLength(_ word: Range<Int>) -> Int {
        guard let apostrophe = scalars[word].lastIndex(where: \.isApostrophe) else { return 0 }
        let tail = string(scalars[(apostrophe + 1)..<word.upperBound]).lowercased()
        if tail == "t", apostrophe - 1 > word.lowerBound, scalars[apostrophe - 1] == "n" || scalars[apostrophe - 1] == "N" {
            return 3
        }
        return ["s", "re", "ve", "ll", "d", "m"].contains(tail) ? word.upperBound - apostrophe : 0
    }

    /// A web or mail address, without the punctuation around it.
    private func addressRange() -> Range<Int>? {
        func isEdge(_ scalar: Unicode.Scalar) -> Bool { !scalar.isLetterOrDigit && scalar != "/" }
        let chunk = scalars[range]
        guard chunk.count > 4, let start = chunk.firstIndex(where: { !isEdge($0) }),
            let last = chunk.lastIndex(where: { !isEdge($0) })
        else { return nil }
        let core = chunk[start...last]
        let isMail = core.firstIndex(of: "@").map { $0 > start && core[$0...].contains(".") } ?? false
        let hasScheme = core.firstIndex(of: ":").map { string(core[$0...].prefix(3)) == "://" } ?? false
        let isWeb = hasScheme || string(core.prefix(4)) == "www."
        return isMail || isWeb ? start..<(last + 1) : nil
    }

    private func isAbbreviation(_ word: Range<Int>) -> Bool {
        let isInitial = word.count == 1 && scalars[word.lowerBound].isUpper
        switch Abbreviation(scalars[word]) {
        case .leading, .beforeNumber: return !isLast
        case .trailing: return !isLast || scalars[word].contains(".")
        case nil: return (isInitial || isListNumber(word)) && !isLast
        }
    }

    /// The "1." before an entry.
    private func isListNumber(_ word: Range<Int>) -> Bool {
        isFirst && word.lowerBound == range.lowerBound && scalars[word].allSatisfy(\.isDigit)
    }

    /// US$, A$, HK$.
    private func isCountryPrefix(_ word: Range<Int>) -> Bool {
        (1...3).contains(word.count) && word.allSatisfy { scalars[$0].isUpper }
    }

    /// Whether only punctuation follows.
    private func endsHere(_ position: Int) -> Bool {
        scalars[(position + 1)..<range.upperBound].allSatisfy { !$0.isLetterOrDigit }
    }

    private func runLength(at position: Int) -> Int {
        var end = position
        while end < range.upperBound, scalars[end] == scalars[position] { end += 1 }
        return end - position
    }

    private func before(_ position: Int) -> Unicode.Scalar {
        position > range.lowerBound ? scalars[position - 1] : " "
    }

    private func after(_ position: Int) -> Unicode.Scalar {
        position + 1 < range.upperBound ? scalars[position + 1] : " "
    }
}

private let currencySigns: Set<Unicode.Scalar> = ["$", "£", "€", "¥", "₹", "₽", "₩"]

/// Those that are left in texts taken from web pages.
private let referenceNames: Set = ["amp", "apos", "gt", "hellip", "lt", "mdash", "nbsp", "ndash", "pound", "quot"]
