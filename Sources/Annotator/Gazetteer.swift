import Corpus
import Diagnostics
import Foundation
import Store

/// A teacher that knows names and their types and labels them wherever they stand: the longest name first, from left to right. A
/// name that has several types gets its most frequent one, of equally frequent ones the first by letters. Words count as they are
/// written, case and all.
package struct Gazetteer: Teacher {
    private struct Name {
        var words: [String]
        /// The most frequent first.
        var types: [String]
    }

    package let name: String
    package let isSimulated: Bool
    package let identity: String
    /// How many different names it knows.
    package let count: Int
    private let types: [String]
    /// By their first words, the longest first.
    private let names: [String: [Name]]

    /// The names that a dataset's labels mark.
    /// - Throws: `Diagnostic` for a dataset without labels or entities.
    package init(from dataset: Dataset) throws {
        guard let labels = dataset.labels else { throw Diagnostic("`\(dataset.name)` has no labels to take names from") }
        let entities = dataset.sentences.flatMap { sentence in sentence.spans.map { (Array(sentence.tokens[$0.range]), $0.type) } }
        guard !entities.isEmpty else { throw Diagnostic("`\(dataset.name)` has no entities to take names from") }
        self.init(entities, name: "gazetteer of \(dataset.name)", isSimulated: labels.isSimulated)
    }

    /// The names of a text file: a line each, the words between blanks, a tab, the type. A name may stand there several times.
    /// - Throws: `Diagnostic` for a file that cannot be read, and with line and column for a line that is no name.
    package init(path: String) throws {
        let bytes = try MappedFile(reading: path).withBytes { Array($0) }
        var entities: [([String], String)] = []
        for (index, bytes) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            guard let line = String(validating: bytes, as: UTF8.self) else {
                throw Diagnostic("the line is not valid UTF-8", at: Place(file: path, line: index + 1))
            }
            if line.allSatisfy(\.isWhitespace) { continue }
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
            let words = parts[0].split(whereSeparator: \.isWhitespace).map(String.init)
            let type = parts.count == 2 ? parts[1].trimmingCharacters(in: .whitespacesAndNewlines) : ""
            guard !words.isEmpty, !type.isEmpty else {
                throw Diagnostic(
                    "a line is a name, a tab and a type", at: Place(file: path, line: index + 1, column: 1, length: line.count, excerpt: line))
            }
            entities.append((words, type))
        }
        let file = (path as NSString).lastPathComponent
        if entities.isEmpty { throw Diagnostic("`\(path)` holds no names") }
        self.init(entities, name: "gazetteer \(file)", isSimulated: false)
    }

    private init(_ entities: [(words: [String], type: String)], name: String, isSimulated: Bool) {
        var counts: [[String]: [String: Int]] = [:]
        for entity in entities { counts[entity.words, default: [:]][entity.type, default: 0] += 1 }
        let known = counts.map { words, counts in
            Name(words: words, types: counts.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.map(\.key))
        }
        self.name = name
        self.isSimulated = isSimulated
        count = known.count
        types = Set(entities.map(\.type)).sorted()
        names = Dictionary(grouping: known) { $0.words[0] }.mapValues { $0.sorted { $0.words.count > $1.words.count } }
        let lines = known.map { "\($0.words.joined(separator: " "))\t\($0.types.joined(separator: " "))" }.sorted()
        identity = Digest(of: lines.joined(separator: "\n")).text
    }

    /// Looks at no labels; names of other types than those asked for are not looked for.
    package func annotate(_ dataset: Dataset, types: [String]?, progress: ProgressSink) async throws -> TeacherAnswers {
        let asked = types?.sorted() ?? self.types
        var outcomes: [SentenceOutcome] = []
        for sentence in dataset.sentences {
            try Task.checkCancellation()
            outcomes.append(.annotated(spans: labels(of: sentence.tokens[...], asked: asked), ledger: nil))
            progress(ProgressUpdate("annotate", done: outcomes.count, total: dataset.sentences.count, unit: "sentences"))
        }
        return TeacherAnswers(outcomes: outcomes, types: asked)
    }

    private func labels(of tokens: ArraySlice<String>, asked: [String]) -> [Span] {
        var spans: [Span] = []
        var rest = tokens
        while let first = rest.first {
            let found = (names[first] ?? []).lazy.compactMap { name -> Span? in
                guard rest.starts(with: name.words), let type = name.types.first(where: asked.contains) else { return nil }
                return Span(rest.startIndex, rest.startIndex + name.words.count, type)
            }.first
            if let found { spans.append(found) }
            rest = tokens[(found?.end ?? rest.startIndex + 1)...]
        }
        return spans
    }
}
