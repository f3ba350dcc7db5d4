import Random
import Testing

@testable import Corpus

/// Sound random spans; adjacent ones of one type only where the scheme can tell them apart.
private func randomSpans(count: Int, from random: inout RandomStream, adjacentOfOneType: Bool) -> [Span] {
    var spans: [Span] = []
    var position = 0
    while position < count {
        if random.uniform() < 0.4 {
            position += 1
            continue
        }
        let end = min(count, position + 1 + random.int(below: 3))
        let type = random.pick(["PER", "LOC", "ORG", "A-B"])
        if adjacentOfOneType || spans.last?.end != position || spans.last?.type != type {
            spans.append(Span(position, end, type))
        }
        position = end
    }
    return spans
}

@Test(arguments: TagScheme.allCases)
func spansSurviveEncodingAndDecoding(scheme: TagScheme) throws {
    var random = RandomStream(seed: 7, key: scheme.rawValue)
    for _ in 0..<2_000 {
        let count = random.int(below: 12)
        let spans = randomSpans(count: count, from: &random, adjacentOfOneType: scheme != .io)
        let tags = scheme.encode(spans, count: count)
        for policy in InvalidTags.allCases {
            let decoded = try scheme.decode(tags, invalid: policy)
            #expect(decoded == .init(spans: spans, faults: []))
        }
        #expect(try TagScheme.parse(tags.map(\.text)) == tags)
    }
}

@Test(arguments: TagScheme.allCases)
func aSchemeIsRecognisedByItsOwnTags(scheme: TagScheme) {
    var random = RandomStream(seed: 8, key: scheme.rawValue)
    let sentences = (0..<200).map { _ in
        scheme.encode(randomSpans(count: 12, from: &random, adjacentOfOneType: true), count: 12)
    }
    #expect(TagScheme.recognise(sentences) == scheme)
}

@Test func recognitionWeighsTheEvidence() throws {
    #expect(try TagScheme.recognise([["O", "O"], []]) == nil)
    #expect(try TagScheme.recognise([["I-PER", "I-PER", "O"]]) == .io)
    #expect(try TagScheme.recognise([["I-PER", "B-PER", "O"]]) == .iob1)
    #expect(try TagScheme.recognise([["U-PER", "B-LOC", "L-LOC"]]) == .bioes)
    // One stray I- among beginnings with B- is a mistake, not another scheme.
    #expect(try TagScheme.recognise([["B-PER", "O", "B-LOC", "I-LOC", "O", "I-LOC"]]) == .iob2)
}

@Test(arguments: ["", "X-PER", "B-", "B", "PER", "o", "b-PER", "BPER", "B_PER", "-PER"])
func textThatIsNoTagIsRefused(text: String) {
    #expect(Tag(text) == nil)
    #expect(throws: UnknownTag(position: 1, text: text)) { try TagScheme.parse(["O", text]) }
}

@Test func theInvalidTagPolicyDecidesAboutAStrayInside() throws {
    let tags = try TagScheme.parse(["O", "I-PER", "I-PER", "B-LOC", "I-ORG"])
    let fault = TagFault(position: 1, tag: Tag(.inside, "PER"), scheme: .iob2, reason: "begins an entity")
    let repaired = try TagScheme.iob2.decode(tags, invalid: .repair)
    #expect(repaired.spans == [Span(1, 3, "PER"), Span(3, 4, "LOC"), Span(4, 5, "ORG")])
    #expect(repaired.faults.map(\.position) == [1, 4])
    #expect(try TagScheme.iob2.decode(tags, invalid: .discard).spans == [Span(3, 4, "LOC")])
    #expect(throws: fault) { try TagScheme.iob2.decode(tags, invalid: .strict) }
    #expect(fault.message == "tag `I-PER` begins an entity, which IOB2 does not allow")
}

@Test(arguments: [
    (TagScheme.bioes, ["B-PER", "I-PER", "O"], "tag `I-PER` ends an entity, which BIOES does not allow"),
    (.bioes, ["B-PER", "O"], "tag `B-PER` stands alone, which BIOES does not allow"),
    (.bioes, ["E-PER"], "tag `E-PER` begins an entity, which BIOES does not allow"),
    (.iob1, ["O", "B-PER"], "tag `B-PER` begins an entity, which IOB1 does not allow"),
    (.iob2, ["B-PER", "E-PER"], "tag `E-PER` stands inside an entity, which IOB2 does not allow"),
    (.io, ["S-PER"], "tag `S-PER` begins an entity, which IO does not allow"),
])
func aBrokenEntityIsNamedByItsFirstFault(scheme: TagScheme, tags: [String], message: String) throws {
    let decoded = try scheme.decode(TagScheme.parse(tags), invalid: .repair)
    #expect(decoded.faults.map(\.message) == [message])
    #expect(decoded.spans.count == 1)
}
