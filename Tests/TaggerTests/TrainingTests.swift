import Corpus
import Diagnostics
import Foundation
import Random
import Synchronization
import Testing

@testable import Bert
@testable import Tagger

@Suite struct TrainingTests {
    private func trained(
        epochs: Int, size: Int, _ change: (inout TrainingOptions) -> Void = { _ in }
    ) async throws -> (model: TaggingModel, summary: TrainingSummary) {
        try await ToyCorpus.model.train(
            on: ToyCorpus.batches(epochs: epochs, size: size), types: ToyCorpus.types, sources: ["gold", "gpt"],
            options: ToyCorpus.options(change), stream: ToyCorpus.stream)
    }

    @Test func learnsATinyCorpus() async throws {
        let (model, summary) = try await trained(epochs: 30, size: 10)
        let tagging = try await model.tag(ToyCorpus.sentences)
        let score = EntityScore(predicted: tagging.spans, gold: ToyCorpus.sentences.map(\.spans))
        #expect(score.f1 > 0.9)
        #expect(model.types == ["LOC", "ORG", "PER"])
        #expect(model.classifier.labels == ["O", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-PER", "I-PER"])
        #expect(tagging.confidences.map(\.count) == tagging.spans.map(\.count))
        #expect(tagging.confidences.joined().allSatisfy { 0...1 ~= $0 })
        #expect(summary.steps == 180 && !summary.isPartial)
        #expect(summary.sources.map(\.name) == ["gold", "gpt"] && summary.sources.map(\.sentences) == [900, 900])
        #expect(try #require(summary.finalLoss) < summary.losses[0] / 4)
        #expect(model.history.trainedOn == ["gold", "gpt"])
        #expect(model.history.steps == 180 && !model.history.isPartial)
    }

    @Test(arguments: [32, 5]) func givesTheSameBitsForEveryNumberOfThreads(size: Int) async throws {
        try await withScratchFolder { folder in
            var files: [Data] = []
            var summaries: [TrainingSummary] = []
            for threads in 1...3 {
                let (model, summary) = try await trained(epochs: 2, size: size) { $0.threads = threads }
                try model.export(to: "\(folder)/\(threads)")
                files.append(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(threads)/model.safetensors")))
                summaries.append(summary)
                let once = try await model.tag(ToyCorpus.sentences, threads: 1)
                #expect(try await model.tag(ToyCorpus.sentences, threads: threads) == once)
            }
            let isSame = files.allSatisfy { $0 == files[0] }  // not compared in #expect, which would print all bytes
            #expect(isSame)
            #expect(summaries.allSatisfy { $0 == summaries[0] })
        }
    }

    @Test func leavesTheModelItBeganWithAsItWas() async throws {
        let before = ToyCorpus.model.classifier.logits([[2, 7, 3]], threads: 1)
        _ = try await trained(epochs: 1, size: 10)
        #expect(ToyCorpus.model.classifier.logits([[2, 7, 3]], threads: 1) == before)
    }

    @Test func comesBackWithThePartlyTrainedModelWhenCancelled() async throws {
        let started = Mutex(0)
        let task = Task {
            try await ToyCorpus.model.train(
                on: ToyCorpus.batches(epochs: 1000, size: 5), types: ToyCorpus.types, sources: ["gold", "gpt"],
                options: ToyCorpus.options(), stream: ToyCorpus.stream,
                progress: { update in started.withLock { $0 = update.done } })
        }
        while started.withLock({ $0 }) < 3 { await Task.yield() }
        task.cancel()
        let (model, summary) = try await task.value
        #expect(summary.isPartial && model.history.isPartial)
        #expect((3..<12_000).contains(summary.steps) && summary.plannedSteps == 12_000)
        #expect(model.history.steps == summary.steps)
        #expect(model.hasTrainedHead)
    }

    @Test func keepsAClassifierThatHasTheLabelsAndReplacesOneThatLacksSome() async throws {
        let (model, _) = try await trained(epochs: 2, size: 10)
        func firstLoss(_ types: [String], _ sentences: [Sentence], seed: Int) async throws -> (loss: Double, types: [String]) {
            let batch = sentences.map { TrainingExample($0, source: 0) }
            let (next, summary) = try await model.train(
                on: [batch], types: types, sources: ["more"], options: ToyCorpus.options { $0.optimizer.dropout = 0 },
                stream: RandomStream(seed: seed, key: "train"))
            return (summary.losses[0], next.types)
        }
        let kept = try await firstLoss(["LOC", "PER"], [ToyCorpus.sentences[0]], seed: 1)
        let keptAgain = try await firstLoss(["LOC", "PER"], [ToyCorpus.sentences[0]], seed: 2)
        #expect(kept.loss == keptAgain.loss && kept.types == ["LOC", "ORG", "PER"])
        let new = try await firstLoss(["LOC", "MISC", "PER"], [ToyCorpus.sentences[0]], seed: 1)
        let newAgain = try await firstLoss(["LOC", "MISC", "PER"], [ToyCorpus.sentences[0]], seed: 2)
        #expect(new.loss != newAgain.loss && new.types == ["LOC", "MISC", "PER"])
    }

    @Test func refusesToTagUntrained() async throws {
        let finding = try await #require(throws: Diagnostic.self) { try await ToyCorpus.model.tag(ToyCorpus.sentences) }
        #expect(finding.message == "`tiny` cannot tag: it has not been trained for any entity types")
    }
}
