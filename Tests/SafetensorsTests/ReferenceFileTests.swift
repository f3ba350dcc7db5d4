import Diagnostics
import Foundation
import Testing

@testable import Safetensors

private func fixture(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures/\(name).safetensors").path
}

private func floats(_ file: TensorFile, _ name: String) throws -> [Float] {
    let count = try #require(file.shape(of: name)).reduce(1, *)
    try file.checkIsFloat(name)
    return [Float](unsafeUninitializedCapacity: count) { buffer, initialised in
        // In two parts, as a model is read.
        file.copy(name, into: UnsafeMutableBufferPointer(rebasing: buffer[..<(count / 2)]))
        file.copy(name, from: count / 2, into: UnsafeMutableBufferPointer(rebasing: buffer[(count / 2)..<count]))
        initialised = count
    }
}

@Suite struct ReferenceFileTests {
    @Test func readsNamesShapesTypesAndMetadata() throws {
        let file = try TensorFile(reading: fixture("floats"))
        #expect(file.names.sorted() == ["bias", "größe \"x\"\\", "none", "weight"])
        #expect(file.shape(of: "weight") == [2, 3])
        #expect(file.shape(of: "none") == [0, 4])
        #expect(file.shape(of: "größe \"x\"\\") == [])
        #expect(file.shape(of: "missing") == nil)
        #expect(file["bias"]?.type == .f32)
        #expect(file.metadata == ["format": "pt"])
        #expect(try floats(file, "weight") == (0..<6).map { Float($0) / 7 })
    }

    @Test func convertsHalfPrecisionAsPyTorchDoes() throws {
        let file = try TensorFile(reading: fixture("types"))
        for type in ["f16", "bf16"] {
            let ours = try floats(file, type), theirs = try floats(file, "\(type) as f32")
            #expect(ours.map(\.bitPattern) == theirs.map(\.bitPattern))
        }
    }

    @Test func listsIntegersButRefusesThemAsFloats() throws {
        let file = try TensorFile(reading: fixture("types"))
        #expect(file["position_ids"]?.type == .i64)
        let finding = try #require(throws: Diagnostic.self) { try file.checkIsFloat("position_ids") }
        #expect(finding.message == "the tensor `position_ids` holds I64, where F32, F16 or BF16 was expected")
    }

    @Test func writesTheBytesOfTheReferenceLibrary() throws {
        let reference = try TensorFile(reading: fixture("floats"))
        let path = NSTemporaryDirectory() + "written-\(UUID().uuidString).safetensors"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let buffers = try reference.names.map { name in
            let values = try floats(reference, name)
            let buffer = UnsafeMutableBufferPointer<Float>.allocate(capacity: values.count)
            _ = buffer.initialize(from: values)
            return (name: name, shape: reference.shape(of: name)!, elements: UnsafeBufferPointer(buffer))
        }
        defer { buffers.forEach { $0.elements.deallocate() } }
        try TensorFile.write(to: path, tensors: buffers.map { .init($0.name, shape: $0.shape, elements: $0.elements) })
        #expect(FileManager.default.contents(atPath: path) == FileManager.default.contents(atPath: fixture("floats")))
    }
}
