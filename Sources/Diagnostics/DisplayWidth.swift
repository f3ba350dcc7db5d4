extension String {
    /// Columns a terminal gives this text: 2 for East Asian wide characters and emoji, 0 for combining marks and controls.
    package var displayWidth: Int {
        reduce(0) { $0 + $1.displayWidth }
    }
}

extension Character {
    package var displayWidth: Int {
        guard let scalar = unicodeScalars.first else { return 0 }
        if scalar.value < 0x7f { return scalar.value < 0x20 ? 0 : 1 }
        switch scalar.properties.generalCategory {
        case .control, .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        if scalar.properties.isEmojiPresentation { return 2 }
        return wideRanges.contains { $0.contains(scalar.value) } ? 2 : 1
    }
}

/// The blocks of East Asian Width W and F (Unicode Annex 11), emoji apart.
private let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff, 0xa000...0xa4cf, 0xa960...0xa97f,
    0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x17000...0x18aff, 0x1b000...0x1b2ff,
    0x20000...0x2fffd, 0x30000...0x3fffd,
]
