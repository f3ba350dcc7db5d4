import Diagnostics
import Foundation

let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]

/// A text file in memory as UTF-8 bytes, which turns byte ranges into places.
struct InputFile {
    /// As it was asked for, which is how messages name it.
    let path: String
    /// Absolute and standardised, which is how origins name it.
    let absolutePath: String
    /// Without a byte order mark; unsound UTF-8 stays in.
    let bytes: [UInt8]
    /// Where, if anywhere, `bytes` is no UTF-8.
    let firstInvalid: Int?
    /// How many bytes were taken off the front.
    private let markLength: Int

    /// - Throws: `Diagnostic` for a missing file, a folder, a file that is empty or holds no text.
    init(path: String, encoding: TextEncoding?) throws {
        self.path = path
        absolutePath = absolute(path)
        if try isFolder(existing: path) {
            throw Diagnostic("`\(path)` is a folder where a file is wanted")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Diagnostic("`\(path)` cannot be read", label: "permission denied")
        }
        let raw = [UInt8](data)
        if raw.isEmpty { throw Diagnostic("`\(path)` is empty") }
        if raw.starts(with: [0xff, 0xfe]) || raw.starts(with: [0xfe, 0xff]) {
            throw Diagnostic("`\(path)` is UTF-16", label: "save it as UTF-8")
        }
        if let zero = raw.prefix(1 << 13).firstIndex(of: 0) {
            throw Diagnostic("`\(path)` is no text file: it holds a zero byte", at: Place(file: path, position: .byte(zero)))
        }
        markLength = raw.starts(with: byteOrderMark) ? byteOrderMark.count : 0
        bytes = (encoding ?? .utf8).transcoded(markLength == 0 ? raw : Array(raw.dropFirst(markLength)))
        firstInvalid = encoding == nil || encoding == .utf8 ? firstInvalidUTF8(bytes[...]) : nil
    }

    var name: String { (path as NSString).lastPathComponent }

    /// Where in the file one of `bytes` stands.
    func offset(of position: Int) -> Int { position + markLength }

    /// Why a range of bytes that should be text is none; nil if it is.
    func encodingFault(in range: Range<Int>) -> Diagnostic? {
        guard let firstInvalid, firstInvalid < range.upperBound, let offset = firstInvalidUTF8(bytes[range]) else { return nil }
        let hex = "0x" + String(bytes[offset], radix: 16)
        return Diagnostic(
            "`\(path)` is not valid UTF-8: byte \(hex)", at: Place(file: path, position: .byte(self.offset(of: offset))),
            label: "read it with encoding=\"windows-1252\"")
    }

    /// A place in a line.
    /// - Parameters:
    ///   - line: counted from 1.
    ///   - part: the culprit, in bytes, within `range`.
    ///   - range: the line, in bytes, without its end.
    func place(line: Int, _ part: Range<Int>, in range: Range<Int>) -> Place {
        func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        return Place(
            file: path, line: line, column: text(range.lowerBound..<part.lowerBound).count + 1,
            length: max(1, text(part).count), excerpt: text(range))
    }
}

/// Walks over lines, which end at `\n`, `\r\n` or `\r`; the last need not.
struct LineScanner {
    /// The number of the line that `next` gave last, from 1.
    private(set) var number = 0
    private var position = 0

    init() {}

    /// Begins with a line whose first byte and number are known.
    init(at position: Int, line: Int) {
        self.position = position
        number = line - 1
    }

    /// The bytes of the next line without its end, nil after the last.
    mutating func next(in bytes: [UInt8]) -> Range<Int>? {
        guard position < bytes.count else { return nil }
        number += 1
        let start = position
        while position < bytes.count, bytes[position] != 10, bytes[position] != 13 { position += 1 }
        let end = position
        if position + 1 < bytes.count, bytes[position] == 13, bytes[position + 1] == 10 { position += 1 }
        position += 1
        return start..<end
    }
}

func absolute(_ path: String) -> String {
    URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
}

/// - Throws: `Diagnostic` if nothing is there, with the name nearest to it in its folder.
func isFolder(existing path: String) throws -> Bool {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) { return isFolder.boolValue }
    let folder = (absolute(path) as NSString).deletingLastPathComponent
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
        throw Diagnostic("there is no file `\(path)`", label: "there is no folder `\(folder)` either")
    }
    let near = suggestion(for: (path as NSString).lastPathComponent, among: names.sorted())
    throw Diagnostic("there is no file `\(path)`", label: near.map { "did you mean `\($0)`?" } ?? "")
}
