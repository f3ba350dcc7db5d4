import Foundation
import Script

/// What could stand where the cursor is.
package struct Candidate: Sendable, Equatable {
    /// What replaces the word before the cursor, without what follows it.
    package var text: String
    /// What is appended when it is the only one: " ", "=", "/" or nothing.
    package var ending: String
    package var summary: String
}

extension Session {
    /// Candidates for the word that ends at the cursor, and how many characters before the cursor they replace.
    package func completions(of text: String, folder: String) -> (replaced: Int, candidates: [Candidate]) {
        let cursor = Cursor(text)
        if cursor.isComment { return (0, []) }
        if let path = cursor.openText { return (path.count, paths(String(path), folder)) }
        let last = cursor.before.lastIndex { !($0.isWordCharacter || ".=?".contains($0)) }
        let word = cursor.before[(last.map { cursor.before.index(after: $0) } ?? cursor.before.startIndex)...]
        if word.hasPrefix("?") { return matching(word.dropFirst(), (statementCandidates + commandCandidates).map { candidate in candidate.ending("") }) }
        let command = cursor.call(before: word).flatMap { callee($0) }
        if let equals = word.lastIndex(of: "=") {
            return matching(word[word.index(after: equals)...], values(of: String(word[..<equals]), in: command))
        }
        if let dot = word.lastIndex(of: ".") {
            return matching(word[word.index(after: dot)...], fields(of: word[..<dot]))
        }
        guard let command else {
            let lead = cursor.before.dropLast(word.count)
            if let words = lead.keywordsAfterBranch { return matching(word, words.map { Candidate(text: $0.rawValue, ending: " ", summary: "") }) }
            let begins = cursor.isStatement && lead.allSatisfy(\.isWhitespace)
            return matching(word, (begins ? statementCandidates : []) + commandCandidates + nameCandidates)
        }
        let first = command.parameters.first
        let choices = (first?.type.words ?? []).map { Candidate(text: $0, ending: " ", summary: "") }
        let helped = first?.type == .word ? statementCandidates + commandCandidates : []
        let options = command.parameters.filter { !$0.takesRest && !cursor.before.contains($0.name + "=") }
            .map { Candidate(text: $0.name, ending: "=", summary: $0.meaning) }
        return matching(word, choices + helped + nameCandidates + options)
    }

    /// What a name calls: a `def` of this session before a command.
    func callee(_ name: String) -> (any Callee)? { scope.functions[name] ?? language.command(name) }

    private func values(of parameter: String, in command: (any Callee)?) -> [Candidate] {
        guard let info = command?.parameters.first(where: { $0.name == parameter }) else { return nameCandidates }
        let words = info.type.words.map { Candidate(text: $0, ending: " ", summary: "") }
        let makers = language.commands.filter { info.type.isMade(of: $0.result) }
            .map { Candidate(text: $0.name, ending: $0.needsNoArguments ? " " : "(", summary: $0.summary) }
        let fitting = nameCandidates.filter { info.type.accepts(names[$0.text]?.type ?? .any) }
        return words + makers + fitting
    }

    private func fields(of path: Substring) -> [Candidate] {
        let steps = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        var owner = names[steps[0]]
        for step in steps.dropFirst() { owner = owner.flatMap { try? Access.field(step, of: $0) } }
        switch owner {
        case .kind(let kind): return kind.allFields.map { Candidate(text: $0.name, ending: "", summary: $0.value.summary) }
        case .record(let record): return record.fields.map { Candidate(text: $0.name, ending: "", summary: $0.value.summary) }
        case .table(let table): return table.columns.map { Candidate(text: $0, ending: "", summary: "column") }
        default: return []
        }
    }

    private var statementCandidates: [Candidate] {
        Construct.all.filter(\.beginsStatement).map { Candidate(text: $0.name, ending: " ", summary: $0.summary) }
    }

    private var commandCandidates: [Candidate] {
        language.commands.map { Candidate(text: $0.name, ending: " ", summary: $0.summary) }
    }

    private var nameCandidates: [Candidate] {
        names.keys.filter { !EarlierValues.isOne($0) }.sorted().map { Candidate(text: $0, ending: " ", summary: names[$0]?.summary ?? "") }
    }

    /// `_7` and its like, the newest first.
    private var earlierValueCandidates: [Candidate] {
        names.keys.compactMap(EarlierValues.cell).sorted(by: >).map(EarlierValues.name)
            .map { Candidate(text: $0, ending: " ", summary: names[$0]?.summary ?? "") }
    }

    private func matching(_ word: Substring, _ candidates: [Candidate]) -> (replaced: Int, candidates: [Candidate]) {
        let candidates = candidates + (word.hasPrefix("_") ? earlierValueCandidates : [])
        var seen: Set<String> = []
        return (word.count, candidates.filter { $0.text.hasPrefix(word) && seen.insert($0.text).inserted })
    }

    private func paths(_ path: String, _ folder: String) -> [Candidate] {
        let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let lead = String(path[..<cut]), tail = path[cut...]
        let parent = Paths.absolute(lead.isEmpty ? "." : lead, in: folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent))?.sorted() ?? []
        return names.filter { $0.hasPrefix(tail) && (!$0.hasPrefix(".") || tail.hasPrefix(".")) }.map { name in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: parent + "/" + name, isDirectory: &isFolder)
            return Candidate(text: lead + name, ending: isFolder.boolValue ? "/" : "\"", summary: "")
        }
    }
}

extension Candidate {
    fileprivate func ending(_ ending: String) -> Candidate {
        Candidate(text: text, ending: ending, summary: summary)
    }
}

extension Substring {
    /// What goes on a statement that begins with `if`: `else` behind a block, `if` behind that.
    fileprivate var keywordsAfterBranch: [Keyword]? {
        let words = split(whereSeparator: \.isWhitespace)
        guard words.first == "if" else { return nil }
        return words.last == "}" ? [.else] : words.last == "else" ? [.if] : nil
    }
}

extension ValueType {
    /// Is it this very type, or may it be?
    fileprivate func isMade(of type: ValueType) -> Bool {
        switch self {
        case .any: false
        case .either(let types): types.contains { $0.isMade(of: type) }
        default: self == type
        }
    }

    /// What can be completed to without a name bound.
    fileprivate var words: [String] {
        self == .flag ? ["true", "false"] : choiceWords
    }
}
