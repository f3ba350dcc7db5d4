import Corpus
import Diagnostics
import Foundation
import Random
import Testing

@testable import Bert
@testable import Tagger

/// Sentences that are tagged along the way.
@Suite struct WatchTests {
    private static let watched = [Array(ToyCorpus.sentences[0..<12]), Array(ToyCorpus.sentences[20..<25])]
    private static let batches = ToyCorpus.batches(epochs: 4, size: 10)

    private func train(
        watched: [[Sentence]] = watched, development: [Sentence]? = nil, checkpoint: CheckpointOptions? = nil, threads: Int = 1,
        _ change: (inout TrainingOptions) -> Void = { _ in }, progress: @escaping ProgressSink = { _ in }
    ) async throws -> (model: TaggingModel, summary: TrainingSummary) {
        try await ToyCorpus.model.train(
            on: Self.batches, types: ToyCorpus.types, sources: ["gold", "gpt"],
            options: ToyCorpus.options {
                $0.threads = threads
                $0.evaluateEvery = 7
                change(&$0)
            }, stream: ToyCorpus.stream, development: development, watched: watched, checkpoint: checkpoint, progress: progress)
    }

    private func bits(_ model: TaggingModel) -> [UInt32] {
        withExtendedLifetime(model) { model.classifier.weights.all.elements.map(\.bitPattern) }
    }

    /// Rows are evaluations, columns sentences; 1 is right.
    private func source(_ rows: [[Int]]) -> Watch.Source {
        var source = Watch.Source(sentences: rows[0].count)
        source.right = rows.map { $0.map { $0 == 1 } }
        source.f1 = rows.map { _ in 0.5 }
        return source
    }

    @Test func learningAndForgettingAreCountedBetweenEvaluations() {
        let source = source([
            [0, 1, 0, 1, 0],
            [0, 1, 1, 0, 1],
            [0, 1, 1, 1, 0],
            [0, 1, 1, 0, 0],
        ])
        #expect(source.points.map(\.right) == [2, 3, 3, 2])
        #expect(source.points.map(\.learned) == [2, 2, 1, 0])
        #expect(source.points.map(\.forgotten) == [0, 1, 1, 1])
        #expect(source.fate == .init(everLearned: 4, forgottenAtEnd: 2, neverLearned: 1, unforgotten: 2, forgettings: 3))
        #expect(Watch.Source(sentences: 3).fate == .init(everLearned: 0, forgottenAtEnd: 0, neverLearned: 3, unforgotten: 0, forgettings: 0))
    }

    @Test func watchingMovesNoBitAndSeesWhatTheModelTags() async throws {
        let (plain, seen) = (try await train(watched: []), try await train(threads: 2))
        #expect(plain.summary.watch == nil && plain.summary.losses == seen.summary.losses)
        let isSame = bits(plain.model) == bits(seen.model)
        #expect(isSame)
        let watch = try #require(seen.summary.watch)
        #expect(watch.steps == [7, 14, 21, 24] && watch.sources.map(\.sentences) == [12, 5])
        for (source, sentences) in zip(watch.sources, Self.watched) {
            let spans = try await seen.model.tag(sentences).spans
            #expect(source.right.last == zip(spans, sentences).map { $0 == $1.spans })
            #expect(source.f1.last == EntityScore(predicted: spans, gold: sentences.map(\.spans)).f1)
            #expect(source.right.contains { $0.contains(true) } && source.right.contains { $0.contains(false) })
        }
    }

    @Test func aWatchedTrainingGoesOnFromAnyStepWithWhatItSaw() async throws {
        let whole = try await train(development: Array(ToyCorpus.sentences[30..<40]))
        #expect(whole.summary.curve.map(\.step) == whole.summary.watch?.steps)
        for step in [3, 7, 8, 21, 23] {
            try await withScratchFolder { folder in
                var options = CheckpointOptions(folder: "\(folder)/run")
                options.every = 1
                let (checkpoint, copy) = ("\(folder)/run/checkpoint.safetensors", "\(folder)/copy")
                let development = Array(ToyCorpus.sentences[30..<40])
                _ = try await train(development: development, checkpoint: options, progress: { update in
                    if update.done == step { try? FileManager.default.copyItem(atPath: checkpoint, toPath: copy) }
                })
                try FileManager.default.removeItem(atPath: checkpoint)
                try FileManager.default.copyItem(atPath: copy, toPath: checkpoint)
                let again = try await train(development: development, checkpoint: options)
                #expect(again.summary == whole.summary, "from step \(step)")
                let isSame = bits(again.model) == bits(whole.model)
                #expect(isSame, "from step \(step)")
                let finding = await #expect(throws: Diagnostic.self) {
                    try await train(watched: [Self.watched[1], Self.watched[0]], development: development, checkpoint: options)
                }
                #expect(finding?.message.hasSuffix("is of another training: other sentences watched") == true)
            }
        }
    }

    @Test func theLastLookIsAtTheStepWhereATrainingStopsEarly() async throws {
        let summary = try await train(development: Array(ToyCorpus.sentences[30..<40])) {
            $0.learningRate = 1e-9
            $0.patience = 2
        }.summary
        #expect(summary.hasStoppedEarly && summary.steps == 21 && summary.watch?.steps == [7, 14, 21])
    }
}
