import Corpus
import Diagnostics
import Foundation
import Random
import Store
import Synchronization
import Testing

@testable import Bert
@testable import Tagger

@Suite struct TrainingRestartTests {
    private typealias Outcome = (model: TaggingModel, summary: TrainingSummary)
    private static let batches = ToyCorpus.batches(epochs: 2, size: 10)
    /// Two that are longer than the model reads at once, so that the counts of a summary are all above zero.
    private static let long = ToyCorpus.sentences.prefix(2).map { sentence in
        Sentence(
            tokens: (0..<100).flatMap { _ in sentence.tokens }, spans: sentence.spans, origin: sentence.origin)
    }

    private func train(
        _ checkpoint: CheckpointOptions?, on batches: [[TrainingExample]] = batches, model: TaggingModel = ToyCorpus.model,
        types: [String] = ToyCorpus.types, sources: [String] = ["gold", "gpt"], threads: Int = 1, stream: RandomStream = ToyCorpus.stream,
        development: [Sentence]? = nil, _ change: (inout TrainingOptions) -> Void = { _ in }, progress: @escaping ProgressSink = { _ in }
    ) async throws -> Outcome {
        try await model.train(
            on: batches, types: types, sources: sources,
            options: ToyCorpus.options {
                $0.threads = threads
                change(&$0)
            }, stream: stream, development: development, checkpoint: checkpoint, progress: progress)
    }

    private func checkpoint(_ folder: String, every: Int = 1) -> CheckpointOptions {
        var options = CheckpointOptions(folder: "\(folder)/run")
        options.every = every
        return options
    }

    private func file(_ folder: String) -> String { "\(folder)/run/checkpoint.safetensors" }

    private func bits(_ outcome: Outcome) -> [UInt32] {
        withExtendedLifetime(outcome.model) { outcome.model.classifier.weights.all.elements.map(\.bitPattern) }
    }

    private func expectSame(_ outcome: Outcome, _ whole: Outcome, _ comment: Comment) {
        let isSame = bits(outcome) == bits(whole)  // not compared in #expect, which would print all bits
        #expect(isSame, comment)
        #expect(outcome.summary == whole.summary, comment)
        #expect(outcome.model.history == whole.model.history, comment)
    }

    @Test func aTrainingThatGoesOnFromAnyStepGivesTheSameModelAndSummary() async throws {
        try await withScratchFolder { folder in
            let batches = Self.batches + [Self.long.map { TrainingExample($0, source: 1) }]
            // A copy of the checkpoint of every step.
            let whole = try await train(
                checkpoint(folder), on: batches, threads: 2,
                progress: { try? FileManager.default.copyItem(atPath: file(folder), toPath: "\(folder)/\($0.done)") })
            #expect(whole.summary.long.split == 2 && whole.summary.sources.allSatisfy { $0.sentences > 0 })
            let plain = try await train(nil, on: batches)
            expectSame(whole, plain, "with a checkpoint and without")
            for step in stride(from: 1, through: batches.count, by: 3) {
                try FileManager.default.removeItem(atPath: file(folder))
                try FileManager.default.copyItem(atPath: "\(folder)/\(step)", toPath: file(folder))
                let remarks = Mutex<[String]>([])
                var options = checkpoint(folder, every: 5)
                options.remark = { remark in remarks.withLock { $0.append(remark) } }
                let again = try await train(options, on: batches, threads: 1 + step % 3)
                expectSame(again, plain, "from step \(step)")
                let expected = step < batches.count
                    ? "goes on from step \(step) of \(batches.count), where the checkpoint in \(folder)/run left it"
                    : "nothing is trained again: the checkpoint in \(folder)/run is of the finished training"
                #expect(remarks.withLock { $0 } == [expected])
            }
        }
    }

    /// The best weights are set aside early on, and no later evaluation is better.
    @Test func aTrainingThatStopsEarlyGoesOnWithTheBestWeightsSoFar() async throws {
        try await withScratchFolder { folder in
            func stopping(_ checkpoint: CheckpointOptions?, progress: @escaping ProgressSink = { _ in }) async throws -> Outcome {
                try await train(
                    checkpoint, on: ToyCorpus.batches(epochs: 60, size: 10), development: Array(ToyCorpus.sentences[..<20]),
                    { ($0.curve, $0.warmUp, $0.evaluateEvery, $0.patience) = (LearningRateCurve.named("constant")!, 0, 12, 3) },
                    progress: progress)
            }
            let plain = try await stopping(nil)
            let best = try #require(plain.summary.best).step
            #expect(plain.summary.hasStoppedEarly && plain.summary.steps == best + 36)
            // Copies of the checkpoints of steps around the best one and of the last, before and after their evaluations.
            let steps = [best - 1, best, best + 1, best + 35, best + 36]
            _ = try await stopping(checkpoint(folder)) { update in
                guard steps.contains(update.done) else { return }
                try? FileManager.default.copyItem(atPath: file(folder), toPath: "\(folder)/\(update.done)")
            }
            expectSame(try await stopping(checkpoint(folder)), plain, "the finished training again")
            for step in steps {
                try FileManager.default.removeItem(atPath: file(folder))
                try FileManager.default.copyItem(atPath: "\(folder)/\(step)", toPath: file(folder))
                expectSame(try await stopping(checkpoint(folder, every: 1000)), plain, "from step \(step)")
            }
        }
    }

    @Test func aCancelledTrainingGoesOnWhereItStopped() async throws {
        try await withScratchFolder { folder in
            let plain = try await train(nil)
            let first = try await cancelled(atStep: 4, checkpoint(folder, every: 1000))
            #expect((4..<Self.batches.count).contains(first.summary.steps) && first.model.history.isPartial)
            #expect(try TrainingCheckpoint(reading: file(folder)).stepsDone == first.summary.steps)
            expectSame(try await train(checkpoint(folder, every: 1000)), plain, "gone on with")
        }
    }

    private func cancelled(atStep step: Int, _ options: CheckpointOptions) async throws -> Outcome {
        let work = Mutex<Task<Outcome, any Error>?>(nil)
        let task = Task {
            while work.withLock({ $0 == nil }) { await Task.yield() }
            return try await train(options, progress: { update in
                if update.done >= step { work.withLock { $0?.cancel() } }
            })
        }
        work.withLock { $0 = task }
        return try await task.value
    }

    /// What is changed in a second training, and what the refusal says of it.
    private static let changes: [(change: @Sendable (TrainingRestartTests, CheckpointOptions) async throws -> Outcome, reason: String)] = [
        (
            { try await $0.train($1) { $0.learningRateRestart = .stage } }, "learning rate restart none there, stage here"
        ),
        ({ try await $0.train($1) { $0.learningRate = 2e-3 } }, "learning rate 0.001 there, 0.002 here"),
        ({ try await $0.train($1) { $0.optimizer.dropout = 0.2 } }, "dropout 0.1 there, 0.2 here"),
        ({ try await $0.train($1) { $0.curve = LearningRateCurve.named("cosine")! } }, "curve linear there, cosine here"),
        ({ try await $0.train($1) { $0.optimizer.frozen = .layers(1) } }, "frozen nothing there, layers(1) here"),
        ({ try await $0.train($1) { $0.classWeights = ["PER": 2, "LOC": 3] } }, "class weights none there, LOC=3.0, PER=2.0 here"),
        ({ try await $0.train($1, on: Array(batches.dropLast())) }, "steps 12 there, 11 here"),
        ({ try await $0.train($1, on: batches.reversed()) }, "other sentences, labels or order"),
        ({ try await $0.train($1, on: withOtherLabel) }, "other sentences, labels or order"),
        ({ try await $0.train($1, sources: ["gold", "llama"]) }, "sources gold + gpt there, gold + llama here"),
        ({ try await $0.train($1, stream: RandomStream(seed: 5, key: "train")) }, "another seed"),
        ({ try await $0.train($1, types: ["LOC", "MISC", "ORG", "PER"]) }, """
            labels O B-LOC I-LOC B-ORG I-ORG B-PER I-PER there, \
            O B-LOC I-LOC B-MISC I-MISC B-ORG I-ORG B-PER I-PER here
            """),
        ({ try await $0.train($1, development: ToyCorpus.sentences) }, "another dev set"),
        ({ try await $0.train($1, model: otherModel) }, "another model at the start"),
    ]

    private static var withOtherLabel: [[TrainingExample]] {
        var batches = batches
        batches[7][3].sentence.spans = [Span(0, 1, "LOC")]
        return batches
    }

    private static var otherModel: TaggingModel {
        get throws { try TaggingModel.random(texts: ToyCorpus.sentences.map(\.text), stream: RandomStream(seed: 9, key: "bert")) }
    }

    @Test func theCheckpointOfAnotherTrainingIsRefusedWithWhatDiffers() async throws {
        try await withScratchFolder { folder in
            _ = try await train(checkpoint(folder, every: 5))
            let before = try Data(contentsOf: URL(fileURLWithPath: file(folder)))
            for (change, reason) in Self.changes {
                let finding = try await #require(throws: Diagnostic.self, "\(reason)") { try await change(self, checkpoint(folder)) }
                #expect(finding.message == "`\(file(folder))` is of another training: \(reason)")
                #expect(finding.label == "give another folder, or begin anew with `rm \(file(folder))`")
            }
            let both = try await #require(throws: Diagnostic.self) {
                try await train(checkpoint(folder)) { ($0.learningRate, $0.warmUp) = (2e-3, 0.2) }
            }
            #expect(both.notes == ["warm up 0.1 there, 0.2 here"])
            #expect(try Data(contentsOf: URL(fileURLWithPath: file(folder))) == before)
        }
    }

    @Test func aDamagedCheckpointIsRefusedAndRemainsOfAKilledRunAreRemoved() async throws {
        try await withScratchFolder { folder in
            let plain = try await train(checkpoint(folder, every: 5))
            let whole = try Data(contentsOf: URL(fileURLWithPath: file(folder)))
            for length in [0, 7, 100, 2000, whole.count / 2, whole.count - 1] {
                try whole.prefix(length).write(to: URL(fileURLWithPath: file(folder)))
                let finding = try await #require(throws: Diagnostic.self, "cut to \(length) bytes") { try await train(checkpoint(folder)) }
                #expect(finding.label == "give another folder, or begin anew with `rm \(file(folder))`")
                #expect(finding.notes == ["not a valid safetensors file"])
            }
            let torn = "\(folder)/run/.checkpoint.safetensors.99-1.tmp"
            try FileManager.default.removeItem(atPath: file(folder))
            try whole.prefix(1000).write(to: URL(fileURLWithPath: torn))
            expectSame(try await train(checkpoint(folder)), plain, "begun anew beside a torn file")
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/run") == ["checkpoint.safetensors"])
        }
    }

    @Test func aRecordThatCannotBeReadOrDoesNotBelongToTheRunIsRefused() async throws {
        try await withScratchFolder { folder in
            let early = "\(folder)/early"
            let whole = try await train(
                checkpoint(folder, every: 5),
                progress: { if $0.done == 5 { try? FileManager.default.copyItem(atPath: file(folder), toPath: early) } })
            let run = TrainingRun(from: whole.model.classifier, options: OptimizerOptions(), threads: 1, stream: ToyCorpus.stream)
            try run.restore(TrainingCheckpoint(reading: file(folder)))
            let records = try [
                ("{}", "`\(file(folder))` is of another version of nds: its record of the run cannot be read"),
                (TrainingCheckpoint(reading: early).record, "`\(file(folder))` is damaged: the record of the run contradicts itself"),
            ]
            for (record, message) in records {
                try run.save(to: file(folder), record: record)
                let finding = try await #require(throws: Diagnostic.self) { try await train(checkpoint(folder)) }
                #expect(finding.message == message)
            }
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func aFullDiskIsAnErrorThatNamesTheFileAndTheLastGoodStep() async throws {
        try await withScratchFolder { folder in
            let path = file(folder)
            let finding = try await #require(throws: Diagnostic.self) {
                try await train(checkpoint(folder, every: 2), progress: { update in
                    // From here on the checkpoint leads to a disk that is full.
                    guard update.done == 5 else { return }
                    try? FileManager.default.moveItem(atPath: path, toPath: "\(folder)/good")
                    try? FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/full")
                })
            }
            #expect(finding.message == "cannot write `\(path)`: the disk is full")
            #expect(finding.notes == ["the checkpoint of step 4 is whole: the same line goes on from there"])
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.moveItem(atPath: "\(folder)/good", toPath: path)
            expectSame(try await train(checkpoint(folder)), try await train(nil), "gone on with")
        }
    }

    @Test func trainingThatDivergesLeavesTheLastGoodCheckpoint() async throws {
        try await withScratchFolder { folder in
            let options = checkpoint(folder, every: 1)
            await #expect(throws: Diagnostic.self) { try await train(options) { $0.learningRate = 1e38 } }
            let left = try TrainingCheckpoint(reading: file(folder))
            #expect(left.stepsDone > 0 && left.stepsDone < Self.batches.count)
        }
    }

    @Test func twoTrainingsAtOnceDoNotShareAFolder() async throws {
        try await withScratchFolder { folder in
            try FileManager.default.createDirectory(atPath: "\(folder)/run", withIntermediateDirectories: false)
            let other = try FolderLock("\(folder)/run")
            let finding = try await #require(throws: Diagnostic.self) { try await train(checkpoint(folder)) }
            #expect(finding.message == "another run is using the folder `\(folder)/run`")
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/run").isEmpty)
            withExtendedLifetime(other) {}
        }
    }
}
