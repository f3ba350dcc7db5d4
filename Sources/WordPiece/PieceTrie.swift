/// The pieces of a vocabulary as two tries over UTF-8 bytes: those that begin a word, and those that continue one.
///
/// All edges lie in one open-addressing table keyed by (node, byte); a node is a number and has the identifier of the piece that
/// ends there, or none.
struct PieceTrie: Sendable {
    private static let none: Int32 = -1
    private static let wordStart: UInt64 = 0
    private static let continuation: UInt64 = 1

    /// Key plus one, so that zero is an empty slot.
    private var keys: [UInt64]
    private var children: [Int32]
    private var pieceIDs: [Int32] = [none, none]
    private let shift: UInt64

    /// - Parameters:
    ///   - vocabulary: the text of each piece by its identifier; of equal texts the last counts. Empty texts are no pieces.
    ///   - prefix: what marks a piece that continues a word, "##".
    init(_ vocabulary: [String], prefix: String) {
        let byteCount = vocabulary.reduce(0) { $0 + $1.utf8.count }
        let logarithm = max(4, 64 - (byteCount * 2).leadingZeroBitCount)
        keys = [UInt64](repeating: 0, count: 1 << logarithm)
        children = [Int32](repeating: 0, count: 1 << logarithm)
        shift = UInt64(64 - logarithm)
        for (id, piece) in vocabulary.enumerated() {
            insert(piece.utf8[...], below: Self.wordStart, id: Int32(id))
            // Bytes, not characters: a combining mark after the prefix melts into its last character.
            if piece.utf8.starts(with: prefix.utf8) {
                insert(piece.utf8.dropFirst(prefix.utf8.count), below: Self.continuation, id: Int32(id))
            }
        }
    }

    private mutating func insert(_ bytes: Substring.UTF8View, below root: UInt64, id: Int32) {
        if bytes.isEmpty { return }
        var node = root
        for byte in bytes {
            let slot = slot(node, byte)
            if keys[slot] == 0 {
                keys[slot] = node << 8 | UInt64(byte) + 1
                children[slot] = Int32(pieceIDs.count)
                pieceIDs.append(Self.none)
            }
            node = UInt64(children[slot])
        }
        pieceIDs[Int(node)] = id
    }

    /// The longest piece at `start`, and where it ends.
    func longestMatch(in word: [UInt8], from start: Int) -> (id: Int32, end: Int)? {
        var node = start == 0 ? Self.wordStart : Self.continuation
        var best: (id: Int32, end: Int)?
        for end in start..<word.count {
            let slot = slot(node, word[end])
            if keys[slot] == 0 { break }
            node = UInt64(children[slot])
            let id = pieceIDs[Int(node)]
            if id >= 0 { best = (id, end + 1) }
        }
        return best
    }

    /// Where the edge is, or the empty slot where it would be.
    private func slot(_ node: UInt64, _ byte: UInt8) -> Int {
        let key = node << 8 | UInt64(byte) + 1
        var slot = Int((key &* 0x9e37_79b9_7f4a_7c15) >> shift)
        while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
        return slot
    }
}
