import Foundation

/// The full canonical decomposition (NFD) of one character.
func canonicalDecomposition(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    if scalar.value < 0xc0 { return [scalar] }
    if (0xac00...0xd7a3).contains(scalar.value) { return jamo(of: scalar) }
    return (usual.contains(scalar.value) ? usualDecompositions : otherDecompositions)[scalar] ?? [scalar]
}

/// The Hangul syllables are decomposed by a formula (The Unicode Standard, section 3.12).
private func jamo(of syllable: Unicode.Scalar) -> [Unicode.Scalar] {
    let index = syllable.value - 0xac00
    let values = [0x1100 + index / 588, 0x1161 + index % 588 / 28, 0x11a7 + index % 28]
    return values.compactMap { $0 == 0x11a7 ? nil : Unicode.Scalar($0) }
}

/// Latin, Greek and Cyrillic, which every tokenizer asks for when it is made: the rest, which takes long, is left until it is met.
private let usual: ClosedRange<UInt32> = 0xc0...0x52f
private let usualDecompositions = decompositions(in: [usual])
private let otherDecompositions = decompositions(in: [
    0x530...0x33ff, 0xf900...0xfb4f, 0x11000...0x118ff, 0x1d100...0x1d1ff, 0x2f800...0x2fa1f,
])

/// The characters of some blocks that decompose, Hangul aside. Foundation takes microseconds a call but goes fast through a long
/// text, so they are decomposed together, with a line end after each character.
private func decompositions(in blocks: [ClosedRange<UInt32>]) -> [Unicode.Scalar: [Unicode.Scalar]] {
    let scalars = blocks.joined().compactMap(Unicode.Scalar.init)
    var text = String.UnicodeScalarView()
    for scalar in scalars { text.append(contentsOf: [scalar, "\n"]) }
    let decomposed = String(text).decomposedStringWithCanonicalMapping.unicodeScalars
    let lines = decomposed.split(separator: "\n", omittingEmptySubsequences: false)
    return Dictionary(uniqueKeysWithValues: zip(scalars, lines).filter { [$0] != Array($1) }.map { ($0, Array($1)) })
}
