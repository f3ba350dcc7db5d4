import Corpus
import Diagnostics
import Random
import Store
import Synchronization

/// Which sentences of a gold set a prompt shows with their answers. The sentence asked about is never among them, nor one of the same
/// words: its answer would be given away.
package struct ExampleChoice: Sendable {
    /// As one would type it: "nearest human 5".
    package let name: String
    /// What decides the choice: choices that agree in it choose alike.
    package let identity: String
    /// The examples for a sentence, in the order in which they are shown.
    package let choose: @Sendable (_ sentence: Sentence) throws -> [Sentence]

    /// What a strategy may need besides the gold sentences.
    package struct Means: Sendable {
        package var stream: RandomStream
        /// Gives sentences as vectors of length 1, and what tells them from those of another model; nil where there is no model.
        package var embedding: (identity: String, vectors: @Sendable ([Sentence]) throws -> [[Float]])?

        package init(stream: RandomStream, embedding: (identity: String, vectors: @Sendable ([Sentence]) throws -> [[Float]])? = nil) {
            self.stream = stream
            self.embedding = embedding
        }
    }

    /// A strategy's row in the table.
    package struct Strategy: Sendable {
        package let name: String
        package let summary: String
        package let isRandom: Bool
        package let needsEmbedding: Bool
        /// The gold sentences in the order of preference for a sentence.
        fileprivate let rank: @Sendable (_ gold: [Sentence], _ count: Int, _ means: Means) throws -> @Sendable (Sentence) throws -> [Sentence]
    }

    package static let strategies = [
        Strategy(name: "fixed", summary: "the first sentences of the gold set", isRandom: false, needsEmbedding: false) { gold, _, _ in
            { _ in gold }
        },
        Strategy(name: "random", summary: "sentences drawn at random, the same ones for every question", isRandom: true, needsEmbedding: false) { gold, _, means in
            var stream = means.stream
            let drawn = stream.shuffled(gold)
            return { _ in drawn }
        },
        Strategy(
            name: "diverse", summary: "sentences that show each type as often as the others, as far as they can", isRandom: false,
            needsEmbedding: false
        ) { gold, count, _ in
            let ranked = diverse(gold, count)
            return { _ in ranked }
        },
        Strategy(
            name: "nearest", summary: "the sentences most like the one asked about, by a model's vectors, the nearest last", isRandom: false,
            needsEmbedding: true
        ) { gold, _, means in
            guard let embedding = means.embedding else { preconditionFailure("a strategy gets what it needs") }
            let ranking = NearestSentences(gold, vectors: embedding.vectors)
            return { sentence in try ranking.ranked(for: sentence) }
        },
    ]

    /// - Parameter count: how many examples, at least 1; one less where the sentence asked about would be the only one left.
    /// - Throws: a `Diagnostic` where the gold set has no labels, or too few different sentences.
    package init(_ strategy: Strategy, of gold: Dataset, count: Int, means: Means) throws {
        guard gold.labels != nil else {
            throw Diagnostic("`\(gold.name)` has no labels, and examples show them")
        }
        var seen: Set<[String]> = []
        let different = gold.sentences.filter { seen.insert($0.tokens).inserted }
        guard different.count >= count else {
            throw Diagnostic("`\(gold.name)` has \(different.count) different sentences, too few for \(count) examples")
        }
        name = "\(strategy.name) \(gold.name) \(count)"
        var parts = [strategy.name, "\(count)", Digest(of: different.map(\.key).joined(separator: "\n")).text]
        if strategy.isRandom { parts.append("\(means.stream.name)") }
        if strategy.needsEmbedding { parts.append(means.embedding?.identity ?? "") }
        identity = parts.joined(separator: " ")
        let rank = try strategy.rank(different, count, means)
        choose = { sentence in
            let best = Array(try rank(sentence).lazy.filter { $0.tokens != sentence.tokens }.prefix(count))
            return strategy.needsEmbedding ? best.reversed() : best
        }
    }
}

extension Sentence {
    /// Tokens and labels, as an example shows them.
    fileprivate var key: String {
        tokens.map(jsonString).joined(separator: " ") + spans.map { " \($0.start)-\($0.end) \($0.type)" }.joined()
    }
}

/// Greedily: at each turn the sentence that has the most mentions of types shown least so far, among equals the shorter, then the earlier.
private func diverse(_ gold: [Sentence], _ count: Int) -> [Sentence] {
    var shown: [String: Int] = [:]
    let types = Set(gold.flatMap { $0.spans.map(\.type) }).sorted()
    var rest = Array(gold.indices)
    var chosen: [Int] = []
    while chosen.count <= count, !rest.isEmpty {
        let least = types.map { shown[$0] ?? 0 }.min() ?? 0
        let wanted = Set(types.filter { (shown[$0] ?? 0) == least })
        func merit(_ index: Int) -> (Int, Int, Int) {
            (-Set(gold[index].spans.map(\.type)).intersection(wanted).count, gold[index].tokens.count, index)
        }
        guard let best = rest.min(by: { merit($0) < merit($1) }) else { break }
        for type in Set(gold[best].spans.map(\.type)) { shown[type, default: 0] += 1 }
        chosen.append(best)
        rest.removeAll { $0 == best }
    }
    return chosen.map { gold[$0] }
}

/// Ranks sentences by the cosine of their vectors; the gold set's are made when they are first wanted.
private final class NearestSentences: Sendable {
    private let gold: [Sentence]
    private let vectors: @Sendable ([Sentence]) throws -> [[Float]]
    private let known = Mutex<[[Float]]?>(nil)

    init(_ gold: [Sentence], vectors: @escaping @Sendable ([Sentence]) throws -> [[Float]]) {
        self.gold = gold
        self.vectors = vectors
    }

    func ranked(for sentence: Sentence) throws -> [Sentence] {
        let all = try known.withLock { known in
            let made = try known ?? vectors(gold)
            known = made
            return made
        }
        let asked = try vectors([sentence])[0]
        let nearness = all.map { zip($0, asked).reduce(0) { $0 + Double($1.0) * Double($1.1) } }
        return gold.indices.sorted { (-nearness[$0], $0) < (-nearness[$1], $1) }.map { gold[$0] }
    }
}
