/// Runs of text between which a sentence cannot go on, in positions of scalars, without the blanks around them.
///
/// An empty line ends a paragraph. A single line end does too, unless the next line goes on in lower case or the text is
/// hard-wrapped.
func paragraphRanges(_ scalars: [Unicode.Scalar]) -> [Range<Int>] {
    let lines = trimmedLines(scalars)
    let isWrapped = isHardWrapped(scalars, lines)
    var paragraphs: [Range<Int>] = []
    var isOpen = false
    for line in lines {
        if let previous = paragraphs.last, isOpen, !line.isEmpty, isWrapped || scalars[line.lowerBound].isLower {
            paragraphs[paragraphs.count - 1] = previous.lowerBound..<line.upperBound
        } else if !line.isEmpty {
            paragraphs.append(line)
        }
        isOpen = !line.isEmpty
    }
    return paragraphs
}

/// Whether lines end where the page does: most often the first word of the next line would not have fitted.
///
/// A text wider than 120 has its paragraphs in one line each, one narrower than 40 is a list or a poem.
private func isHardWrapped(_ scalars: [Unicode.Scalar], _ lines: [Range<Int>]) -> Bool {
    let width = lines.map(\.count).max() ?? 0
    guard (40...120).contains(width) else { return false }
    var pairs = 0, full = 0
    for (line, next) in zip(lines, lines.dropFirst()) where !line.isEmpty && !next.isEmpty {
        let word = scalars[next].prefix { !$0.isBlank }
        pairs += 1
        if line.count + 1 + word.count > width { full += 1 }
    }
    return full * 2 > pairs
}

/// Lines end at `\n`, `\r\n` or `\r`; blanks at either end are left out.
private func trimmedLines(_ scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    while start < scalars.count {
        var end = start
        while end < scalars.count, !isLineEnd(scalars[end]) { end += 1 }
        var line = start..<end
        while let first = line.first, scalars[first].isBlank { line = (first + 1)..<line.upperBound }
        while let last = line.last, scalars[last].isBlank { line = line.lowerBound..<last }
        lines.append(line)
        start = end + 1
        if end + 1 < scalars.count, scalars[end] == "\r", scalars[end + 1] == "\n" { start += 1 }
    }
    return lines
}

private func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\r"
}
