import Diagnostics

/// The report card of labels against gold: strict scores, and what became of every entity.
///
/// Every gold and every judged entity is counted once, in the pair that `entityPairs` puts it in.
package struct Agreement: Sendable, Equatable, Codable {
    package let score: EntityScore
    /// Sorted; the order of all rows and columns below.
    package let types: [String]
    /// Equal boundaries: `[gold type][judged type]`. The diagonal is what is right.
    package private(set) var confusion: [[Int]]
    /// Overlapping but other boundaries: `[gold type][judged type]`.
    package private(set) var boundaryErrors: [[Int]]
    /// Gold entities that met no judged one, by type.
    package private(set) var missed: [Int]
    /// Judged entities that met no gold one, by type.
    package private(set) var spurious: [Int]

    package init(judged: [[Span]], gold: [[Span]], labelSet: [String] = []) {
        score = EntityScore(predicted: judged, gold: gold, labelSet: labelSet)
        types = score.types
        let none = [Int](repeating: 0, count: types.count)
        confusion = types.map { _ in none }
        boundaryErrors = confusion
        missed = none
        spurious = none
        let index = Dictionary(uniqueKeysWithValues: types.enumerated().map { ($1, $0) })
        for (judged, gold) in zip(judged, gold) {
            for pair in entityPairs(judged: judged, gold: gold) { count(pair, index) }
        }
    }

    private mutating func count(_ pair: EntityPair, _ index: [String: Int]) {
        switch (pair.gold.map { index[$0.type]! }, pair.judged.map { index[$0.type]! }) {
        case (let gold?, let judged?):
            if pair.gold?.range == pair.judged?.range { confusion[gold][judged] += 1 } else { boundaryErrors[gold][judged] += 1 }
        case (let gold?, nil): missed[gold] += 1
        case (nil, let judged?): spurious[judged] += 1
        case (nil, nil): preconditionFailure("a pair holds an entity")
        }
    }

    /// Compares two datasets sentence by sentence: in order if they have the same tokens throughout, else by place, where gold
    /// may hold more sentences than are judged.
    /// - Throws: `Diagnostic` if either has no labels, a judged sentence is not in gold, tokens differ, or label sets do.
    package init(judged: Dataset, gold: Dataset) throws {
        for dataset in [judged, gold] where dataset.labels == nil { throw Diagnostic("`\(dataset.name)` has no labels") }
        let types = try Dataset.commonTypes([judged, gold])
        let gold = try gold.matched(to: judged)
        self.init(judged: judged.sentences.map(\.spans), gold: gold.sentences.map(\.spans), labelSet: types)
    }

    /// How many entities or pairs of one kind there are.
    package func count(of kind: PairKind) -> Int {
        let everyType = types.indices
        return switch kind {
        case .correct: everyType.reduce(0) { $0 + confusion[$1][$1] }
        case .type: confusion.joined().reduce(0, +) - count(of: .correct)
        case .boundary: everyType.reduce(0) { $0 + boundaryErrors[$1][$1] }
        case .boundaryAndType: boundaryErrors.joined().reduce(0, +) - count(of: .boundary)
        case .missed: missed.reduce(0, +)
        case .spurious: spurious.reduce(0, +)
        }
    }
}

extension Dataset {
    /// The same dataset with, for every sentence of `other`, the same sentence: in order if both have the same tokens throughout,
    /// else by place.
    /// - Throws: `Diagnostic` that names the first sentence that is not here or has other tokens.
    package func matched(to other: Dataset) throws -> Dataset {
        if sentences.count == other.sentences.count, zip(sentences, other.sentences).allSatisfy({ $0.tokens == $1.tokens }) {
            return self
        }
        var places: [String: [Int: Sentence]] = [:]
        for sentence in sentences where places[sentence.origin.file]?[sentence.origin.number] == nil {
            places[sentence.origin.file, default: [:]][sentence.origin.number] = sentence
        }
        var matched = self
        matched.sentences = try other.sentences.map { sentence in
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
        return matched
    }
}
