import Corpus
import Diagnostics
import Store

/// Reads a tag for each word: alone (`B-ORG O B-LOC`, with commas, quotes or brackets as it pleases the model) or with its word
/// (`EU/B-ORG rejects/O`, or `EU B-ORG` on a line of its own). Tags that break their scheme begin and end entities as conlleval has it.
///
/// Tags alone must be as many as the words are. Tags with words are put where the words are.
enum TagReply {
    static func entities(in reply: SourceText, of tokens: [String]) throws(Diagnostic) -> [PlacedEntity] {
        let bare = quotedTags(in: reply) ?? longestRun(of: reply.text)
        if bare.count == tokens.count, !tokens.isEmpty { return entities(bare, words: tokens) { $0 } }
        let pairs = pairs(in: reply.text)
        if pairs.count * 2 >= tokens.count, !pairs.isEmpty {
            let words = pairs.map { parts(of: $0.word) }
            let match = WordMatch(Array(words.joined()), to: tokens)
            try match.check(reply)
            var ends = [0]
            for word in words { ends.append(ends[ends.count - 1] + word.count) }
            return entities(pairs.map(\.tag), words: pairs.map(\.word)) { match.place(of: ends[$0.lowerBound]..<ends[$0.upperBound]) }
        }
        let types = pieces(of: reply.text)
        if types.count == tokens.count, !types.isEmpty, types.allSatisfy({ $0 == "O" || isBareType($0) }) {
            return entities(types.map { tag($0) ?? Tag(.inside, String($0)) }, words: tokens) { $0 }
        }
        if bare.isEmpty { throw Diagnostic("the reply holds no tags", at: reply.place(0..<reply.utf8.count)) }
        throw Diagnostic(
            "the reply has \(bare.count) tag\(bare.count == 1 ? "" : "s"), but the sentence has \(tokens.count) words",
            at: reply.place(0..<reply.utf8.count))
    }

    private static func entities(_ tags: [Tag], words: [String], place: (Range<Int>) -> Range<Int>?) -> [PlacedEntity] {
        let scheme = TagScheme.recognise([tags]) ?? .iob2
        // `repair` throws nothing.
        let spans = (try? scheme.decode(tags, invalid: .repair))?.spans ?? []
        return spans.map { PlacedEntity(words[$0.range].joined(separator: " "), $0.type, place: place($0.range)) }
    }

    private static func tag(_ piece: some StringProtocol) -> Tag? {
        let text = piece.hasSuffix(".") ? String(piece.dropLast()) : String(piece)
        return Tag(text) ?? Tag(text.prefix(1).uppercased() + text.dropFirst())
    }

    /// `PER` where the scheme has `I-PER`; words in small letters are prose.
    private static func isBareType(_ piece: Substring) -> Bool {
        piece.count > 1 && piece.allSatisfy { $0.isUppercase || $0 == "_" }
    }

    private static func pieces(of text: String) -> [Substring] {
        text.split { $0.isWhitespace || ",;\"'`[](){}".contains($0) }
    }

    /// A list of nothing but tags in quotes, whose types may be of several words.
    private static func quotedTags(in reply: SourceText) -> [Tag]? {
        guard let elements = try? ListReply.entities(in: reply) else { return nil }
        let tags = elements.compactMap { $0.entity.type.isEmpty ? tag($0.entity.mention) : nil }
        return tags.count == elements.count ? tags : nil
    }

    /// The most tags that stand together, as there is prose that holds an `O`.
    private static func longestRun(of text: String) -> [Tag] {
        var longest: [Tag] = [], run: [Tag] = []
        for piece in pieces(of: text) {
            if let tag = tag(piece) { run.append(tag) } else { run = [] }
            if run.count > longest.count { longest = run }
        }
        return longest
    }

    /// Words with their tags: `EU/B-ORG` anywhere, or lines that end in their only tag.
    private static func pairs(in text: String) -> [(word: String, tag: Tag)] {
        text.split(whereSeparator: \.isNewline).flatMap { line -> [(word: String, tag: Tag)] in
            let words = line.split(whereSeparator: \.isWhitespace)
            let joined = words.compactMap { word -> (word: String, tag: Tag)? in
                guard let bar = word.lastIndex(where: { "/|".contains($0) }), bar > word.startIndex,
                    let tag = tag(word[word.index(after: bar)...])
                else { return nil }
                return (String(word[..<bar]), tag)
            }
            if !joined.isEmpty { return joined }
            guard words.count > 1, let tag = tag(words[words.count - 1]), !words.dropLast().contains(where: { Self.tag($0)?.part != nil })
            else { return [] }
            let word = words.dropLast().filter { !["->", "=>", "→", "|", ":", "-", "*", "="].contains($0) }.joined(separator: " ")
            let bare = word.hasSuffix(":") && word.count > 1 ? String(word.dropLast()) : word
            return bare.isEmpty ? [] : [(bare, tag)]
        }
    }

    static func text(_ spans: [Span], of tokens: [String]) -> String {
        let tags = TagScheme.iob2.encode(spans, count: tokens.count).map(\.text)
        if !spans.contains(where: { $0.type.contains(where: \.isWhitespace) }) { return tags.joined(separator: " ") }
        return "[" + tags.map(jsonString).joined(separator: ", ") + "]"
    }
}
