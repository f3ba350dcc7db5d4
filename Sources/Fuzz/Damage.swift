import Random
import Script

/// Damages scripts: the same seed, number and scripts make the same text, whatever was made before.
package struct Damage: Sendable {
    private let scripts: [[UInt8]]
    private let seed: Int

    /// - Precondition: there is a script.
    package init(of scripts: [String], seed: Int) {
        precondition(!scripts.isEmpty, "damage needs a script")
        self.scripts = scripts.map { Array($0.utf8) }
        self.seed = seed
    }

    /// The input of a number. Bytes that are no UTF-8 have become U+FFFD, as no text can hold them.
    package func text(_ number: Int) -> String {
        var stream = RandomStream(seed: seed, key: "fuzz").substream(number)
        var text = passage(&stream)
        // One in ten stays sound, so that the later stages see whole scripts too.
        let strokes = stream.int(below: 10) == 0 ? 0 : 1 + stream.int(below: 4)
        for _ in 0..<strokes {
            switch stream.int(below: 16) {
            case 0: damageByte(&text, &stream)
            case 1: remove(places(text, &stream), from: &text)
            case 2, 3, 4: insert(piece(&stream), into: &text, &stream)
            case 5: text.replaceSubrange(places(text, &stream), with: piece(&stream))
            case 6: insert(Array(text[places(text, &stream)]), into: &text, &stream)
            case 7, 8: damageToken(&text, &stream)
            case 9, 10: damageLine(&text, &stream)
            case 11, 12: splice(&text, &stream)
            case 13: nest(&text, &stream)
            case 14: lengthen(&text, &stream)
            default: text = text.flatMap { $0 == 10 ? Self.lineEnds[number % Self.lineEnds.count] : [$0] }
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Some lines of a script, seldom all.
    private func passage(_ stream: inout RandomStream) -> [UInt8] {
        let script = stream.pick(scripts)
        if stream.int(below: 8) == 0 { return script }
        let lines = script.split(separator: 10, omittingEmptySubsequences: false)
        let first = stream.int(below: lines.count)
        let count = 1 + stream.int(below: 20)
        return Array(lines[first..<min(first + count, lines.count)].joined(separator: [10]))
    }

    private func places(_ text: [UInt8], _ stream: inout RandomStream) -> Range<Int> {
        let start = stream.int(below: text.count + 1)
        return start..<min(text.count, start + 1 + stream.int(below: 12))
    }

    private func remove(_ range: Range<Int>, from text: inout [UInt8]) {
        text.removeSubrange(range)
    }

    private func insert(_ piece: [UInt8], into text: inout [UInt8], _ stream: inout RandomStream) {
        text.insert(contentsOf: piece, at: stream.int(below: text.count + 1))
    }

    private func damageByte(_ text: inout [UInt8], _ stream: inout RandomStream) {
        guard !text.isEmpty else { return }
        text[stream.int(below: text.count)] ^= UInt8(1 << stream.int(below: 8))
    }

    /// Removes, doubles or swaps tokens, or puts one in the place of another.
    private func damageToken(_ text: inout [UInt8], _ stream: inout RandomStream) {
        var tokens = Self.tokens(text)
        guard tokens.count > 1 else { return }
        let (one, other) = (stream.int(below: tokens.count), stream.int(below: tokens.count))
        switch stream.int(below: 4) {
        case 0: tokens.remove(at: one)
        case 1: tokens.insert(tokens[one], at: other)
        case 2: tokens.swapAt(one, other)
        default: tokens[one] = tokens[other]
        }
        text = Array(tokens.joined())
    }

    private func damageLine(_ text: inout [UInt8], _ stream: inout RandomStream) {
        var lines = text.split(separator: 10, omittingEmptySubsequences: false)
        let (one, other) = (stream.int(below: lines.count), stream.int(below: lines.count))
        switch stream.int(below: 4) {
        case 0: lines.remove(at: one)
        case 1: lines.insert(lines[one], at: other)
        case 2: lines.swapAt(one, other)
        default: lines[one] = lines[one].prefix(stream.int(below: lines[one].count + 1))
        }
        text = Array(lines.joined(separator: [10]))
    }

    /// Goes on as another script does.
    private func splice(_ text: inout [UInt8], _ stream: inout RandomStream) {
        let other = passage(&stream)
        text.removeSubrange(stream.int(below: text.count + 1)...)
        text += other[stream.int(below: other.count + 1)...]
    }

    /// Puts a passage deep within brackets, or opens brackets that nothing closes.
    private func nest(_ text: inout [UInt8], _ stream: inout RandomStream) {
        let (opening, closing) = stream.pick(Self.brackets)
        let range = places(text, &stream)
        let depth = 1 + stream.int(below: stream.int(below: 4) == 0 ? 400 : 12)
        let inner = text[range]
        let end = stream.int(below: 3) == 0 ? [] : Array(repeatElement(Array(closing.utf8), count: depth).joined())
        text.replaceSubrange(range, with: repeatElement(Array(opening.utf8), count: depth).joined() + inner + end)
    }

    /// Repeats a passage until the line is long.
    private func lengthen(_ text: inout [UInt8], _ stream: inout RandomStream) {
        let range = places(text, &stream)
        let count = 2 + stream.int(below: stream.int(below: 4) == 0 ? 400 : 12)
        text.replaceSubrange(range, with: Array(repeatElement(text[range], count: count).joined()))
    }

    private func piece(_ stream: inout RandomStream) -> [UInt8] {
        Array(stream.pick(Self.pieces).utf8)
    }

    /// Words, runs of blanks, and all else byte by byte.
    private static func tokens(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
        func kind(_ byte: UInt8) -> Int {
            switch byte {
            case 32, 9: 1
            case 48...57, 65...90, 97...122, 95, 0x80...: 2
            default: 0
            }
        }
        var tokens: [ArraySlice<UInt8>] = []
        var start = 0
        for index in text.indices where index > start && (kind(text[index]) == 0 || kind(text[index]) != kind(text[index - 1])) {
            tokens.append(text[start..<index])
            start = index
        }
        return tokens + [text[start...]]
    }

    private static let lineEnds: [[UInt8]] = [[13, 10], [13], [10, 10], [59], [92, 10], [32, 10]]

    private static let brackets = [
        ("(", ")"), ("[", "]"), ("{", "}"), ("{a: ", "}"), ("\"\\(", ")\""), ("f(", ")"), ("f (", ")"), ("for i in [1] { ", " }"),
        ("if true { ", " }"), ("if true { 1 } else ", ""), ("def f(x) { ", " }"), ("-", ""), ("not ", ""), ("2 ^ ", ""), ("x | f ", ""),
    ]

    /// What scripts are made of, and what they should not be made of.
    private static let pieces =
        Keyword.allCases.map { " \($0.rawValue) " } + Symbol.allCases.map(\.rawValue) + [
            "\"", "\"\"\"", "\\(", "\\", ";", "\n", "\r\n", "\r", "\t", " ", "#", "## ", "#= ", "#=", "\\\n", "'", "$", "?", "~", "`",
            "seed ", "nds 1\n", "nds 2", "_", "_7", "x", "t", "1", "0", "0x1", "1e9", "1e-400", "1_000", "1.", ".5", "20%", "1..3",
            "999999999999999999999", "9223372036854775808", "0.1 +- 0.01", "\\u{1F600}", "\\u{110000}", "\\q", "true", "none",
            "let x = ", "param p: number = ", "include \"a.nds\"", "for i in 1..2 { i }", "if x { 1 } else { 2 }", "def f(x) { x }\n",
            "日本", "e\u{301}", "\u{301}", "🏳️‍🌈", "👩‍👩‍👧‍👦", "\u{feff}", "\u{a0}", "\u{202e}", "\u{200b}", "\u{200d}", "\0", "\u{7f}", "\u{1b}[31m",
            "“", "”", "&", "&&", "@", "…", "–", "\u{2028}", "\u{85}", "\u{fffd}", "\u{e000}", "\u{10ffff}", "שלום", "مرحبا", "ﷺ", "\u{1100}\u{1161}",
        ]
}
