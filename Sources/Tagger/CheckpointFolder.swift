import Bert
import Diagnostics
import Foundation
import Numerics
import Store

/// Where a training leaves what it needs to go on after it was stopped in whatever way.
package struct CheckpointOptions: Sendable {
    /// Made where it is not there; its parent has to be.
    package var folder: String
    /// Steps from one checkpoint to the next; one is written at the end too, whatever the end.
    package var every = usualDistance
    /// Told that a training goes on from a checkpoint.
    package var remark: @Sendable (String) -> Void = { _ in }

    package static let usualDistance = 500

    package init(folder: String) {
        self.folder = folder
    }
}

/// The checkpoint of one training, in a folder that it has for itself as long as it runs.
///
/// There is one file, replaced as a whole: kill the process at any moment, and the last checkpoint that was whole is there. A
/// training that goes on from it ends with the bits of one that was never stopped.
final class CheckpointFolder {
    /// All of a training besides the state of the run.
    private struct Record: Codable {
        var identity: TrainingIdentity
        var summary: TrainingSummary
        var engine: Engine
    }

    /// What the bits depend on besides the identity of the training.
    private struct Engine: Codable {
        /// For which kind of CPU OpenBLAS and our kernels were chosen.
        var kernel = matrixKernelName()
        /// The checksum of this very program.
        var program = Engine.checksum

        private static let checksum: String? = {
            guard let path = Bundle.main.executablePath, let file = try? MappedFile(reading: path) else { return nil }
            var checksum = Checksum()
            file.withBytes { checksum.update($0) }
            return checksum.text
        }()

        /// What may change the last bits from here on.
        func differences(from there: Engine) -> [String] {
            (kernel == there.kernel ? [] : ["on another kind of CPU (\(there.kernel), now \(kernel))"])
                + (program == there.program ? [] : ["by another build of nds"])
        }
    }

    private let options: CheckpointOptions
    private let identity: TrainingIdentity
    private let engine = Engine()
    private let path: String
    private let lock: FolderLock
    /// Of the checkpoint that is there.
    private var saved: TrainingSummary?

    /// - Throws: `Diagnostic` where the folder cannot be made, or another run is using it.
    init(_ options: CheckpointOptions, identity: TrainingIdentity) throws {
        self.options = options
        self.identity = identity
        path = (options.folder as NSString).appendingPathComponent("checkpoint.safetensors")
        try AtomicFolder.make(options.folder)
        lock = try FolderLock(options.folder)
        AtomicFile.removeRemains(of: path)
    }

    /// Puts the run where the checkpoint left it and gives the summary of that moment; nil where there is no checkpoint yet.
    /// - Parameter planned: the summary with which this training would begin.
    /// - Throws: `Diagnostic` where the checkpoint is damaged or of another training, with what differs.
    func restore(_ run: TrainingRun, planned: TrainingSummary) throws -> TrainingSummary? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            let checkpoint = try TrainingCheckpoint(reading: path)
            guard let record = try? JSONDecoder().decode(Record.self, from: Data(checkpoint.record.utf8)) else {
                throw Diagnostic("`\(path)` is of another version of nds: its record of the run cannot be read")
            }
            let differences = identity.differences(from: record.identity)
            if let first = differences.first {
                throw Diagnostic("`\(path)` is of another training: \(first)", notes: Array(differences.dropFirst()))
            }
            guard record.summary.steps == checkpoint.stepsDone, record.summary.isOfSamePlan(as: planned) else {
                throw Diagnostic("`\(path)` is damaged: the record of the run contradicts itself")
            }
            try run.restore(checkpoint)
            saved = record.summary
            tell(record)
            return record.summary
        } catch var finding as Diagnostic {
            if !finding.label.isEmpty { finding.notes.append(finding.label) }
            finding.label = "give another folder, or begin anew with `rm \(path)`"
            throw finding
        }
    }

    private func tell(_ record: Record) {
        let summary = record.summary
        options.remark(
            summary.isOver
                ? "nothing is trained again: the checkpoint in \(options.folder) is of the finished training"
                : "goes on from step \(summary.steps) of \(summary.plannedSteps), where the checkpoint in \(options.folder) left it")
        for difference in engine.differences(from: record.engine) {
            options.remark("the checkpoint in \(options.folder) was made \(difference): the last bits may differ")
        }
    }

    /// To be called after each step.
    func stepDone(_ run: TrainingRun, _ summary: TrainingSummary) throws {
        if summary.steps % options.every == 0 { try save(run, summary) }
    }

    /// Replaces the checkpoint, unless the one that is there says the same.
    /// - Throws: `Diagnostic` that names the file, such as for a full disk; the last checkpoint stays.
    func save(_ run: TrainingRun, _ summary: TrainingSummary) throws {
        guard summary.steps > 0, summary != saved else { return }
        let record = Record(identity: identity, summary: summary, engine: engine)
        do {
            try run.save(to: path, record: String(decoding: JSONEncoder().encode(record), as: UTF8.self))
        } catch var finding as Diagnostic {
            finding.notes.append(
                saved.map { "the checkpoint of step \($0.steps) is whole: the same line goes on from there" }
                    ?? "there is no checkpoint yet: the same line begins anew")
            throw finding
        }
        saved = summary
    }
}

extension TrainingSummary {
    fileprivate func isOfSamePlan(as other: TrainingSummary) -> Bool {
        plannedSteps == other.plannedSteps && steps <= plannedSteps && sources.map(\.name) == other.sources.map(\.name)
    }
}
