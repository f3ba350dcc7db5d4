import Diagnostics
import Foundation
import Numerics
import Safetensors
import Store

/// A training run as it stood after some step, read from the file that `TrainingRun.save` wrote.
///
/// The file is a safetensors file: the flat buffers of the run's state, and as metadata the format, the optimiser's progress, a text
/// of the caller's, and a checksum over all of it. One file, so that it is there whole or not at all.
package final class TrainingCheckpoint {
    /// How many optimiser steps were done.
    package var stepsDone: Int { progress.steps }
    let progress: Optimizer.Progress
    /// What the caller gave to `save`.
    package let record: String
    fileprivate let file: TensorFile

    /// Files of another format are not read: the bits that follow would be others.
    static let format = "nds training checkpoint 2"

    /// - Throws: `Diagnostic` that names the file, where it is not a checkpoint, was cut or changed.
    package init(reading path: String) throws {
        let file = try TensorFile(reading: path)
        func finding(_ problem: String) -> Diagnostic { Diagnostic("`\(path)` \(problem)") }
        guard let format = file.metadata["format"], format.hasPrefix("nds training checkpoint") else {
            throw finding("is not a checkpoint of a training")
        }
        guard format == Self.format else { throw finding("has the format `\(format)`, where `\(Self.format)` was expected") }
        guard let text = file.metadata["optimizer"], let record = file.metadata["record"],
            let progress = try? JSONDecoder().decode(Optimizer.Progress.self, from: Data(text.utf8)), progress.steps >= 0
        else { throw finding("is damaged: it lacks the optimiser's progress or the record of the run") }
        let checksum = file.withTensors { Self.checksum(optimizer: text, record: record, $0) }
        guard file.metadata["checksum"] == checksum else {
            throw finding("is damaged: its checksum does not fit what is in it")
        }
        (self.file, self.progress, self.record) = (file, progress, record)
    }

    static func checksum(optimizer: String, record: String, _ tensors: [(name: String, bytes: UnsafeRawBufferPointer)]) -> String {
        var checksum = Checksum()
        checksum.update(optimizer)
        checksum.update(record)
        for tensor in tensors {
            checksum.update(tensor.name)
            checksum.update(tensor.bytes)
        }
        return checksum.text
    }
}

extension TrainingRun {
    /// Writes all that the steps to come depend on into one file: 12 bytes a parameter, 4 more for a model set aside. The file is
    /// there whole or not at all, and one that was there is replaced only when the new one is on the disk.
    /// - Parameter record: any text, given back by `TrainingCheckpoint`.
    /// - Throws: `Diagnostic` that names the file.
    package func save(to path: String, record: String) throws {
        try withExtendedLifetime(self) {
            let buffers = (state + (kept.map { [(Self.keptName, $0.weights.all)] } ?? [])).map {
                (name: $0.name, elements: UnsafeBufferPointer($0.values.elements))
            }
            let progress = String(decoding: try JSONEncoder().encode(optimizer.progress), as: UTF8.self)
            let checksum = TrainingCheckpoint.checksum(
                optimizer: progress, record: record, buffers.map { ($0.name, UnsafeRawBufferPointer($0.elements)) })
            try TensorFile.write(
                to: path, tensors: buffers.map { .init($0.name, shape: [$0.elements.count], elements: $0.elements) },
                metadata: [
                    "format": TrainingCheckpoint.format, "optimizer": progress, "record": record, "checksum": checksum,
                ])
        }
    }

    /// Puts this run where the saved one stood: from here both make the same bits, with any numbers of threads.
    /// - Throws: `Diagnostic` where the checkpoint is of a model of another size; the run is then as it was.
    package func restore(_ checkpoint: TrainingCheckpoint) throws {
        let file = checkpoint.file
        let kept = file[Self.keptName].map { _ in Parameters(gradient.layout) }
        let buffers = state + (kept.map { [(Self.keptName, $0.all)] } ?? [])
        guard file.names == buffers.map(\.name),
            buffers.allSatisfy({ file[$0.name]?.type == .f32 && file.shape(of: $0.name) == [$0.values.count] }),
            optimizer.resume(checkpoint.progress)
        else {
            throw Diagnostic("`\(file.path)` is the checkpoint of a model of another size")
        }
        file.withTensors { tensors in
            for (buffer, tensor) in zip(buffers, tensors) { replace(buffer.values, by: tensor.bytes) }
        }
        self.kept = kept.map { TokenClassifier(config: config, labels: labels, weights: $0) }
    }

    private static let keptName = "kept"

    /// Pages that are as they should be are not written to: moments of words that never occurred are zero and take no memory.
    private func replace(_ values: Matrix, by bytes: UnsafeRawBufferPointer) {
        guard let new = bytes.baseAddress else { return }
        let (own, page) = (UnsafeMutableRawPointer(values.start), 4096)
        for start in stride(from: 0, to: bytes.count, by: page) {
            let count = min(page, bytes.count - start)
            if memcmp(own + start, new + start, count) != 0 { memcpy(own + start, new + start, count) }
        }
    }
}

extension TokenClassifier {
    /// The same for models that have the same sizes, labels and weights, to the bit.
    package var checksum: String {
        var checksum = Checksum()
        checksum.update(config.json(labels: labels))
        withExtendedLifetime(weights) { checksum.update(UnsafeRawBufferPointer(weights.all.elements)) }
        return checksum.text
    }
}
