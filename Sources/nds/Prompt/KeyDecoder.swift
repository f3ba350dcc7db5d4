import Diagnostics

/// Puts the bytes of the keyboard together to characters. What is not UTF-8 is dropped, and so are the C1 controls, which no
/// keyboard has and by which the editor calls its own actions (`EditorKey`).
struct KeyDecoder {
    private var bytes: [UInt8] = []

    /// The character that this byte ends, or nil.
    mutating func take(_ byte: UInt8) -> Unicode.Scalar? {
        let isContinuation = byte & 0xc0 == 0x80
        if !isContinuation { bytes = [] }
        bytes.append(byte)
        guard bytes.count == length(from: bytes[0]) else { return nil }
        defer { bytes = [] }
        guard let scalar = String(validating: bytes, as: UTF8.self)?.unicodeScalars.first else { return nil }
        return scalar.value == 0 || (0x80...0x9f).contains(scalar.value) ? nil : scalar
    }

    private func length(from lead: UInt8) -> Int {
        switch lead {
        case 0xf0...: 4
        case 0xe0...: 3
        case 0xc0...: 2
        default: 1
        }
    }
}

/// What a paste inserts: line ends made plain, other controls but tabs dropped, and no empty lines at the end.
func cleaned(paste: [Unicode.Scalar]) -> String {
    let kept = plainLineEnds(paste).filter { $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control }
    let end = kept.lastIndex { $0 != "\n" }.map(kept.index(after:)) ?? kept.startIndex
    return String(kept[..<end])
}
