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
        let cell = Substring(text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == ";" || $0 == "|" || $0 == "{" || $0 == "(" }.last ?? "")
        let isInText = cell.count { $0 == "\"" } % 2 == 1
        if isInText, let quote = cell.lastIndex(of: "\"") {
            let path = String(cell[cell.index(after: quote)...])
            return (path.count, paths(path, folder))
        }
        let word = String(cell.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." || $0 == "=" || $0 == "?" }.reversed())
        let before = cell.dropLast(word.count)
        if word.hasPrefix("?") { return matching(word.dropFirst(), commandCandidates.map { candidate in candidate.ending("") }) }
        if let equals = word.lastIndex(of: "=") {
            return matching(word[word.index(after: equals)...], values(of: String(word[..<equals]), in: before))
        }
        if let dot = word.lastIndex(of: ".") {
            return matching(word[word.index(after: dot)...], fields(of: String(word[..<dot])))
        }
        guard let command = command(in: before) else {
            return matching(word[...], statementCandidates(before) + commandCandidates + nameCandidates)
        }
        let words = command.parameters.first?.type.words ?? []
        let options = command.parameters.filter { !$0.takesRest && !before.contains($0.name + "=") }
            .map { Candidate(text: $0.name, ending: "=", summary: $0.meaning) }
        let choices = words.map { Candidate(text: $0, ending: " ", summary: "") }
        let helped = command.parameters.first?.type == .word ? commandCandidates : []
        return matching(word[...], choices + helped + nameCandidates + options)
    }

    /// The command whose arguments are being written: the first word of the call that the cursor stands in.
    private func command(in before: Substring) -> Command? {
        var words = before.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "=") }.map(String.init)
        if words.first == "let", words.count >= 2 { words.removeFirst(words.count > 2 && words[2] == "=" ? 3 : 2) }
        if words.first == "=" { words.removeFirst() }
        return words.first.flatMap { language.command($0) }
    }

    private func values(of parameter: String, in before: Substring) -> [Candidate] {
        guard let info = command(in: before)?.parameters.first(where: { $0.name == parameter }) else { return nameCandidates }
        let words = info.type.words.map { Candidate(text: $0, ending: " ", summary: "") }
        let makers = language.commands.filter { $0.result == info.type && info.type != .any }
            .map { Candidate(text: $0.name, ending: $0.needsNoArguments ? " " : "(", summary: $0.summary) }
        let fitting = nameCandidates.filter { info.type.accepts(names[$0.text]?.type ?? .any) }
        return words + makers + fitting
    }

    private func fields(of name: String) -> [Candidate] {
        switch names[name] {
        case .kind(let kind): kind.allFields.map { Candidate(text: $0.name, ending: "", summary: $0.value.summary) }
        case .record(let record): record.fields.map { Candidate(text: $0.name, ending: "", summary: $0.value.summary) }
        case .table(let table): table.columns.map { Candidate(text: $0, ending: "", summary: "column") }
        default: []
        }
    }

    private func statementCandidates(_ before: Substring) -> [Candidate] {
        guard before.allSatisfy(\.isWhitespace) else { return [] }
        let summaries = [
            ("let", "bind a name"), ("for", "repeat over a list, a range or a table"), ("assert", "stop unless it holds"),
            ("seed", "choose the random numbers"),
        ]
        return summaries.map { Candidate(text: $0, ending: " ", summary: $1) }
    }

    private var commandCandidates: [Candidate] {
        language.commands.map { Candidate(text: $0.name, ending: " ", summary: $0.summary) }
    }

    private var nameCandidates: [Candidate] {
        names.keys.sorted().filter { $0 != "_" }.map { Candidate(text: $0, ending: " ", summary: names[$0]?.summary ?? "") }
    }

    private func matching(_ word: Substring, _ candidates: [Candidate]) -> (replaced: Int, candidates: [Candidate]) {
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

extension ValueType {
    /// The words of a choice.
    fileprivate var words: [String] {
        switch self {
        case .choice(let words): words
        case .either(let types): types.flatMap(\.words)
        case .flag: ["true", "false"]
        default: []
        }
    }
}
