import Diagnostics
import Foundation

/// What comes in on standard input where that is no terminal: a whole script.
enum PipedScript {
    /// Reads to the end.
    ///
    /// - Throws: `Diagnostic` if the bytes cannot be read or are not UTF-8.
    static func read(from input: FileHandle = .standardInput) throws -> String {
        let bytes: Data
        do { bytes = try input.readToEnd() ?? Data() } catch {
            throw Diagnostic("standard input cannot be read", at: Place(file: name))
        }
        return try text(of: bytes)
    }

    static let name = "standard input"

    /// The text without a byte order mark, its lines ended by `\n` alone, the last one too.
    static func text(of bytes: Data) throws -> String {
        guard let decoded = String(validating: bytes, as: UTF8.self) else {
            let start = firstInvalidByte(of: bytes)
            throw Diagnostic("byte 0x\(String(bytes[bytes.startIndex + start], radix: 16)) is not UTF-8",
                             at: Place(file: name, position: .byte(start)), notes: ["scripts are UTF-8 text"])
        }
        var text = plainLineEnds(decoded.unicodeScalars)
        if text.first == "\u{feff}" { text.removeFirst() }
        if let last = text.last, last != "\n" { text.append("\n") }
        return String(text)
    }

    private static func firstInvalidByte(of bytes: Data) -> Int {
        var decoder = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var position = 0
        while case .valid(let encoded) = decoder.parseScalar(from: &iterator) { position += encoded.count }
        return position
    }
}

/// Line ends `\r\n` and `\r` made `\n`.
func plainLineEnds(_ text: some Sequence<Unicode.Scalar>) -> String.UnicodeScalarView {
    var plain = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text {
        if scalar != "\n" || previous != "\r" { plain.append(scalar == "\r" ? "\n" : scalar) }
        previous = scalar
    }
    return plain
}
