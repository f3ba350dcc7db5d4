extension String {
    /// Columns a terminal gives this text: 2 for East Asian wide characters and emoji, 0 for combining marks and controls.
    package var displayWidth: Int {
        reduce(0) { $0 + $1.displayWidth }
    }

    /// The text, cut with an ellipsis if it takes more columns than there are.
    package func clipped(to width: Int) -> String {
        if displayWidth <= width { return self }
        var shown = ""
        var used = 0
        for character in self {
            used += character.displayWidth
            if used > width - 1 { break }
            shown.append(character)
        }
        return width > 0 ? shown + "…" : ""
    }

    /// The text as it can be shown on one line of a terminal without steering it: a blank for each tab, control and line separator, and
    /// a sign for what turns the direction of writing, which would move all that stands behind it.
    package var displayable: String {
        guard contains(where: \.steersTerminal) else { return self }
        return String(map { character in
            guard character.steersTerminal else { return character }
            return character.unicodeScalars.first.map(isBidiControl) == true ? "\u{fffd}" : " "
        })
    }
}

extension Character {
    package var displayWidth: Int {
        guard let scalar = unicodeScalars.first else { return 0 }
        if scalar.value < 0x7f { return scalar.value < 0x20 ? 0 : 1 }
        switch scalar.properties.generalCategory {
        case .control, .nonspacingMark, .enclosingMark, .lineSeparator, .paragraphSeparator: return 0
        // The soft hyphen is the one of these that terminals show.
        case .format: return scalar.value == 0xad ? 1 : 0
        default: break
        }
        // A picture that is asked for by a variation selector takes the place of one.
        if scalar.properties.isEmojiPresentation || (scalar.properties.isEmoji && unicodeScalars.contains("\u{fe0f}")) { return 2 }
        return wideRanges.contains { $0.contains(scalar.value) } ? 2 : 1
    }

    fileprivate var steersTerminal: Bool {
        guard let scalar = unicodeScalars.first else { return false }
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: return true
        default: return isBidiControl(scalar)
        }
    }
}

/// Embeddings, overrides and isolates (Unicode Annex 9). Letters that are written from right to left need none of them.
private func isBidiControl(_ scalar: Unicode.Scalar) -> Bool {
    (0x202a...0x202e).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
}

/// The blocks of East Asian Width W and F (Unicode Annex 11), emoji apart.
private let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115f, 0x2329...0x232a, 0x2e80...0x303e, 0x3041...0x3247, 0x3250...0x4dbf, 0x4e00...0xa4cf, 0xa960...0xa97f,
    0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x16fe0...0x18d08,
    0x1aff0...0x1b2ff, 0x1f200...0x1f265, 0x20000...0x2fffd, 0x30000...0x3fffd,
]
