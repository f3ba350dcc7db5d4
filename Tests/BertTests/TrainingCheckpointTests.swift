import Diagnostics
import Foundation
import Random
import Testing

@testable import Bert

struct TrainingCheckpointTests {
    /// Most of its words occur late or never.
    private static let model = TokenClassifier(
        config: BertConfig(
            vocabularySize: 300, hiddenSize: 16, layerCount: 1, headCount: 2, intermediateSize: 32, positionCount: 24),
        labels: ["O", "B-X"], stream: RandomStream(seed: 1, key: "model"))
    /// From one short sequence to many: the memory of a step grows on the way.
    private static let batches = [[3], [5, 6], [24, 1, 24, 7], [2], [9, 9, 9], [24], [1, 1, 1, 1, 1], [12, 24]]
        .enumerated().map { randomBatch(lengths: $1, model: model, seed: $0) }

    private let folder = NSTemporaryDirectory() + "checkpoint-\(UUID().uuidString)"

    private func inFolder(_ body: () throws -> Void) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body()
    }

    private func newRun(
        threads: Int, model: TokenClassifier = model, options: OptimizerOptions = OptimizerOptions()
    ) -> TrainingRun {
        TrainingRun(from: model, options: options, threads: threads, stream: RandomStream(seed: 7, key: "train"))
    }

    /// Every bit that a later step could depend on, and those of the model that a run gives.
    private struct State: Equatable {
        var buffers: [[UInt32]]
        var progress: Optimizer.Progress
        var model: String

        init(_ run: TrainingRun) {
            buffers = withExtendedLifetime(run) { run.state.map { $0.values.elements.map(\.bitPattern) } }
            progress = run.optimizer.progress
            model = run.snapshot().checksum
        }
    }

    private static let options: [OptimizerOptions] = {
        var (pieces, frozen) = (OptimizerOptions(weightDecay: 0.5), OptimizerOptions())
        (pieces.accumulate, pieces.layerDecay, frozen.frozen) = (2, 0.8, .embeddings)
        return [OptimizerOptions(), pieces, frozen]
    }()

    @Test(arguments: options.indices)
    func aRunThatGoesOnFromAnyStepEndsWithTheBitsOfOneThatNeverStopped(number: Int) throws {
        let options = Self.options[number]
        try inFolder {
            let whole = newRun(threads: 1, options: options)
            var losses: [StepResult] = []
            for (step, batch) in Self.batches.enumerated() {
                losses.append(try whole.step(batch, learningRate: 1e-3))
                try whole.save(to: "\(folder)/\(step + 1)", record: "step \(step + 1)")
            }
            for step in 1...Self.batches.count {
                let checkpoint = try TrainingCheckpoint(reading: "\(folder)/\(step)")
                #expect(checkpoint.stepsDone == step && checkpoint.record == "step \(step)")
                for threads in 1...3 {
                    let run = newRun(threads: threads, options: options)
                    try run.restore(checkpoint)
                    #expect(run.stepsDone == step)
                    let rest = try Self.batches[step...].map { try run.step($0, learningRate: 1e-3) }
                    #expect(rest == Array(losses[step...]))
                    let isSame = State(run) == State(whole)  // not compared in #expect, which would print all bits
                    #expect(isSame, "from step \(step) with \(threads) threads")
                }
            }
            #expect((1..<300).contains(whole.optimizer.progress.occurred.count))
        }
    }

    @Test func aRunMayGoOnManyTimesEachWithOtherThreads() throws {
        try inFolder {
            let whole = newRun(threads: 2)
            for (step, batch) in Self.batches.enumerated() {
                _ = try whole.step(batch, learningRate: 1e-3)
                let run = newRun(threads: 1 + step % 3)
                if step > 0 { try run.restore(TrainingCheckpoint(reading: "\(folder)/last")) }
                _ = try run.step(batch, learningRate: 1e-3)
                try run.save(to: "\(folder)/last", record: "")
                let isSame = State(run) == State(whole)
                #expect(isSame, "after step \(step + 1)")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["last"])
        }
    }

    @Test func theModelSetAsideComesBackToo() throws {
        try inFolder {
            let run = newRun(threads: 1)
            _ = try run.step(Self.batches[1], learningRate: 1e-2)
            let best = run.snapshot()
            run.keep(best)
            _ = try run.step(Self.batches[2], learningRate: 1e-2)
            try run.save(to: "\(folder)/checkpoint", record: "")
            let other = newRun(threads: 1)
            try other.restore(TrainingCheckpoint(reading: "\(folder)/checkpoint"))
            let kept = try #require(other.kept)
            #expect(kept.checksum == best.checksum && kept.checksum != run.snapshot().checksum)
            #expect(other.snapshot().checksum == run.snapshot().checksum)
        }
    }

    @Test func aFileThatWasCutOrChangedAnywhereIsRefused() throws {
        try inFolder {
            let run = newRun(threads: 1)
            _ = try run.step(Self.batches[1], learningRate: 1e-3)
            let path = "\(folder)/checkpoint"
            try run.save(to: path, record: #"{"a":1}"#)
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            #expect(throws: Never.self) { try TrainingCheckpoint(reading: path) }
            // All of the header, then here and there.
            for position in Array(0..<600) + Array(stride(from: 600, to: whole.count, by: 131)) {
                try whole.prefix(position).write(to: URL(fileURLWithPath: path))
                #expect(throws: Diagnostic.self, "cut at byte \(position)") { try TrainingCheckpoint(reading: path) }
                var changed = whole
                changed[position] ^= 1
                try changed.write(to: URL(fileURLWithPath: path))
                #expect(throws: Diagnostic.self, "byte \(position) changed") { try TrainingCheckpoint(reading: path) }
            }
        }
    }

    @Test func saysWhatAFileIsThatIsNoCheckpoint() throws {
        try inFolder {
            try Self.model.export(to: folder)
            let path = "\(folder)/model.safetensors"
            let finding = try #require(throws: Diagnostic.self) { try TrainingCheckpoint(reading: path) }
            #expect(finding.message == "`\(path)` is not a checkpoint of a training")
        }
    }

    @Test func aModelOfAnotherSizeIsRefusedAndLeftAsItIs() throws {
        try inFolder {
            let run = newRun(threads: 1)
            _ = try run.step(Self.batches[0], learningRate: 1e-3)
            try run.save(to: "\(folder)/checkpoint", record: "")
            let other = newRun(threads: 1, model: Self.model.withHead(labels: ["O"], stream: RandomStream(seed: 1, key: "head")))
            let before = State(other)
            let finding = try #require(throws: Diagnostic.self) { try other.restore(TrainingCheckpoint(reading: "\(folder)/checkpoint")) }
            #expect(finding.message == "`\(folder)/checkpoint` is the checkpoint of a model of another size")
            #expect(State(other) == before && other.stepsDone == 0)
        }
    }

    @Test func modelsHaveTheSameChecksumOnlyIfTheyAreTheSame() {
        let again = TokenClassifier(config: Self.model.config, labels: Self.model.labels, stream: RandomStream(seed: 1, key: "model"))
        #expect(again.checksum == Self.model.checksum)
        let others = [
            TokenClassifier(config: Self.model.config, labels: ["O", "B-Y"], stream: RandomStream(seed: 1, key: "model")),
            TokenClassifier(config: Self.model.config, labels: Self.model.labels, stream: RandomStream(seed: 2, key: "model")),
        ]
        #expect(Set((others + [Self.model]).map(\.checksum)).count == 3)
    }
}
