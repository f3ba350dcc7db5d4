import Corpus

/// Sentences of each source that are tagged along the way, to see when a training learns them and when it forgets them.
///
/// A sentence is right where its entities are tagged exactly as they are labelled. It is learned at an evaluation where it is right and
/// was not at the one before, and forgotten where it was right before and is not any more: the events of Toneva et al. 2019
/// (arXiv 1812.05159, section 3), counted between evaluations rather than between presentations of the sentence.
package struct Watch: Sendable, Equatable, Codable {
    package struct Source: Sendable, Equatable, Codable {
        /// How many of its sentences are watched.
        package let sentences: Int
        /// At each evaluation, strict entity F1 against the labels that the sentences are trained on.
        package internal(set) var f1: [Double] = []
        /// At each evaluation, whether each sentence is right.
        package internal(set) var right: [[Bool]] = []

        package init(sentences: Int) {
            self.sentences = sentences
        }
    }

    /// Steps from one evaluation to the next.
    package let every: Int
    /// Steps done at each evaluation.
    package internal(set) var steps: [Int] = []
    /// In the order of the training's sources.
    package internal(set) var sources: [Source]

    init(every: Int, sentences: [Int]) {
        self.every = every
        sources = sentences.map { Source(sentences: $0) }
    }

    /// The evaluation after some steps.
    /// - Parameter spans: what is tagged in each sentence of each source.
    mutating func add(_ spans: [[[Span]]], of sentences: [[Sentence]], steps: Int) {
        self.steps.append(steps)
        for (source, (spans, sentences)) in zip(spans, sentences).enumerated() {
            sources[source].f1.append(EntityScore(predicted: spans, gold: sentences.map(\.spans)).f1)
            sources[source].right.append(zip(spans, sentences).map { $0 == $1.spans })
        }
    }
}

extension Watch.Source {
    /// What one evaluation found.
    package struct Point: Sendable, Equatable {
        package let f1: Double
        package let right: Int
        package let learned: Int
        package let forgotten: Int
    }

    /// One an evaluation. Before the first nothing is right.
    package var points: [Point] {
        f1.indices.map { number in
            let before = number > 0 ? right[number - 1] : Array(repeating: false, count: sentences)
            let changes = Array(zip(before, right[number]))
            return Point(
                f1: f1[number], right: right[number].count { $0 }, learned: changes.count { !$0 && $1 }, forgotten: changes.count { $0 && !$1 })
        }
    }

    /// What became of the sentences over the whole training.
    package struct Fate: Sendable, Equatable {
        /// Right at some evaluation.
        package let everLearned: Int
        /// Right at some evaluation and not at the last.
        package let forgottenAtEnd: Int
        /// Right at no evaluation.
        package let neverLearned: Int
        /// Learned and right ever after.
        package let unforgotten: Int
        /// How often a sentence was forgotten, all in all.
        package let forgettings: Int
    }

    package var fate: Fate {
        let ever = (0..<sentences).filter { sentence in right.contains { $0[sentence] } }
        let forgettings = points.reduce(0) { $0 + $1.forgotten }
        let isUnforgotten = { (sentence: Int) in
            right.drop { !$0[sentence] }.allSatisfy { $0[sentence] }
        }
        return Fate(
            everLearned: ever.count, forgottenAtEnd: ever.count { right.last?[$0] == false }, neverLearned: sentences - ever.count,
            unforgotten: ever.count(where: isUnforgotten), forgettings: forgettings)
    }
}

extension TaggingModel {
    /// What it tags in the watched sentences of each source; nil when the task is cancelled.
    func look(at watched: [[Sentence]], _ options: TrainingOptions) async throws -> [[[Span]]]? {
        do {
            // A sentence that is too long to be trained on may still be looked at.
            let long = options.long == .refuse ? .split : options.long
            var rest = try await tag(watched.flatMap { $0 }, long: long, threads: options.threads).spans[...]
            return watched.map { sentences in
                defer { rest = rest.dropFirst(sentences.count) }
                return Array(rest.prefix(sentences.count))
            }
        } catch is CancellationError {
            return nil
        }
    }
}
