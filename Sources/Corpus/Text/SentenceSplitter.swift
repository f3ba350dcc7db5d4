/// The sentences of a running text, in positions of its scalars, without the blanks around them.
func sentenceRanges(_ scalars: [Unicode.Scalar]) -> [Range<Int>] {
    paragraphRanges(scalars).flatMap { SentenceSplitter(scalars: scalars, paragraph: $0).ranges() }
}

/// Cuts a paragraph after `.`, `!`, `?` and the quotes or brackets that close behind them, where what follows can begin a
/// sentence and the period belongs to no abbreviation, initial or list number.
private struct SentenceSplitter {
    let scalars: [Unicode.Scalar]
    let paragraph: Range<Int>

    func ranges() -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = paragraph.lowerBound
        var position = start
        while position < paragraph.upperBound {
            guard isTerminator(scalars[position]) else {
                position += 1
                continue
            }
            let mark = position
            while position < paragraph.upperBound, isTerminator(scalars[position]) { position += 1 }
            let isLonePeriod = scalars[mark] == "." && position == mark + 1
            while position < paragraph.upperBound, isCloser(scalars[position]) { position += 1 }
            guard position < paragraph.upperBound, scalars[position].isBlank || isGlued(mark: mark, next: position) else { continue }
            var next = position
            while scalars[next].isBlank { next += 1 }
            if canBegin(at: next), !(isLonePeriod && isInner(period: mark, next: next, sentenceStart: start)) {
                ranges.append(start..<position)
                start = next
            }
            position = next
        }
        if start < paragraph.upperBound { ranges.append(start..<paragraph.upperBound) }
        return ranges
    }

    /// Whether a sentence begins without a blank, as in "was dangerous.The": a word in lower case before, a word that begins sentences
    /// behind.
    private func isGlued(mark: Int, next: Int) -> Bool {
        mark - 2 >= paragraph.lowerBound && scalars[mark - 1].isLower && scalars[mark - 2].isLower && isStarter(at: next)
    }

    private func isTerminator(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "." || scalar == "!" || scalar == "?" || scalar == "…"
    }

    private func isCloser(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\"", "'", ")", "]", "}", "”", "’", "»": true
        default: false
        }
    }

    /// Lower case goes on with the sentence, except in names such as eBay.
    private func canBegin(at position: Int) -> Bool {
        guard scalars[position].isLower else { return true }
        return position + 1 < paragraph.upperBound && scalars[position + 1].isUpper
    }

    /// Whether a period stands within a sentence, as in "Mr. Smith", "J. Smith", "No. 5", "3. Title".
    private func isInner(period: Int, next: Int, sentenceStart: Int) -> Bool {
        var wordStart = period
        while wordStart > sentenceStart, isWordPart(scalars[wordStart - 1]) { wordStart -= 1 }
        let word = scalars[wordStart..<period]
        guard let first = word.first else { return false }
        if wordStart == sentenceStart, word.allSatisfy(\.isDigit) { return true }
        if word.count == 1, first.isUpper { return !isStarter(at: next) }
        return switch Abbreviation(word) {
        case .leading: true
        case .beforeNumber: scalars[next].isDigit
        case .trailing: scalars[next].isLetterOrDigit && !isStarter(at: next)
        case nil: false
        }
    }

    private func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isLetterOrDigit || scalar == "." || scalar == "-" || scalar.isApostrophe
    }

    private func isStarter(at position: Int) -> Bool {
        var end = position
        while end < paragraph.upperBound, scalars[end].isLetter { end += 1 }
        return sentenceStarters.contains(string(scalars[position..<end]))
    }
}
