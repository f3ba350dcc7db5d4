import Diagnostics
import Foundation

/// Reads the JSON header of a safetensors file, whose shape is fixed: an object of objects. Unlike a general reader it knows the
/// place of everything and sees names that stand twice.
struct HeaderScanner {
    struct Entry {
        var name: String
        var type = ""
        var shape: [Int] = []
        var offsets: [Int] = []
        /// Where the entry's name stands, in bytes of the file.
        var position: Int
    }

    private let file: String
    private let bytes: UnsafeRawBufferPointer
    private var next: Int
    private let end: Int

    /// - Parameter range: where the header stands in the file's bytes.
    init(file: String, bytes: UnsafeRawBufferPointer, range: Range<Int>) {
        self.file = file
        self.bytes = bytes
        next = range.lowerBound
        end = range.upperBound
    }

    /// All entries, in the order of the header, and the `__metadata__` if there is any.
    mutating func scan() throws -> (entries: [Entry], metadata: [String: String]) {
        var entries: [Entry] = []
        var metadata: [String: String] = [:]
        var seen: Set<String> = []
        try object { scanner, name, position in
            guard seen.insert(name).inserted else { throw scanner.finding("the tensor `\(name)` stands twice", at: position) }
            if name == "__metadata__" {
                try scanner.object { scanner, key, _ in metadata[key] = try scanner.string() }
            } else {
                entries.append(try scanner.entry(name: name, position: position))
            }
        }
        skipBlanks()
        if next < end { throw finding("the header goes on after its end", at: next) }
        return (entries, metadata)
    }

    private mutating func entry(name: String, position: Int) throws -> Entry {
        var entry = Entry(name: name, position: position)
        var seen: Set<String> = []
        try object { scanner, key, keyPosition in
            guard seen.insert(key).inserted else { throw scanner.finding("`\(key)` of `\(name)` stands twice", at: keyPosition) }
            switch key {
            case "dtype": entry.type = try scanner.string()
            case "shape": entry.shape = try scanner.integers()
            case "data_offsets": entry.offsets = try scanner.integers()
            default: throw scanner.finding("`\(name)` has an unknown field `\(key)`", at: keyPosition)
            }
        }
        for key in ["dtype", "shape", "data_offsets"] where !seen.contains(key) {
            throw finding("`\(name)` has no `\(key)`", at: position)
        }
        return entry
    }

    func finding(_ message: String, at offset: Int) -> Diagnostic {
        Diagnostic(message, at: Place(file: file, position: .byte(offset)), label: "not a valid safetensors file")
    }

    // The JSON below: blanks, objects with a closure a member, strings, arrays of whole numbers.

    private mutating func skipBlanks() {
        while next < end, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[next]) { next += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard next < end, bytes[next] == UInt8(ascii: character) else { return false }
        next += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws {
        if !take(character) { throw finding("the header is not JSON: `\(character)` expected", at: next) }
    }

    private mutating func object(_ member: (inout HeaderScanner, String, Int) throws -> Void) throws {
        try expect("{")
        if take("}") { return }
        repeat {
            skipBlanks()
            let position = next
            let key = try string()
            try expect(":")
            try member(&self, key, position)
        } while take(",")
        try expect("}")
    }

    private mutating func integers() throws -> [Int] {
        try expect("[")
        var values: [Int] = []
        if take("]") { return values }
        repeat { values.append(try integer()) } while take(",")
        try expect("]")
        return values
    }

    private mutating func integer() throws -> Int {
        skipBlanks()
        let start = next
        while next < end, bytes[next] != UInt8(ascii: ","), bytes[next] != UInt8(ascii: "]"), next - start < 25 { next += 1 }
        let text = String(decoding: bytes[start..<next], as: UTF8.self)
        guard text.first != "+", let value = Int(text.trimmingCharacters(in: .whitespacesAndNewlines)), value >= 0 else {
            throw finding("`\(text)` is not a size or an offset", at: start)
        }
        return value
    }

    private mutating func string() throws -> String {
        try expect("\"")
        let start = next
        var decoded: [UInt8] = []
        while next < end {
            let byte = bytes[next]
            next += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: decoded, as: UTF8.self) else { throw finding("not UTF-8", at: start) }
                return text
            case UInt8(ascii: "\\"): decoded += Array(String(try escaped()).utf8)
            case 0..<0x20: throw finding("the header is not JSON: a control character in a string", at: next - 1)
            default: decoded.append(byte)
            }
        }
        throw finding("the header is not JSON: a string without its end", at: start)
    }

    /// What follows a backslash.
    private mutating func escaped() throws -> Unicode.Scalar {
        let position = next - 1
        let simple: [Unicode.Scalar: Unicode.Scalar] = [
            "\"": "\"", "\\": "\\", "/": "/", "b": "\u{8}", "f": "\u{c}", "n": "\n", "r": "\r", "t": "\t",
        ]
        guard next < end else { throw finding("the header is not JSON: a string without its end", at: position) }
        let kind = Unicode.Scalar(bytes[next])
        next += 1
        if let scalar = simple[kind] { return scalar }
        if kind == "u", let high = hexadecimal() {
            if let scalar = Unicode.Scalar(high) { return scalar }
            // A surrogate pair: the other half must follow as a second escape.
            if next + 1 < end, bytes[next] == UInt8(ascii: "\\"), bytes[next + 1] == UInt8(ascii: "u") {
                next += 2
                if let low = hexadecimal(), 0xd800...0xdbff ~= high, 0xdc00...0xdfff ~= low {
                    return Unicode.Scalar(0x10000 + (high - 0xd800) << 10 + (low - 0xdc00))!
                }
            }
        }
        throw finding("the header is not JSON: an unknown escape", at: position)
    }

    private mutating func hexadecimal() -> UInt32? {
        guard next + 4 <= end else { return nil }
        defer { next += 4 }
        let digits = bytes[next..<next + 4]
        return digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
            ? UInt32(String(decoding: digits, as: UTF8.self), radix: 16) : nil
    }
}
