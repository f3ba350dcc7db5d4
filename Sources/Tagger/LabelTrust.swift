import Corpus

/// How far the labels of one source of a training are believed. It ends as a weight for each word, 0 for one that is not scored, and as
/// a probability for each class where a label is not sure.
package struct LabelTrust: Sendable, Equatable {
    /// What its words weigh in the loss, 0 or more.
    package var weight = 1.0
    /// Weighs each sentence by how sure the teacher was of its entities, the mean over them; one without entities weighs as if it was
    /// sure. Nil: all weigh the same.
    package var sentences: Certainty?
    /// Words outside entities are not scored: a teacher that misses entities is wrong there, and only there.
    package var masksOutside = false
    /// Takes how sure the teacher was of an entity for the probability of its tags, the rest for that of O: what the other answers
    /// said instead is not known. Words outside entities stay sure.
    package var soft: Certainty?

    package init() {}

    /// The sentences of a source, to be drawn from.
    /// - Parameters:
    ///   - source: its place among the sources of the training.
    ///   - labels: the classes in the order of the logits.
    package func examples(of dataset: Dataset, source: Int, labels: [String]) -> [TrainingExample] {
        let scale = CertaintyScale(dataset)
        let classes = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        return dataset.sentences.map { sentence in
            var example = TrainingExample(sentence, source: source)
            example.weights = weights(of: sentence, scale)
            if let soft { example.distributions = scale.distributions(of: sentence, by: soft, classes: classes) }
            return example
        }
    }

    private func weights(of sentence: Sentence, _ scale: CertaintyScale) -> [Float] {
        let weight = weight * (sentences.map { scale.share(of: sentence, by: $0) } ?? 1)
        guard weight != 1 || masksOutside else { return [] }
        var weights = [Float](repeating: masksOutside ? 0 : Float(weight), count: sentence.tokens.count)
        for span in sentence.spans {
            for word in span.range { weights[word] = Float(weight) }
        }
        return weights
    }
}

/// How sure a teacher is of its entities, as shares in 0…1. Votes count as shares of the most that an entity of the dataset has: how many
/// answers there were is written nowhere.
private struct CertaintyScale {
    private let most: Double

    init(_ dataset: Dataset) {
        let votes = dataset.sentences.lazy.flatMap { sentence in (sentence.ledger ?? []).compactMap(\.entity.votes) }
        most = Double(max(1, votes.max() ?? 1))
    }

    /// 0 for an entity that the teacher says nothing of, in a sentence that has a ledger; 1 in one that has none.
    private func share(of span: Span, in sentence: Sentence, by certainty: Certainty) -> Double {
        guard sentence.ledger != nil else { return 1 }
        let value = sentence.named(span).flatMap(certainty.value) ?? 0
        return min(max(certainty == .votes ? value / most : value, 0), 1)
    }

    func share(of sentence: Sentence, by certainty: Certainty) -> Double {
        guard !sentence.spans.isEmpty else { return 1 }
        return sentence.spans.reduce(0) { $0 + share(of: $1, in: sentence, by: certainty) } / Double(sentence.spans.count)
    }

    func distributions(of sentence: Sentence, by certainty: Certainty, classes: [String: Int]) -> [[Float]] {
        var distributions = [[Float]](repeating: [], count: sentence.tokens.count)
        let tags = TagScheme.iob2.encode(sentence.spans, count: sentence.tokens.count)
        for span in sentence.spans {
            let share = share(of: span, in: sentence, by: certainty)
            guard share < 1 else { continue }
            for word in span.range {
                guard let label = classes[tags[word].text], let outside = classes[Tag.outside.text] else { continue }
                distributions[word] = [Float](repeating: 0, count: classes.count)
                distributions[word][label] = Float(share)
                distributions[word][outside] = Float(1 - share)
            }
        }
        return distributions.allSatisfy(\.isEmpty) ? [] : distributions
    }
}
