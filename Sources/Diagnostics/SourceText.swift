import Foundation

/// A text with a name, which turns UTF-8 offsets into places. Lines end at `\n`, `\r\n` or `\r`.
///
/// Further files can be appended: offsets go on behind those of the first, so that an offset alone says in which file it lies.
package struct SourceText: Sendable {
    package let name: String
    package let text: String
    /// All files, a byte apart, so that the end of one is not the beginning of the next.
    package private(set) var utf8: [UInt8] = []
    private var files: [File] = []

    fileprivate struct File: Sendable {
        var name: String
        var range: Range<Int>
        var lineStarts: [Int]
    }

    package init(name: String, text: String) {
        self.name = name
        self.text = text
        _ = append(name: name, text: text)
    }

    /// Adds another file and gives the offsets of its text.
    package mutating func append(name: String, text: String) -> Range<Int> {
        if !files.isEmpty { utf8.append(10) }
        let start = utf8.count
        utf8 += text.utf8
        var starts = [start]
        for index in start..<utf8.count {
            let byte = utf8[index]
            let endsLine = byte == 10 || (byte == 13 && !(index + 1 < utf8.count && utf8[index + 1] == 10))
            if endsLine { starts.append(index + 1) }
        }
        files.append(File(name: name, range: start..<utf8.count, lineStarts: starts))
        return start..<utf8.count
    }

    /// - Parameter bytes: UTF-8; a byte order mark at the beginning is no part of the text.
    /// - Throws: `Diagnostic` with line and column of the first byte that is not UTF-8, or for bytes that are no text at all.
    package init(name: String, bytes: some Sequence<UInt8>) throws {
        var bytes = Array(bytes)
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes.removeFirst(3) }
        let valid = validPrefix(bytes)
        let readable = SourceText(name: name, text: String(decoding: bytes[..<valid], as: UTF8.self))
        if valid < bytes.count {
            let isBinary = bytes.prefix(1024).contains(0)
            let byte = "byte 0x" + String(bytes[valid], radix: 16)
            throw Diagnostic(
                isBinary ? "`\(name)` is no text" : "\(byte) is not UTF-8",
                at: isBinary ? Place(file: name, position: .byte(valid)) : readable.place(valid..<valid),
                notes: ["scripts are UTF-8 text"])
        }
        self = readable
    }

    /// - Throws: `Diagnostic` where there is no such file, it cannot be read, or is no UTF-8 text.
    package init(reading path: String, name: String? = nil) throws {
        let name = name ?? path
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { throw Diagnostic("there is no script `\(name)`") }
        if isFolder.boolValue { throw Diagnostic("`\(name)` is a folder, not a script") }
        guard let data = FileManager.default.contents(atPath: path) else { throw Diagnostic("`\(name)` cannot be read") }
        try self.init(name: name, bytes: data)
    }

    /// The names of the files in their order.
    package var fileNames: [String] { files.map(\.name) }

    /// How many lines the first file has.
    package var lineCount: Int { files[0].lineStarts.count }

    private func file(at offset: Int) -> File {
        files.last { $0.range.lowerBound <= offset } ?? files[0]
    }

    /// The line that holds a UTF-8 offset, counted from 1 in its file.
    package func line(at offset: Int) -> Int { file(at: offset).line(at: offset) }

    /// The text of a line of the first file, counted from 1, without its end.
    package func excerpt(line: Int) -> String { excerpt(line: line, of: files[0]) }

    private func excerpt(line: Int, of file: File) -> String {
        let start = file.lineStarts[line - 1]
        var end = line < file.lineStarts.count ? file.lineStarts[line] : file.range.upperBound
        while end > start, utf8[end - 1] == 10 || utf8[end - 1] == 13 { end -= 1 }
        return String(decoding: utf8[start..<end], as: UTF8.self)
    }

    /// The text of a range of UTF-8 offsets.
    package func text(_ range: Range<Int>) -> String {
        String(decoding: utf8[range.clamped(to: 0..<utf8.count)], as: UTF8.self)
    }

    /// The place of a range of UTF-8 offsets; a range over several lines is marked on its first.
    package func place(_ range: Range<Int>) -> Place {
        let file = file(at: range.lowerBound)
        let start = min(range.lowerBound, file.range.upperBound)
        let line = file.line(at: start)
        let excerpt = excerpt(line: line, of: file)
        let lineStart = file.lineStarts[line - 1]
        let end = min(max(range.upperBound, start), lineStart + excerpt.utf8.count)
        let column = String(decoding: utf8[lineStart..<start], as: UTF8.self).count + 1
        let length = start < end ? String(decoding: utf8[start..<end], as: UTF8.self).count : 1
        return Place(file: file.name, line: line, column: column, length: length, excerpt: excerpt)
    }
}

extension SourceText.File {
    fileprivate func line(at offset: Int) -> Int {
        var low = 0, high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }
}

/// How many bytes from the first on are UTF-8.
private func validPrefix(_ bytes: [UInt8]) -> Int {
    if String(validating: bytes, as: UTF8.self) != nil { return bytes.count }
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var count = 0
    while case .valid(let encoded) = parser.parseScalar(from: &iterator) { count += encoded.count }
    return count
}

/// Line ends `\r\n` and `\r` made `\n`.
package func plainLineEnds(_ text: some Sequence<Unicode.Scalar>) -> String.UnicodeScalarView {
    var plain = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text {
        if scalar != "\n" || previous != "\r" { plain.append(scalar == "\r" ? "\n" : scalar) }
        previous = scalar
    }
    return plain
}
