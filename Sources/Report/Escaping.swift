extension Unicode.Scalar {
    /// Controls that XML does not allow, and signs that turn the direction of writing of all that stands behind them (Unicode Annex 9).
    fileprivate var isShowable: Bool {
        switch value {
        case 0x09, 0x0a, 0x0d: true
        case 0..<0x20, 0x7f...0x9f, 0x202a...0x202e, 0x2066...0x2069: false
        default: value & 0xfffe != 0xfffe
        }
    }
}

extension String {
    /// The text with a sign in the place of each character that a page cannot show as it stands.
    var showable: String {
        if unicodeScalars.allSatisfy({ $0.isShowable }) { return self }
        return String(UnicodeScalarView(unicodeScalars.map { $0.isShowable ? $0 : "\u{fffd}" }))
    }
}

/// Text as it stands between tags or in a quoted attribute of HTML and XML.
func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&#39;"
        default: result.unicodeScalars.append(scalar.isShowable ? scalar : "\u{fffd}")
        }
    }
    return result
}
