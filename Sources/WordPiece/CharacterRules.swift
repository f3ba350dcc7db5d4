/// How text is prepared before words are cut into pieces: the settings of BERT's basic tokenizer under Hugging Face's names.
package struct CharacterRules: Sendable, Equatable, Codable {
    /// `do_lower_case`.
    package var isUncased: Bool
    /// `strip_accents`, which follows `do_lower_case` where it is not set.
    package var stripsAccents: Bool
    /// `tokenize_chinese_chars`: every ideograph is a word of its own.
    package var separatesIdeographs: Bool
    /// `clean_text`: control characters go away, every kind of blank is a blank.
    package var cleansText: Bool

    package init(isUncased: Bool, stripsAccents: Bool? = nil, separatesIdeographs: Bool = true, cleansText: Bool = true) {
        self.isUncased = isUncased
        self.stripsAccents = stripsAccents ?? isUncased
        self.separatesIdeographs = separatesIdeographs
        self.cleansText = cleansText
    }
}

/// What a character of the text becomes.
enum Folding: Sendable {
    case nothing
    case blank
    /// Part of a word.
    case letter(Unicode.Scalar)
    /// A word of its own: punctuation, an ideograph.
    case lone(Unicode.Scalar)
    case several([Folding])
}

extension CharacterRules {
    /// The rules for one character. Each is applied to a character alone; the reference normaliser also brings combining marks
    /// into canonical order, which shows only in text where two spacing marks of different classes follow each other.
    func folding(of scalar: Unicode.Scalar) -> Folding {
        if cleansText {
            if scalar == "\0" || scalar == "\u{fffd}" || scalar.isControlForBert { return .nothing }
            if scalar.properties.isWhitespace { return .blank }
        }
        let isLone = separatesIdeographs && scalar.isIdeographForBert
        var scalars = [scalar]
        if stripsAccents { scalars = canonicalDecomposition(of: scalar).filter { !$0.isNonspacingMarkForBert } }
        if isUncased { scalars = scalars.flatMap { Array($0.properties.lowercaseMapping.unicodeScalars) } }
        let foldings = scalars.map { folded -> Folding in
            if folded.properties.isWhitespace { return .blank }
            return isLone || folded.isPunctuationForBert ? .lone(folded) : .letter(folded)
        }
        return foldings.count == 1 ? foldings[0] : foldings.isEmpty ? .nothing : .several(foldings)
    }
}

extension Unicode.Scalar {
    /// General categories are those of Unicode 8, which the tables of Hugging Face tokenizers hold: what came later counts as
    /// unassigned, and the few characters that changed since are listed below.
    private var categoryInUnicode8: Unicode.GeneralCategory {
        switch value {
        case 0x166d, 0x111c9: return .otherPunctuation
        case 0x1734, 0x1171e: return .nonspacingMark
        case 0xa9bd: return .spacingMark
        case 0x1885, 0x1886: return .otherLetter
        default: break
        }
        guard value >= 0x80, let age = properties.age else { return properties.generalCategory }
        return age.major <= 8 ? properties.generalCategory : .unassigned
    }

    fileprivate var isControlForBert: Bool {
        if self == "\t" || self == "\n" || self == "\r" { return false }
        return [.control, .format, .privateUse].contains(categoryInUnicode8)
    }

    /// All that ASCII counts as punctuation, `$` and `+` too, and the Unicode categories P*.
    fileprivate var isPunctuationForBert: Bool {
        if isASCII { return (0x21...0x2f).contains(value) || (0x3a...0x40).contains(value) || (0x5b...0x60).contains(value)
            || (0x7b...0x7e).contains(value) }
        switch categoryInUnicode8 {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation: return true
        default: return false
        }
    }

    fileprivate var isNonspacingMarkForBert: Bool { categoryInUnicode8 == .nonspacingMark }

    /// The blocks that the original BERT lists; Hangul, Hiragana and Katakana are not among them.
    fileprivate var isIdeographForBert: Bool {
        guard value >= 0x3400 else { return false }
        switch value {
        case 0x3400...0x4dbf, 0x4e00...0x9fff, 0xf900...0xfaff, 0x20000...0x2a6df, 0x2a700...0x2b73f, 0x2b740...0x2b81f,
            0x2b920...0x2ceaf, 0x2f800...0x2fa1f: return true
        default: return false
        }
    }
}
