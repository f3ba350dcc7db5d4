import Diagnostics
import Store

/// What a header says about its tensors, checked: known types, shapes that fit their byte ranges, ranges that fill the file.
struct TensorLayout {
    let file: MappedFile
    /// Where the tensors' bytes begin: offsets in the header count from there.
    let dataStart: Int

    /// The tensors in the order of their bytes.
    func entries(of header: JSONObject) throws -> [TensorFile.Entry] {
        var end = dataStart
        var lastName = "the header"
        let entries = try header.members.filter { $0.name != "__metadata__" }.map { try entry($0.name, in: header) }
        let inOrder = entries.sorted { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
        for entry in inOrder {
            let start = entry.range.lowerBound
            if start < end { throw finding("the bytes of `\(entry.name)` overlap those of `\(lastName)`", at: start) }
            if start > end { throw finding("\(start - end) bytes before `\(entry.name)` belong to no tensor", at: end) }
            end = entry.range.upperBound
            lastName = entry.name
        }
        if end < file.count { throw finding("\(file.count - end) bytes at the end belong to no tensor", at: end) }
        return inOrder
    }

    private func entry(_ name: String, in header: JSONObject) throws -> TensorFile.Entry {
        func checked<Value>(_ value: Value?, _ member: String) throws -> Value {
            guard let value else { throw header.finding(name, "has no `\(member)`", label: invalid) }
            return value
        }
        let fields = try checked(header.object(name), "dtype")
        let typeName = try checked(fields.text("dtype"), "dtype")
        let shape = try checked(fields.integers("shape"), "shape")
        let offsets = try checked(fields.integers("data_offsets"), "data_offsets")

        guard let type = ElementType(rawValue: typeName) else {
            throw header.finding(name, "has the unknown element type `\(typeName)`", label: invalid)
        }
        let dataCount = file.count - dataStart
        guard offsets.count == 2, 0 <= offsets[0], offsets[0] <= offsets[1] else {
            throw header.finding(name, "has the offsets \(offsets), where a start and an end were expected", label: invalid)
        }
        guard offsets[1] <= dataCount else {
            throw header.finding(name, "ends at byte \(offsets[1]) of the data, which has only \(dataCount)", label: invalid)
        }
        guard let size = byteCount(shape, of: type) else {
            throw header.finding(name, "has the shape \(shape), which is no size of any file", label: invalid)
        }
        guard size == offsets[1] - offsets[0] else {
            throw header.finding(
                name, "of shape \(shape) in \(typeName) takes \(size) bytes, not \(offsets[1] - offsets[0])", label: invalid)
        }
        return TensorFile.Entry(name: name, type: type, shape: shape, range: dataStart + offsets[0]..<dataStart + offsets[1])
    }

    /// Nil for a negative dimension, or where the product does not fit an `Int`.
    private func byteCount(_ shape: [Int], of type: ElementType) -> Int? {
        var size = type.byteCount
        for dimension in shape {
            let (product, isOverflow) = size.multipliedReportingOverflow(by: dimension)
            if isOverflow || dimension < 0 { return nil }
            size = product
        }
        return size
    }

    private func finding(_ message: String, at offset: Int) -> Diagnostic {
        Diagnostic(message, at: Place(file: file.path, position: .byte(offset)), label: invalid)
    }
}

let invalid = "not a valid safetensors file"
