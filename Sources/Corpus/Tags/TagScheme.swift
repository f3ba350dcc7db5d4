/// How tags mark where entities begin and end.
package enum TagScheme: String, Sendable, CaseIterable {
    /// I- everywhere: adjacent entities of one type cannot be told apart.
    case io = "IO"
    /// B- only where an entity follows another of its type (CoNLL-2003 as it was published).
    case iob1 = "IOB1"
    /// B- at every beginning.
    case iob2 = "IOB2"
    /// Beginning, inside, end, and S- for a single token; BILOU is the same with other letters.
    case bioes = "BIOES"

    /// The scheme that explains most tags, nil where every tag is O.
    ///
    /// E- or S- (L-, U-) speak for BIOES. Among the rest a B- without an entity of its type before it speaks for IOB2 and an I-
    /// that begins an entity against it; without any B- the scheme is IO, though IOB1 without adjacent entities looks the same.
    package static func recognise(_ sentences: [[Tag]]) -> TagScheme? {
        var needlessBegins = 0, insideBegins = 0, begins = 0
        for tags in sentences {
            var previous = Tag.outside
            for tag in tags where tag.part != .outside || previous.part != .outside {
                switch tag.part {
                case .end, .single: return .bioes
                case .begin:
                    begins += 1
                    if previous.part == .outside || previous.type != tag.type { needlessBegins += 1 }
                case .inside where !tag.continues(previous): insideBegins += 1
                case .inside, .outside: break
                }
                previous = tag
            }
        }
        if begins == 0 { return insideBegins == 0 ? nil : .io }
        return needlessBegins >= insideBegins ? .iob2 : .iob1
    }

    /// - Throws: `UnknownTag` for a tag that no scheme has.
    package static func recognise(_ sentences: [[String]]) throws -> TagScheme? {
        recognise(try sentences.map(parse))
    }

    /// - Throws: `UnknownTag` for the first tag that no scheme has.
    package static func parse(_ tags: [String]) throws -> [Tag] {
        try tags.enumerated().map { position, text in
            guard let tag = Tag(text) else { throw UnknownTag(position: position, text: text) }
            return tag
        }
    }

    /// One tag a token. IO merges adjacent spans of one type, which it cannot tell apart.
    /// - Parameter spans: sorted, within `0..<count`, not overlapping.
    package func encode(_ spans: [Span], count: Int) -> [Tag] {
        var tags = [Tag](repeating: .outside, count: count)
        var previous: Span?
        for span in spans {
            precondition(span.start < span.end && span.end <= count && span.start >= previous?.end ?? 0, "spans must be sound")
            for position in span.range { tags[position] = Tag(.inside, span.type) }
            switch self {
            case .io: break
            case .iob1:
                if let previous, previous.end == span.start, previous.type == span.type { tags[span.start].part = .begin }
            case .iob2: tags[span.start].part = .begin
            case .bioes:
                tags[span.end - 1].part = .end
                tags[span.start].part = span.range.count == 1 ? .single : .begin
            }
            previous = span
        }
        return tags
    }
}

/// A tag that is neither O nor a letter of BIESLU, a hyphen and a type.
package struct UnknownTag: Error, Sendable, Equatable {
    /// Its token's position in the sentence, from 0.
    package var position: Int
    package var text: String
}
