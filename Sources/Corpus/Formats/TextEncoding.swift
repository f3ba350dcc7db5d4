/// How bytes mean characters in files that are not UTF-8.
package enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case latin1
    case windows1252 = "windows-1252"

    /// The same text in UTF-8.
    func transcoded(_ bytes: [UInt8]) -> [UInt8] {
        if self == .utf8 { return bytes }
        var utf8: [UInt8] = []
        utf8.reserveCapacity(bytes.count + bytes.count / 16)
        for byte in bytes {
            if byte < 0x80 { utf8.append(byte) } else { utf8.append(contentsOf: String(scalar(byte)).utf8) }
        }
        return utf8
    }

    private func scalar(_ byte: UInt8) -> Unicode.Scalar {
        if self == .windows1252, (0x80...0x9f).contains(byte) {
            return Unicode.Scalar(windows1252Controls[Int(byte) - 0x80]) ?? Unicode.Scalar(byte)
        }
        return Unicode.Scalar(byte)
    }
}

/// What windows-1252 has where Latin-1 has controls, 0x80 to 0x9f; its five holes stay controls (WHATWG Encoding Standard).
private let windows1252Controls: [UInt32] = [
    0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d, 0x8f,
    0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d, 0x017e, 0x0178,
]

/// The offset of the first byte that is not part of well-formed UTF-8.
func firstInvalidUTF8(_ bytes: ArraySlice<UInt8>) -> Int? {
    // The library's validator is quick; only a file that fails it is walked.
    if bytes.withUnsafeBufferPointer({ String(validating: $0, as: UTF8.self) }) != nil { return nil }
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = bytes.startIndex
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { offset += UTF8.width(scalar) }
    return offset < bytes.endIndex ? offset : nil
}

/// UTF-8 with stray bytes of windows-1252, as texts have that were pasted together: the same in UTF-8, and where such bytes stood.
func repairedUTF8(_ bytes: [UInt8]) -> (bytes: [UInt8], strays: [Int]) {
    var repaired: [UInt8] = [], strays: [Int] = []
    repaired.reserveCapacity(bytes.count + 16)
    var position = 0
    while position < bytes.count {
        let length = lengthOfScalar(bytes[position...])
        if length == 0 {
            strays.append(position)
            repaired += TextEncoding.windows1252.transcoded([bytes[position]])
            position += 1
        } else {
            repaired += bytes[position..<position + length]
            position += length
        }
    }
    return (repaired, strays)
}

/// How many bytes a well-formed scalar has (Unicode Standard, table 3-7); 0 where there is none.
private func lengthOfScalar(_ bytes: ArraySlice<UInt8>) -> Int {
    guard let lead = bytes.first else { return 0 }
    let length = switch lead {
    case 0..<0x80: 1
    case 0xc2...0xdf: 2
    case 0xe0...0xef: 3
    case 0xf0...0xf4: 4
    default: 0
    }
    guard length > 1, bytes.count >= length else { return length == 1 ? 1 : 0 }
    let second = bytes[bytes.startIndex + 1]
    let allowed: ClosedRange<UInt8> = switch lead {
    case 0xe0: 0xa0...0xbf
    case 0xed: 0x80...0x9f
    case 0xf0: 0x90...0xbf
    case 0xf4: 0x80...0x8f
    default: 0x80...0xbf
    }
    return allowed.contains(second) && bytes.dropFirst(2).prefix(length - 2).allSatisfy { (0x80...0xbf).contains($0) } ? length : 0
}
