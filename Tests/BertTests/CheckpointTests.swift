import Diagnostics
import Foundation
import Random
import Safetensors
import Testing

@testable import Bert

/// Folders that other writers make, and what is refused in them.
struct CheckpointTests {
    private let fixture: Fixture
    private let folder = FileManager.default.temporaryDirectory.appending(path: "checkpoint-\(UUID().uuidString)").path

    init() throws {
        fixture = try Fixture()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    private typealias Tensors = [(name: String, shape: [Int], values: [Float])]

    private var tensors: Tensors {
        fixture.model.weights.layout.tensors.map { ($0.name, $0.shape, fixture.model.weights.values(of: $0)) }
    }

    /// Writes a folder and reads it.
    private func load(
        _ tensors: Tensors, config: String? = nil, labels: [String]? = nil
    ) throws -> (model: TokenClassifier, report: LoadReport) {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let json = config ?? fixture.model.config.json(labels: fixture.model.labels)
        try json.write(toFile: "\(folder)/config.json", atomically: false, encoding: .utf8)
        let buffers = tensors.map { tensor in
            let buffer = UnsafeMutableBufferPointer<Float>.allocate(capacity: tensor.values.count)
            _ = buffer.initialize(fromContentsOf: tensor.values)
            return buffer
        }
        defer { buffers.forEach { $0.deallocate() } }
        try TensorFile.write(
            to: "\(folder)/model.safetensors",
            tensors: zip(tensors, buffers).map { .init($0.name, shape: $0.shape, elements: UnsafeBufferPointer($1)) })
        return try TokenClassifier.load(folder: folder, labels: labels, stream: Fixture.stream)
    }

    @Test func exportAndLoadAreARoundTrip() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try fixture.model.export(to: folder)
        let (model, report) = try TokenClassifier.load(folder: folder, labels: nil, stream: Fixture.stream)
        #expect(model.labels == fixture.model.labels && model.config == fixture.model.config)
        #expect(model.weights.values == fixture.model.weights.values)
        #expect(report == LoadReport(missing: [], unexpected: [], newHead: false, elementType: "F32"))
    }

    @Test func labelsOfAnyTextSurviveTheRoundTrip() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let labels = ["O", "B-\"quoted\\\"", "I-Ünï/code\n"] + (3..<12).map { "label \($0)" }
        let model = TokenClassifier(config: .tiny(vocabularySize: 5), labels: labels, stream: Fixture.stream)
        try model.export(to: folder)
        #expect(try TokenClassifier.load(folder: folder, labels: nil, stream: Fixture.stream).model.labels == labels)
    }

    @Test func aBareEncoderGetsANewHeadAndItsPoolerIsListed() throws {
        let bare = tensors.filter { $0.name.hasPrefix("bert.") }.map { tensor in
            (name: String(tensor.name.dropFirst(5)), shape: tensor.shape, values: tensor.values)
        }
        let pooler = (name: "pooler.dense.bias", shape: [2], values: [Float(1), 2])
        let (model, report) = try load(bare + [pooler], labels: ["O", "B-X"])
        #expect(report == LoadReport(
            missing: ["classifier.weight", "classifier.bias"], unexpected: ["pooler.dense.bias"], newHead: true,
            elementType: "F32"))
        let ours = model.weights.values
        #expect(Array(ours.dropLast(2 * 32 + 2)) == Array(fixture.model.weights.values.dropLast(5 * 32 + 5)))
        #expect(largest(ours.suffix(2)) == 0 && largest(ours.suffix(66)) > 0.01)
    }

    @Test func namesOfTheFirstBertAreUnderstood() throws {
        let old = tensors.map { tensor in
            (name: tensor.name.replacingOccurrences(of: "LayerNorm.weight", with: "LayerNorm.gamma")
                .replacingOccurrences(of: "LayerNorm.bias", with: "LayerNorm.beta"), shape: tensor.shape, values: tensor.values)
        }
        #expect(try load(old).model.weights.values == fixture.model.weights.values)
    }

    @Test func halfPrecisionIsReadAsItsValues() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try fixture.model.config.json(labels: fixture.model.labels)
            .write(toFile: "\(folder)/config.json", atomically: false, encoding: .utf8)
        var (members, data) = ([String](), Data())
        for (index, tensor) in tensors.enumerated() {
            let isHalf = index.isMultiple(of: 2)
            let bits = tensor.values.map { isHalf ? Float16($0).bitPattern : UInt16($0.bitPattern >> 16) }
            members.append("""
                "\(tensor.name)": {"dtype": "\(isHalf ? "F16" : "BF16")", "shape": \(tensor.shape), \
                "data_offsets": [\(data.count), \(data.count + 2 * bits.count)]}
                """)
            bits.withUnsafeBytes { data.append(contentsOf: $0) }
        }
        let header = Data("{\(members.joined(separator: ", "))}".utf8)
        let length = withUnsafeBytes(of: UInt64(header.count).littleEndian) { Data($0) }
        try (length + header + data).write(to: URL(filePath: "\(folder)/model.safetensors"))

        let (model, report) = try TokenClassifier.load(folder: folder, labels: nil, stream: Fixture.stream)
        #expect(report.elementType == "BF16, F16")
        let exact = fixture.model.weights.values
        #expect(zip(model.weights.values, exact).allSatisfy { abs($0 - $1) <= abs($1) / 128 + 1e-7 })
    }

    @Test func aHeadForOtherLabelsIsMadeAnewFromTheStream() throws {
        let (model, report) = try load(tensors, labels: ["O", "B-LOC", "I-LOC", "B-ORG", "I-ORG"])
        #expect(report.newHead && report.missing.isEmpty && report.unexpected.isEmpty)
        let fresh = TokenClassifier(config: model.config, labels: model.labels, stream: Fixture.stream)
        #expect(model.weights.values.suffix(165) == fresh.weights.values.suffix(165))
    }

    private func message(_ tensors: Tensors, config: String? = nil, labels: [String]? = nil) throws -> String {
        let finding = try #require(throws: Diagnostic.self) { try load(tensors, config: config, labels: labels) }
        #expect(finding.place?.file.hasPrefix(folder) == true)
        return finding.message
    }

    @Test func whatDoesNotFitTheConfigIsRefused() throws {
        var missing = tensors
        missing.removeAll { $0.name.contains("layer.1.") }
        #expect(try message(missing) == "the tensor `bert.encoder.layer.1.attention.self.query.weight` is missing, and 15 more")

        var turned = tensors
        turned[0].shape = [32, 61]
        #expect(try message(turned)
            == "the tensor `bert.embeddings.word_embeddings.weight` has the shape [32, 61], where config.json asks for [61, 32]")

        var broken = tensors
        broken[3].values[7] = .nan
        #expect(try message(broken) == "the tensor `bert.embeddings.LayerNorm.weight` holds values that are not finite numbers")

        var fewer = tensors
        fewer[fewer.count - 2] = (fewer[fewer.count - 2].name, [4, 32], [Float](repeating: 0, count: 128))
        #expect(try message(fewer) == "the tensor `classifier.weight` has the shape [4, 32], where config.json asks for [5, 32]")
    }

    @Test func aConfigThatAsksForMoreThanTheFileHoldsTakesNoMemory() throws {
        let config = fixture.model.config.json(labels: fixture.model.labels)
        let huge = config.replacingOccurrences(of: "\"vocab_size\": 61", with: "\"vocab_size\": 16777216")
        #expect(try message(tensors, config: huge).contains("has the shape [61, 32], where config.json asks for [16777216, 32]"))
    }

    @Test func aModelWithoutLabelsGetsOAlone() throws {
        let config = fixture.model.config.json(labels: fixture.model.labels).replacingOccurrences(of: "id2label", with: "unused")
        let (model, report) = try load(tensors, config: config)
        #expect(model.labels == ["O"] && report.newHead)
    }

    @Test func aNewHeadLeavesTheEncoderAlone() {
        let renewed = fixture.model.withHead(labels: ["O", "B-X"], stream: Fixture.stream)
        let (ours, before) = (renewed.weights.values, fixture.model.weights.values)
        #expect(renewed.labels == ["O", "B-X"])
        #expect(ours.dropLast(2 * 32 + 2) == before.dropLast(5 * 32 + 5))
        #expect(largest(ours.suffix(66)) > 0.01)
    }

    @Test func missingFilesAreNamed() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        func message() throws -> String {
            try #require(throws: Diagnostic.self) {
                try TokenClassifier.load(folder: folder, labels: nil, stream: Fixture.stream)
            }.message
        }
        #expect(try message() == "cannot read `\(folder)/config.json`: there is no such file")
        let json = fixture.model.config.json(labels: fixture.model.labels)
        try json.write(toFile: "\(folder)/config.json", atomically: false, encoding: .utf8)
        #expect(try message() == "cannot read `\(folder)/model.safetensors`: there is no such file")
    }
}
