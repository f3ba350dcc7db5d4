import Diagnostics
import Store

extension Dataset {
    /// The label set of several datasets: the widest, if it holds the others; all labels together where every word has one. A dataset in which a type happens not to occur goes
    /// with one in which it does.
    /// - Throws: `Diagnostic` that shows both sides and the `relabel` to type, where two have types of their own; where some label spans
    ///   and others every word.
    package static func commonTypes(_ datasets: [Dataset]) throws -> [String] {
        // Labels of words are many, and which of them a few sentences have is chance.
        if try commonLabelling(datasets) == .words { return Set(datasets.flatMap(\.types)).sorted() }
        guard let widest = datasets.max(by: { $0.types.count < $1.types.count }) else { return [] }
        for dataset in datasets where dataset.labels != nil && !Set(dataset.types).isSubset(of: widest.types) {
            throw Diagnostic(
                "`\(dataset.name)` and `\(widest.name)` have different labels",
                label: renaming(of: dataset.types, to: widest.types),
                notes: [dataset, widest].map { "`\($0.name)` has \($0.types.joined(separator: ", "))" })
        }
        return widest.types
    }

    /// The same sentences with types renamed, all at once; two old types with one new name become one.
    /// - Parameter names: new names by old ones; nil or "O" drops the entities of a type.
    /// - Throws: `Diagnostic` for an old name that is no type of this dataset.
    package func relabel(_ names: [String: String?]) throws -> Dataset {
        for old in names.keys.sorted() where !types.contains(old) {
            let near = suggestion(for: old, among: types).map { "did you mean `\($0)`?" }
            throw Diagnostic(
                "`\(name)` has no type `\(old)`", label: near ?? "its types are \(types.joined(separator: ", "))")
        }
        if let old = names.keys.sorted().first(where: { names[$0] == .some("") }) {
            throw Diagnostic("the new name of `\(old)` is empty", label: "`none` drops its entities")
        }
        func renamed(_ type: String) -> String? {
            guard let new = names[type] else { return type }
            return new == "O" ? nil : new
        }
        let newNames = Dictionary(uniqueKeysWithValues: types.map { ($0, renamed($0)) })
        func renamed(_ spans: [Span]) -> [Span] {
            spans.compactMap { span in (newNames[span.type] ?? span.type).map { Span(span.start, span.end, $0) } }
        }
        var copy = self
        copy.types = Set(types.compactMap(renamed)).sorted()
        for index in copy.sentences.indices {
            let sentence = sentences[index]
            copy.sentences[index].spans = renamed(sentence.spans)
            copy.sentences[index].ledger = sentence.ledger?.map { LedgerEntry(entity: $0.entity, fate: $0.fate, spans: renamed($0.spans)) }
        }
        return copy
    }
}

/// The `relabel` that turns one label set into another, as far as the names tell: `relabel {Person: "PER"}`.
private func renaming(of types: [String], to others: [String]) -> String {
    let foreign = types.filter { !others.contains($0) }
    let pairs = foreign.map { type in
        let lower = type.lowercased()
        let match = others.first { other in
            let other = other.lowercased()
            return lower.hasPrefix(other) || other.hasPrefix(lower)
        }
        let isWord = type.first?.isLetter == true && type.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
        return "\(isWord ? type : jsonString(type)): \(match.map(jsonString) ?? "none")"
    }
    return "relabel {\(pairs.joined(separator: ", "))}"
}
