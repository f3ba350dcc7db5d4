import Store

/// A named entity: the tokens `start..<end` and a type such as "PER". Positions count from 0.
package struct Span: Hashable, Sendable, Comparable, Codable {
    package var start: Int
    package var end: Int
    package var type: String

    package init(_ start: Int, _ end: Int, _ type: String) {
        self.start = start
        self.end = end
        self.type = type
    }

    package var range: Range<Int> { start..<end }

    package func overlaps(_ other: Span) -> Bool {
        start < other.end && other.start < end
    }

    package static func < (a: Span, b: Span) -> Bool {
        (a.start, a.end, a.type) < (b.start, b.end, b.type)
    }
}

/// Where a sentence came from. It stays with the sentence through sampling, annotation and mixing.
package struct Origin: Hashable, Sendable, Codable {
    /// The file's absolute path, or a name such as "generated news".
    package var file: String
    /// The sentence's number in that file, from 0; -DOCSTART- lines do not count.
    package var number: Int
    /// The line on which it begins, from 1.
    package var line: Int

    package init(file: String, number: Int, line: Int) {
        self.file = file
        self.number = number
        self.line = line
    }

    private enum CodingKeys: CodingKey { case file, number, line }

    /// What is to be known by its digest anywhere does without the folder.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(PathsInEncoding.shown(file, to: encoder), forKey: .file)
        try container.encode(number, forKey: .number)
        try container.encode(line, forKey: .line)
    }
}

/// The running text a sentence was cut from, with each token's place in it.
package struct RunningText: Hashable, Sendable, Codable {
    package var text: String
    /// One range a token, in Unicode scalars of `text`.
    package var offsets: [Range<Int>]

    package init(text: String, offsets: [Range<Int>]) {
        self.text = text
        self.offsets = offsets
    }
}

/// Tokens with their entities. Spans are sorted, lie within the tokens and do not overlap.
package struct Sentence: Hashable, Sendable, Codable {
    package var tokens: [String]
    package var spans: [Span]
    package var origin: Origin
    package var running: RunningText?
    /// What became of each entity that the teacher's reply named; nil for labels that no reply gave. Types as the reply has them,
    /// while those of its spans follow a renaming.
    package var ledger: [LedgerEntry]?

    package init(tokens: [String], spans: [Span] = [], origin: Origin, running: RunningText? = nil, ledger: [LedgerEntry]? = nil) {
        self.tokens = tokens
        self.spans = spans
        self.origin = origin
        self.running = running
        self.ledger = ledger
    }

    /// The tokens joined by single spaces.
    package var text: String { tokens.joined(separator: " ") }

    /// The words of a span.
    package func mention(_ span: Span) -> String {
        tokens[span.range].joined(separator: " ")
    }
}
