import Diagnostics

/// The report card of labels against gold: strict scores, and what became of every entity that was not right.
///
/// Every gold and every judged entity is counted once. Those with equal boundaries meet in `confusion`. Of the rest, a gold and a
/// judged one that overlap are paired as a boundary error, those that share most tokens first; what is left is missed or
/// spurious.
package struct Agreement: Sendable, Equatable, Codable {
    package let score: EntityScore
    /// Sorted; the order of all rows and columns below.
    package let types: [String]
    /// Equal boundaries: `[gold type][judged type]`. The diagonal is what is right.
    package let confusion: [[Int]]
    /// Overlapping but other boundaries: `[gold type][judged type]`.
    package let boundaryErrors: [[Int]]
    /// Gold entities that met no judged one, by type.
    package let missed: [Int]
    /// Judged entities that met no gold one, by type.
    package let spurious: [Int]

    package init(judged: [[Span]], gold: [[Span]], labelSet: [String] = []) {
        score = EntityScore(predicted: judged, gold: gold, labelSet: labelSet)
        types = score.types
        var tally = Tally(types: types)
        for (judged, gold) in zip(judged, gold) { tally.add(judged: judged, gold: gold) }
        confusion = tally.confusion
        boundaryErrors = tally.boundaryErrors
        missed = tally.missed
        spurious = tally.spurious
    }

    /// Compares two datasets sentence by sentence: in order if they have the same tokens throughout, else by place, where gold
    /// may hold more sentences than are judged.
    /// - Throws: `Diagnostic` if either has no labels, a judged sentence is not in gold, tokens differ, or label sets do.
    package init(judged: Dataset, gold: Dataset) throws {
        for dataset in [judged, gold] where dataset.labels == nil { throw Diagnostic("`\(dataset.name)` has no labels") }
        let types = try Dataset.commonTypes([judged, gold])
        let partners = try gold.sentences(matching: judged)
        self.init(judged: judged.sentences.map(\.spans), gold: partners.map(\.spans), labelSet: types)
    }
}

extension Dataset {
    /// For every sentence of `other` the same sentence here: in order if both have the same tokens throughout, else by place.
    /// - Throws: `Diagnostic` that names the first sentence that is not here or has other tokens.
    package func sentences(matching other: Dataset) throws -> [Sentence] {
        if sentences.count == other.sentences.count, zip(sentences, other.sentences).allSatisfy({ $0.tokens == $1.tokens }) {
            return sentences
        }
        var places: [String: [Int: Sentence]] = [:]
        for sentence in sentences where places[sentence.origin.file]?[sentence.origin.number] == nil {
            places[sentence.origin.file, default: [:]][sentence.origin.number] = sentence
        }
        return try other.sentences.map { sentence in
            let place = Place(file: sentence.origin.file, line: sentence.origin.line, length: 1, excerpt: sentence.text)
            guard let partner = places[sentence.origin.file]?[sentence.origin.number] else {
                throw Diagnostic("this sentence of `\(other.name)` is not in `\(name)`", at: place)
            }
            guard partner.tokens == sentence.tokens else {
                let notes = ["`\(name)` has \(partner.text)"]
                throw Diagnostic("this sentence of `\(other.name)` has other tokens in `\(name)`", at: place, notes: notes)
            }
            return partner
        }
    }
}

private struct Tally {
    var confusion: [[Int]]
    var boundaryErrors: [[Int]]
    var missed: [Int]
    var spurious: [Int]
    private let index: [String: Int]

    init(types: [String]) {
        let row = [Int](repeating: 0, count: types.count)
        confusion = types.map { _ in row }
        boundaryErrors = confusion
        missed = row
        spurious = row
        index = Dictionary(uniqueKeysWithValues: types.enumerated().map { ($1, $0) })
    }

    mutating func add(judged: [Span], gold: [Span]) {
        var gold = gold, judged = judged
        for span in gold {
            guard let position = judged.firstIndex(where: { $0.range == span.range }) else { continue }
            confusion[index[span.type]!][index[judged[position].type]!] += 1
            judged.remove(at: position)
            gold.removeAll { $0 == span }
        }
        while let (first, second) = nearest(judged: judged, gold: gold) {
            boundaryErrors[index[gold[second].type]!][index[judged[first].type]!] += 1
            judged.remove(at: first)
            gold.remove(at: second)
        }
        for span in gold { missed[index[span.type]!] += 1 }
        for span in judged { spurious[index[span.type]!] += 1 }
    }

    /// The overlapping pair that shares most tokens, the first of those that share equally many.
    private func nearest(judged: [Span], gold: [Span]) -> (judged: Int, gold: Int)? {
        var best: (judged: Int, gold: Int)?
        var most = 0
        for (second, gold) in gold.enumerated() {
            for (first, judged) in judged.enumerated() {
                let shared = min(judged.end, gold.end) - max(judged.start, gold.start)
                if shared > most { (best, most) = ((first, second), shared) }
            }
        }
        return best
    }
}
