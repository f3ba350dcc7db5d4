/// What of a script stands around the place where it is being typed: enough to know which command's arguments are meant.
struct Cursor {
    /// What stands before it in the innermost brackets, from the last `|` or the beginning of the statement on.
    private(set) var before: Substring
    /// The name before the parenthesis, in `f(a, b`.
    private(set) var callee: String?
    /// What is there of a text that is still open.
    private(set) var openText: Substring?
    /// A statement may begin in these brackets and on this side of a `|`.
    private(set) var isStatement: Bool
    private(set) var isComment = false
    /// The call at the cursor has the value on the left of a `|`.
    private(set) var isPiped = false

    private struct Level {
        var opener: Character?
        var start: String.Index
        var callee: String?
        var isPiped = false
        /// Where the text began whose `\(…)` this is.
        var text: String.Index?
    }

    init(_ script: String) {
        var levels = [Level(opener: nil, start: script.startIndex)]
        var textStart: String.Index?
        var index = script.startIndex
        while index < script.endIndex {
            let character = script[index], next = script.index(after: index)
            let follower = next < script.endIndex ? script[next] : nil
            switch character {
            case "\\" where textStart != nil && follower == "(":
                levels.append(Level(opener: "(", start: script.index(after: next), text: textStart))
                textStart = nil
                index = script.index(after: next)
                continue
            case "\\" where textStart != nil && follower != nil:
                index = script.index(after: next)
                continue
            case "\"": textStart = textStart == nil ? next : nil
            case _ where textStart != nil: break
            case "#":
                let end = script[index...].firstIndex(where: \.isNewline)
                isComment = end == nil
                index = end ?? script.endIndex
                continue
            case "(", "[", "{":
                let callee = character == "(" ? script[levels[levels.count - 1].start..<index].lastWord : ""
                levels.append(Level(opener: character, start: next, callee: callee.isEmpty ? nil : String(callee)))
            case ")", "]", "}":
                guard levels.count > 1 else { break }
                textStart = levels.removeLast().text
            case "|":
                levels[levels.count - 1].start = next
                levels[levels.count - 1].isPiped = true
            case _ where character == ";" || character.isNewline:
                guard levels.last?.opener != "(", levels.last?.opener != "[" else { break }
                // A `|` at the end of a line reaches over it.
                let level = levels[levels.count - 1]
                levels[levels.count - 1].isPiped = level.isPiped && script[level.start..<index].allSatisfy(\.isWhitespace)
                levels[levels.count - 1].start = next
            default: break
            }
            index = next
        }
        let level = levels[levels.count - 1]
        before = script[level.start...]
        callee = level.callee
        openText = textStart.map { script[$0...] }
        isStatement = (level.opener == nil || level.opener == "{") && !level.isPiped
        isPiped = level.callee == nil ? level.isPiped : levels[levels.count - 2].isPiped
    }

    /// The name of the call whose arguments stand before `word`.
    func call(before word: Substring) -> String? {
        if let callee { return callee }
        var words = before.dropLast(word.count).split { !($0.isWordCharacter || $0 == "=") }
        if words.first == "let", words.count >= 3, words[2] == "=" { words.removeFirst(3) }
        return words.first.map(String.init)
    }
}

extension StringProtocol {
    /// The word that it ends with, which may be empty.
    var lastWord: SubSequence {
        self[(lastIndex { !$0.isWordCharacter }.map { index(after: $0) } ?? startIndex)...]
    }
}

extension Character {
    var isWordCharacter: Bool { isLetter || isNumber || self == "_" }
}
