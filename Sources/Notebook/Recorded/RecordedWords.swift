import Foundation

/// A word or a number of a recorded line, or of what a value shows. Punctuation is not compared; a comma starts a field.
struct RecordedWord: Sendable, Equatable {
    var text: String
    /// Its UTF-8 bytes, counted from the start of the text it was cut from; a tolerance is part of its number.
    var range: Range<Int>
    var startsField: Bool
    /// Nil for a word.
    var number: WrittenNumber?
}

/// A number as it is written, with the digits and the tolerance that say how near another has to be.
struct WrittenNumber: Sendable, Equatable {
    var value: Double
    /// Places behind the point; nil for a whole number.
    var decimals: Int?
    var isPercent: Bool
    var tolerance: Double?
    /// Places behind the point of the tolerance.
    var toleranceDecimals: Int?
    /// Where its own digits end and its tolerance begins.
    var digitsEnd: Int

    /// The widest that F1 and other fractions lie apart on two kernels of OpenBLAS.
    static let kernelTolerance = 0.02

    var isFraction: Bool { decimals != nil && (0...1).contains(isPercent ? value / 100 : value) }

    /// Is the found number the recorded one: within the tolerance that is written, or else the same to the digits that are recorded?
    /// A whole number has to be met exactly.
    ///
    /// - Parameter otherKernel: it was recorded on another kernel, where fractions may differ a little.
    func holds(for found: WrittenNumber, otherKernel: Bool = false) -> Bool {
        guard isPercent == found.isPercent else { return false }
        let distance = abs(found.value - value)
        // Both were rounded when they were written; what binary fractions add must not decide.
        let slack = 1e-9 * max(1, abs(value))
        if let tolerance { return distance <= tolerance + slack }
        if otherKernel, isFraction { return distance <= Self.kernelTolerance * (isPercent ? 100 : 1) + slack }
        guard let decimals else { return distance == 0 }
        return distance < 0.5 * pow(10, -Double(decimals)) * (1 + 1e-9)
    }

    /// The found number with the digits of this one and its tolerance, where it has as many.
    func rewritten(as found: RecordedWord) -> String {
        guard let number = found.number, var decimals, let exact = number.decimals, !found.text.contains("e") else { return found.text }
        decimals = max(decimals, toleranceDecimals ?? 0)
        guard exact > decimals else { return found.text }
        return String(format: "%.\(decimals)f", number.value) + (number.isPercent ? "%" : "")
    }
}

extension RecordedWord {
    /// The words of a text in order.
    ///
    /// - Parameter foldsTolerances: `0.712 +- 0.005` is one number, as in a recorded line.
    static func words(of text: String, foldsTolerances: Bool = false) -> [RecordedWord] {
        var cutter = WordCutter(bytes: Array(text.utf8))
        let words = cutter.words()
        return foldsTolerances ? folded(words) : words
    }

    private static func folded(_ words: [RecordedWord]) -> [RecordedWord] {
        var result: [RecordedWord] = []
        var index = 0
        while index < words.count {
            var word = words[index]
            if word.number != nil, index + 2 < words.count, words[index + 1].text == WordCutter.tolerance,
                let width = words[index + 2].number
            {
                word.number?.tolerance = abs(width.value)
                word.number?.toleranceDecimals = width.decimals
                word.text += " \(WordCutter.tolerance) \(words[index + 2].text)"
                word.range = word.range.lowerBound..<words[index + 2].range.upperBound
                index += 2
            }
            result.append(word)
            index += 1
        }
        return result
    }
}

/// Cuts a text at blanks and punctuation; numbers keep their sign, point, groups (`6,354`) and percent sign.
private struct WordCutter {
    static let tolerance = "+-"

    let bytes: [UInt8]
    private var position = 0
    private var startsField = true

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func words() -> [RecordedWord] {
        var words: [RecordedWord] = []
        while position < bytes.count {
            if isSeparator(position) {
                if bytes[position] == UInt8(ascii: ",") || bytes[position] == UInt8(ascii: ";") { startsField = true }
                position += 1
            } else {
                words.append(word())
                startsField = false
            }
        }
        return words
    }

    private mutating func word() -> RecordedWord {
        let start = position
        if let length = toleranceSign(at: position) {
            position += length
            return RecordedWord(text: Self.tolerance, range: start..<position, startsField: false)
        }
        while position < bytes.count, !isSeparator(position), toleranceSign(at: position) == nil { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        return RecordedWord(text: text, range: start..<position, startsField: startsField, number: WrittenNumber(text, end: position))
    }

    private func byte(_ index: Int) -> UInt8 { bytes.indices.contains(index) ? bytes[index] : 0 }
    private func isDigit(_ index: Int) -> Bool { (48...57).contains(byte(index)) }

    /// `+-` or `±`.
    private func toleranceSign(at index: Int) -> Int? {
        if byte(index) == UInt8(ascii: "+"), byte(index + 1) == UInt8(ascii: "-") { return 2 }
        return byte(index) == 0xc2 && byte(index + 1) == 0xb1 ? 2 : nil
    }

    private func isSeparator(_ index: Int) -> Bool {
        switch bytes[index] {
        case ...32, 127: return true
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
            UInt8(ascii: "\""), UInt8(ascii: ";"), UInt8(ascii: "="):
            return true
        case UInt8(ascii: ":"):
            // `12:30` is one word, `news train: 500` has an end of a name.
            return index + 1 >= bytes.count || isSeparator(index + 1)
        case UInt8(ascii: ","):
            let isGroup = isDigit(index - 1) && isDigit(index + 1) && isDigit(index + 2) && isDigit(index + 3) && !isDigit(index + 4)
            return !isGroup
        default: return false
        }
    }
}

extension WrittenNumber {
    /// Nil for what is no number from end to end.
    fileprivate init?(_ text: String, end: Int) {
        guard let match = text.wholeMatch(of: /([-−]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?(?:[eE]([-+]?[0-9]{1,3}))?(%?)/)
        else { return nil }
        let (_, sign, whole, fraction, exponent, percent) = match.output
        let digits = whole.replacing(",", with: "") + (fraction.map { "." + $0 } ?? "") + (exponent.map { "e" + $0 } ?? "")
        guard let value = Double(digits), value.isFinite else { return nil }
        let shift = exponent.flatMap { Int($0) } ?? 0
        let decimals = (fraction?.count ?? 0) - shift
        self.init(
            value: sign.isEmpty ? value : -value, decimals: fraction == nil && exponent == nil ? nil : decimals, isPercent: !percent.isEmpty,
            digitsEnd: end)
    }
}
