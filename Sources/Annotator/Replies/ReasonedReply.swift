import Corpus
import Diagnostics

/// Reads free reasoning that ends in a dictionary or a list: the last one counts, for the reasoning may hold drafts.
///
/// A reply that breaks off must not give such a draft as its answer: a block without an end is an error, and so is a sentence without
/// one behind the last block.
enum ReasonedReply {
    static func entities(in reply: SourceText) throws(Diagnostic) -> [PlacedEntity] {
        var cursor = ReplyCursor(reply)
        var last: Result<[PlacedEntity], Diagnostic>?
        var end = 0
        while cursor.move(to: { DictionaryReply.isStart($0) || ListReply.isStart($0) }) {
            let start = cursor.position
            do throws(Diagnostic) {
                let isDictionary = cursor.current == UInt8(ascii: "{")
                last = .success(try isDictionary ? DictionaryReply.block(at: &cursor) : ListReply.block(at: &cursor))
            } catch {
                // The parts of a broken block are no blocks; whether it matters depends on what follows.
                guard let close = cursor.endOfBrackets(from: start) else { throw error }
                cursor.position = close
                last = .failure(error)
            }
            end = cursor.position
        }
        guard let last else { throw Diagnostic("the reply holds no dictionary and no list", at: reply.place(0..<reply.utf8.count)) }
        let entities = try last.get()
        if breaksOff(cursor.text(end..<cursor.bytes.count)) {
            throw Diagnostic("the reply breaks off behind its last block", at: reply.endPlace)
        }
        return entities
    }

    /// Whether the text ends within a sentence.
    private static func breaksOff(_ rest: String) -> Bool {
        guard let last = rest.last(where: { !$0.isWhitespace }) else { return false }
        return last.isLetter || last.isNumber || ",:;([{".contains(last)
    }

    /// The reasoning is left to the model: an example shows the result alone.
    static func text(_ spans: [Span], of tokens: [String]) -> String {
        "Result: " + DictionaryReply.text(spans, of: tokens)
    }
}

extension ReplyCursor {
    /// Behind the bracket that closes the one at `start`; nil where none does.
    fileprivate func endOfBrackets(from start: Int) -> Int? {
        var depth = 0
        for index in start..<bytes.count {
            if "{[".utf8.contains(bytes[index]) { depth += 1 }
            if "}]".utf8.contains(bytes[index]) { depth -= 1 }
            if depth == 0 { return index + 1 }
        }
        return nil
    }
}
