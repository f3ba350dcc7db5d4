/// The pieces of a vocabulary as two tries over UTF-8 bytes: those that begin a word, and those that continue one.
///
/// A node is a number and has the identifier of the piece that ends there, or none. All edges lie in one open-addressing table,
/// eight bytes an edge: key (node, byte) and child share a word, so that a step touches one cache line.
struct PieceTrie: Sendable {
    private static let none: Int32 = -1
    private static let wordStart: UInt64 = 0
    private static let continuation: UInt64 = 1
    /// Bits of a node's number. A table has fewer nodes than its vocabulary has bytes.
    private static let nodeBits: UInt64 = 28

    /// Key in the upper 36 bits, child in the lower 28. No child is the root, so that zero is an empty slot.
    private var edges: [UInt64]
    private var pieceIDs: [Int32] = [none, none]

    /// - Parameters:
    ///   - vocabulary: the text of each piece by its identifier; of equal texts the last counts. Empty texts are no pieces.
    ///   - prefix: what marks a piece that continues a word, "##".
    init(_ vocabulary: [String], prefix: String) {
        // About as many nodes as vocabularies have: three a piece.
        var slots = 1 << 10
        while slots < 4 * vocabulary.count { slots *= 2 }
        edges = [UInt64](repeating: 0, count: slots)
        // Bytes, not characters: a combining mark after the prefix melts into its last character.
        let prefix = Array(prefix.utf8)
        for (id, var piece) in vocabulary.enumerated() {
            piece.withUTF8 { bytes in
                insert(bytes, below: Self.wordStart, id: Int32(id))
                if bytes.starts(with: prefix) {
                    insert(UnsafeBufferPointer(rebasing: bytes[prefix.count...]), below: Self.continuation, id: Int32(id))
                }
            }
        }
    }

    private mutating func insert(_ bytes: UnsafeBufferPointer<UInt8>, below root: UInt64, id: Int32) {
        if bytes.isEmpty { return }
        var node = root
        for byte in bytes {
            let key = key(node, byte)
            if let child = child(key) {
                node = child
            } else {
                node = UInt64(pieceIDs.count)
                precondition(node >> Self.nodeBits == 0, "a vocabulary has fewer bytes than a trie can have nodes")
                pieceIDs.append(Self.none)
                if pieceIDs.count > edges.count / 4 * 3 { grow() }
                edges[slot(of: key)] = key << Self.nodeBits | node
            }
        }
        pieceIDs[Int(node)] = id
    }

    private mutating func grow() {
        let old = edges
        edges = [UInt64](repeating: 0, count: old.count * 2)
        for edge in old where edge != 0 { edges[slot(of: edge >> Self.nodeBits)] = edge }
    }

    /// The longest piece at `start`, and where it ends.
    func longestMatch(in word: [UInt8], from start: Int) -> (id: Int32, end: Int)? {
        var node = start == 0 ? Self.wordStart : Self.continuation
        var best: (id: Int32, end: Int)?
        for end in start..<word.count {
            guard let child = child(key(node, word[end])) else { break }
            node = child
            let id = pieceIDs[Int(node)]
            if id >= 0 { best = (id, end + 1) }
        }
        return best
    }

    private func key(_ node: UInt64, _ byte: UInt8) -> UInt64 { node << 8 | UInt64(byte) }

    private func child(_ key: UInt64) -> UInt64? {
        let edge = edges[slot(of: key)]
        return edge == 0 ? nil : edge & (1 << Self.nodeBits - 1)
    }

    /// Where the edge is, or the empty slot where it would be.
    private func slot(of key: UInt64) -> Int {
        let mask = edges.count - 1
        var slot = Int((key &* 0x9e37_79b9_7f4a_7c15) >> 32) & mask
        while edges[slot] != 0, edges[slot] >> Self.nodeBits != key { slot = (slot + 1) & mask }
        return slot
    }
}
