import Diagnostics
import Foundation
import Numerics
import Random
import Safetensors
import Store

/// What came of reading a checkpoint.
package struct LoadReport: Sendable, Equatable, Codable {
    /// Tensors of the head that the folder does not hold.
    package var missing: [String]
    /// Tensors of the folder that a token classifier has no use for, such as a pooler.
    package var unexpected: [String]
    /// Whether the classifier was made anew: the folder has none, or one for other labels.
    package var newHead: Bool
    /// What the tensors that were read hold: `F32`, `F16`, `BF16`, or several of them.
    package var elementType: String
}

extension TokenClassifier {
    /// Reads `config.json` and `model.safetensors` from a Hugging Face folder, of a `BertModel` or a
    /// `BertForTokenClassification`, with or without the `bert.` prefix, in F32, F16 or BF16.
    ///
    /// - Parameter labels: the classes wanted; nil takes the folder's own, or O alone where it names none. A head that is
    ///   missing or has other labels is made anew, started by `stream`.
    /// - Throws: `Diagnostic` with the file and what is wrong in it: a missing, unfitting or non-finite tensor, an unsupported
    ///   model.
    package static func load(
        folder: String, labels: [String]?, stream: RandomStream
    ) throws -> (model: TokenClassifier, report: LoadReport) {
        let json = try JSONObject(reading: "\(folder)/config.json")
        let config = try BertConfig(json)
        let ownLabels = try BertConfig.labels(json)
        let labels = labels ?? ownLabels ?? ["O"]
        let reader = CheckpointReader(file: try TensorFile(reading: "\(folder)/model.safetensors"))
        let layout = WeightLayout(config, labelCount: labels.count)
        return try reader.read(layout, keepsHead: labels == ownLabels, stream: stream) { weights in
            TokenClassifier(config: config, labels: labels, weights: weights)
        }
    }

    /// Writes `config.json` and `model.safetensors` into a folder that is there, each file whole or not at all, for
    /// `AutoModelForTokenClassification` of transformers and for `load`.
    /// - Throws: `Diagnostic` that names the file that could not be written.
    package func export(to folder: String) throws {
        try TensorFile.write(
            to: "\(folder)/model.safetensors",
            tensors: weights.layout.tensors.map { .init($0.name, shape: $0.shape, elements: UnsafeBufferPointer(weights[$0])) })
        try AtomicFile.write(config.json(labels: labels), to: "\(folder)/config.json")
    }
}

private struct CheckpointReader {
    let file: TensorFile

    /// All tensors are found and their shapes checked before any memory is taken, which a lying config could ask for.
    func read(
        _ layout: WeightLayout, keepsHead: Bool, stream: RandomStream, make: (Parameters) -> TokenClassifier
    ) throws -> (TokenClassifier, LoadReport) {
        var sources: [(tensor: WeightLayout.Tensor, name: String?)] = []
        var report = LoadReport(missing: [], unexpected: [], newHead: !keepsHead, elementType: "")
        for tensor in layout.tensors {
            let name = spellings(of: tensor.name).first { file[$0] != nil }
            if name == nil { report.missing.append(tensor.name) }
            sources.append((tensor, name))
        }
        if let missing = report.missing.first(where: { !isHead($0) }) {
            let others = report.missing.count { !isHead($0) } - 1
            throw Diagnostic(
                "the tensor `\(missing)` is missing\(others > 0 ? ", and \(others) more" : "")", at: Place(file: file.path),
                label: "not the weights that config.json describes")
        }
        report.newHead = !keepsHead || !report.missing.isEmpty
        let newHead = report.newHead
        let wanted = sources.compactMap { tensor, name in
            name.flatMap { newHead && isHead(tensor.name) ? nil : (tensor: tensor, name: $0) }
        }
        try wanted.forEach(checkShape)
        try wanted.forEach { try file.checkIsFloat($0.name) }

        try layout.requireMemory(place: Place(file: file.path))
        let weights = Parameters(layout)
        try fill(weights, with: wanted)
        for tensor in layout.tensors where newHead && isHead(tensor.name) { weights.start(tensor, stream: stream) }
        let known = Set(sources.compactMap(\.name))
        report.unexpected = file.names.filter { !known.contains($0) }
        report.elementType = Set(wanted.compactMap { file[$0.name]?.type.rawValue }).sorted().joined(separator: ", ")
        return (make(weights), report)
    }

    /// Elements that are copied at once, and looked at while they are still in the cache.
    private static let part = 1 << 18

    /// On all cores: most of the time goes into pages of memory that are touched for the first time.
    private func fill(_ weights: Parameters, with wanted: [(tensor: WeightLayout.Tensor, name: String)]) throws {
        let parts = wanted.flatMap { tensor, name in
            stride(from: 0, to: tensor.count, by: Self.part).map { start in
                (name: name, start: start, values: weights[tensor].extracting(start..<min(start + Self.part, tensor.count)))
            }
        }
        nonisolated(unsafe) let (file, places) = (file, parts)  // read by all; each part has a place of its own
        let areFinite = Workers(count: ProcessInfo.processInfo.activeProcessorCount).map(tasks: parts.count) { task, _ in
            file.copy(places[task].name, from: places[task].start, into: places[task].values)
            return allAreFinite(places[task].values)
        }
        if let broken = areFinite.firstIndex(of: false) {
            let name = parts[broken].name
            throw Diagnostic("the tensor `\(name)` holds values that are not finite numbers", at: Place(file: file.path))
        }
    }

    private func isHead(_ name: String) -> Bool { name.hasPrefix("classifier.") }

    /// A tensor's name as other writers spell it: without the prefix, and LayerNorm after the first BERT's TensorFlow names.
    private func spellings(of name: String) -> [String] {
        let names = name.hasPrefix("bert.") ? [name, String(name.dropFirst("bert.".count))] : [name]
        return names + names.filter { $0.contains("LayerNorm.") }.map {
            $0.replacingOccurrences(of: "LayerNorm.weight", with: "LayerNorm.gamma")
                .replacingOccurrences(of: "LayerNorm.bias", with: "LayerNorm.beta")
        }
    }

    private func checkShape(_ tensor: WeightLayout.Tensor, name: String) throws {
        guard let shape = file.shape(of: name), shape != tensor.shape else { return }
        throw Diagnostic(
            "the tensor `\(name)` has the shape \(shape), where config.json asks for \(tensor.shape)", at: Place(file: file.path))
    }
}

/// Infinity and NaN have an exponent of ones alone: one more carries into the sign bit, which was masked away. So the loop has no
/// branch and the compiler makes vectors of it.
private func allAreFinite(_ values: UnsafeMutableBufferPointer<Float>) -> Bool {
    var carries: UInt32 = 0
    for value in values { carries |= (value.bitPattern & 0x7f80_0000) &+ 0x0080_0000 }
    return carries < 0x8000_0000
}
