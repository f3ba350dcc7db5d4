/// Tokens that are taken from the text as it stands, before any rule is applied: `[CLS]` in a text is the token [CLS].
struct AddedTokens: Sendable {
    struct Token: Sendable {
        var id: Int32
        var utf8: [UInt8]
        var scalarCount: Int
    }

    /// By first byte, longest first.
    private var byFirstByte = [[Token]](repeating: [], count: 256)
    private var isFirst = [Bool](repeating: false, count: 256)

    init(_ tokens: [(text: String, id: Int)]) {
        for (text, id) in tokens {
            guard let first = text.utf8.first else { continue }
            let token = Token(id: Int32(id), utf8: Array(text.utf8), scalarCount: text.unicodeScalars.count)
            byFirstByte[Int(first)].append(token)
            isFirst[Int(first)] = true
        }
        for index in byFirstByte.indices { byFirstByte[index].sort { $0.utf8.count > $1.utf8.count } }
    }

    func mayStart(with byte: UInt8) -> Bool { isFirst[Int(byte)] }

    /// The longest token that stands at `start`.
    func match(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Token? {
        byFirstByte[Int(text[start])].first { token in
            token.utf8.count <= text.count - start && zip(token.utf8, text[start...]).allSatisfy(==)
        }
    }
}
