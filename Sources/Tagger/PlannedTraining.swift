import Bert
import Corpus
import Numerics
import Random

/// What a training comes to, known without a step done.
package struct PlannedTraining: Sendable {
    /// As the training would give it but for the weights, which have learned nothing.
    package let model: TaggingModel
    /// With as many steps as planned, whose losses mean nothing.
    package let summary: TrainingSummary
    /// Word pieces of all steps, [CLS] and [SEP] in.
    package let tokens: Int
    /// Evaluations on the development set or of what is watched, if the training is not ended early.
    package let evaluations: Int
}

extension TaggingModel {
    /// Parameters as of `train`.
    /// - Throws: what `train` throws before its first step.
    package func plannedTraining(
        on batches: [[TrainingExample]], types: [String], sources: [String], options: TrainingOptions, stream: RandomStream,
        development: [Sentence]? = nil, watched: [[Sentence]] = [], availableMemory: Int = SystemMemory.available
    ) throws -> PlannedTraining {
        let prepared = try TrainingPreparation(
            of: self, on: batches, types: types, options: options, stream: stream,
            copies: options.copies(isEvaluating: development != nil || !watched.isEmpty), availableMemory: availableMemory)
        let tokens = prepared.encoded.tokenCounts.reduce(0, +)
        var summary = TrainingSummary(plannedSteps: batches.count, sources: sources.map { .init(name: $0, sentences: 0) })
        summary.losses = Array(repeating: 0, count: batches.count)
        for source in summary.sources.indices { summary.sources[source].losses = summary.losses }
        summary.tokens = tokens
        for example in batches.joined() { summary.sources[example.source].sentences += 1 }
        let every = options.evaluationDistance(steps: batches.count)
        let evaluations = development == nil && watched.isEmpty ? 0 : (batches.count + every - 1) / every
        if !watched.isEmpty {
            var watch = Watch(every: every, sentences: watched.map(\.count))
            let nothing = watched.map { $0.map { _ in [Span]() } }
            for number in 1...max(1, evaluations) { watch.add(nothing, of: watched, steps: min(number * every, batches.count)) }
            summary.watch = watch
        }
        return PlannedTraining(
            model: try trained(prepared.start, on: sources, summary), summary: summary, tokens: tokens,
            evaluations: evaluations)
    }
}
