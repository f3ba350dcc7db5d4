import Diagnostics

/// Checks what a header says about its tensors: known types, shapes that fit their byte ranges, ranges that fill the file.
struct TensorLayout {
    let dataStart: Int
    let fileEnd: Int
    let scanner: HeaderScanner

    /// The entries in the order of their bytes, with ranges in the file.
    func checked(_ entries: [HeaderScanner.Entry]) throws -> [TensorFile.Entry] {
        var end = dataStart
        var lastName = "the header"
        var result: [TensorFile.Entry] = []
        let inOrder = try entries.map(checked).sorted { a, b in
            (a.range.lowerBound, a.range.upperBound) < (b.range.lowerBound, b.range.upperBound)
        }
        for entry in inOrder {
            let start = entry.range.lowerBound
            if start < end { throw scanner.finding("the bytes of `\(entry.name)` overlap those of `\(lastName)`", at: start) }
            if start > end { throw scanner.finding("\(start - end) bytes before `\(entry.name)` belong to no tensor", at: end) }
            end = entry.range.upperBound
            lastName = entry.name
            result.append(entry)
        }
        if end < fileEnd { throw scanner.finding("\(fileEnd - end) bytes at the end belong to no tensor", at: end) }
        return result
    }

    private func checked(_ entry: HeaderScanner.Entry) throws -> TensorFile.Entry {
        func finding(_ message: String) -> Diagnostic { scanner.finding(message, at: entry.position) }
        guard let type = ElementType(rawValue: entry.type) else {
            throw finding("`\(entry.name)` has the unknown element type `\(entry.type)`")
        }
        guard entry.offsets.count == 2, entry.offsets[0] <= entry.offsets[1] else {
            throw finding("the offsets of `\(entry.name)` are \(entry.offsets), where a start and an end were expected")
        }
        let (start, stop) = (entry.offsets[0], entry.offsets[1])
        let dataCount = fileEnd - dataStart
        guard stop <= dataCount else {
            throw finding("`\(entry.name)` ends at byte \(stop) of the data, but the file holds only \(dataCount)")
        }
        guard let size = byteCount(entry.shape, of: type) else {
            throw finding("the shape \(entry.shape) of `\(entry.name)` is too large for any file")
        }
        guard size == stop - start else {
            throw finding("`\(entry.name)` of shape \(entry.shape) in \(entry.type) takes \(size) bytes, not \(stop - start)")
        }
        return TensorFile.Entry(name: entry.name, type: type, shape: entry.shape, range: dataStart + start..<dataStart + stop)
    }

    /// Nil where the product does not fit an `Int`.
    private func byteCount(_ shape: [Int], of type: ElementType) -> Int? {
        var size = type.byteCount
        for dimension in shape {
            let (product, isOverflow) = size.multipliedReportingOverflow(by: dimension)
            if isOverflow { return nil }
            size = product
        }
        return size
    }
}
