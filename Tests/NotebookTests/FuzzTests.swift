import Diagnostics
import Foundation
import Notebook
import Random
import Script
import Testing

/// Scripts with random damage: whatever comes in, reading and checking end, and each finding has a place within the text.
@MainActor
struct FuzzTests {
    /// Pieces that scripts are made of, and some that they should not be.
    private static let pieces = [
        "(", ")", "[", "]", "{", "}", "\"", "\"\"\"", "\\(", "\\", "|", "=", ",", ";", "\n", "\r\n", "\r", "\t", " ", "#",
        "## ", "#= ", "..", ".", "+-", "-", "^", "%",
        "let ", "for ", " in ", "if ", "def ", "seed ", "assert ", "param ", "include ", "not ", " and ", "true", "none",
        "nds 1", "nds 2", "x", "bag", "fit", "1", "0x1", "1e9",
        "999999999999999999999", "\\u{1F600}", "日本", "e\u{301}", "🏳️‍🌈", "\u{feff}", "\u{a0}", "\u{202e}", "\0", "\u{7f}", "'",
        "“", "&", "@", "…", "\u{2028}",
    ]

    @Test func damagedScriptsGiveFindingsWithinTheText() throws {
        let seeds = try errorScripts.flatMap { try errorCases(in: $0) } + goodScripts
        let session = Session(language: testLanguage)
        var stream = RandomStream(seed: 1, key: "fuzz")
        var outcomes = [0, 0, 0]
        for _ in 0..<10_000 {
            let script = damaged(stream.pick(seeds), seeds, &stream)
            _ = isComplete(script)
            let (found, wasRead) = findings(script, session)
            outcomes[wasRead ? (found.isEmpty ? 0 : 1) : 2] += 1
            let source = SourceText(name: "fuzz.nds", text: script.withoutMark)
            if let bad = found.first(where: { !isWithin($0, source) }) {
                Issue.record("\(bad) is not within \(script.debugDescription)")
            }
            if found.count > Findings.limit || (found.isEmpty && !wasRead) {
                Issue.record("\(found.count) findings in \(script.debugDescription)")
            }
        }
        // The damage is such that every stage is reached.
        #expect(outcomes.allSatisfy { $0 > 100 }, "\(outcomes)")
    }

    @Test func completionIsReadyForAnything() {
        let session = Session(language: testLanguage)
        var stream = RandomStream(seed: 2, key: "fuzz")
        for _ in 0..<500 {
            let script = damaged(stream.pick(goodScripts), goodScripts, &stream)
            let cut = String(script.prefix(stream.int(below: script.count + 1)))
            #expect(session.completions(of: cut, folder: scriptFolder.path).replaced <= cut.count)
        }
    }

    private func findings(_ script: String, _ session: Session) -> (found: [Diagnostic], wasRead: Bool) {
        do {
            let tree = try parse(SourceText(name: "fuzz.nds", text: script))
            return (session.check(tree, folder: scriptFolder.path, allowsRebinding: false), true)
        } catch let findings as Findings {
            return (findings.all, false)
        } catch {
            return ([], false)
        }
    }

    private func isWithin(_ finding: Diagnostic, _ source: SourceText) -> Bool {
        guard let place = finding.place, place.file == "fuzz.nds", !finding.rendered().isEmpty,
            case .line(let line, let column, let length, let excerpt) = place.position, (1...source.lineCount).contains(line)
        else { return false }
        return source.excerpt(line: line) == excerpt && (1...(excerpt.count + 1)).contains(column) && length >= 1
            && column + length <= max(excerpt.count, column) + 1
    }

    private func damaged(_ script: String, _ others: [String], _ stream: inout RandomStream) -> String {
        var characters = Array(script.unicodeScalars)
        for _ in 0...stream.int(below: 3) {
            let place = stream.int(below: characters.count + 1)
            let end = min(characters.count, place + 1 + stream.int(below: 8))
            switch stream.int(below: 6) {
            case 0: characters.removeSubrange(place..<end)
            case 1, 2: characters.insert(contentsOf: stream.pick(Self.pieces).unicodeScalars, at: place)
            case 3: characters.replaceSubrange(place..<end, with: stream.pick(Self.pieces).unicodeScalars)
            case 4: characters.insert(contentsOf: characters[place..<end], at: stream.int(below: characters.count + 1))
            default:
                let other = Array(stream.pick(others).unicodeScalars)
                characters = Array(characters[..<place]) + other[stream.int(below: other.count)...]
            }
        }
        return String(String.UnicodeScalarView(characters))
    }
}

extension String {
    /// A byte order mark in front is not counted.
    fileprivate var withoutMark: String {
        unicodeScalars.first == "\u{feff}" ? String(unicodeScalars.dropFirst()) : self
    }
}
