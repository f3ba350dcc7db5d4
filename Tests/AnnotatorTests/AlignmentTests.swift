@testable import Annotator
import Corpus
import Random
import Testing

private func words(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
}

private func aligned(
    _ entities: KeyValuePairs<String, String>, in text: String, types: [String]? = nil, repeats: RepeatRule = .everyOccurrence
) -> Alignment {
    align(entities.map { NamedEntity($0.key, $0.value) }, in: words(text), types: types, repeats: repeats)
}

@Test func aMentionWhoseWordsAreTokensIsExact() {
    let alignment = aligned(["Angela Merkel": "PER", "Paris": "LOC"], in: "Angela Merkel flew to Paris .")
    #expect(alignment.spans == [Span(0, 2, "PER"), Span(4, 5, "LOC")])
    #expect(alignment.ledger.map(\.fate) == [.exact, .exact])
}

@Test(arguments: [
    ("angela merkel", "Angela Merkel flew"), ("Baldur's Gate", "Baldur 's Gate"), ("June 3, 1939", "June 3 , 1939"),
    ("Baldur’s Gate", "Baldur 's Gate"), ("“Heroes”", "`` Heroes ''"), ("\"Heroes\"", "“ Heroes ”"),
    ("Saint-Malo", "Saint – Malo"),
    ("Cafe\u{301} Noir", "CAFÉ NOIR"), ("ﬁnland", "Finland"), ("U.S.A.", "U. S. A."),
])
func caseSpacingQuotesAndUnicodeFormsAreNormalised(mention: String, text: String) {
    let alignment = aligned([mention: "X"], in: text)
    #expect(alignment.ledger.map(\.fate) == [.normalised])
    #expect(alignment.spans.map(\.start) == [0])
}

@Test func anExactPlaceIsPreferredToNormalisedOnes() {
    let alignment = aligned(["May": "PER"], in: "May may come in MAY")
    #expect(alignment.spans == [Span(0, 1, "PER")])
    #expect(aligned(["mAY": "PER"], in: "May may come in MAY").spans.map(\.start) == [0, 1, 4])
}

@Test func placesBeginAndEndAtTokens() {
    let alignment = aligned(["Citro": "PER", "cease": "X", "ark": "X"], in: "Citrone went to Denmark")
    #expect(alignment.ledger.map(\.fate) == Array(repeating: .dropped(.notFound), count: 3))
}

@Test func aDictionaryLabelsEveryOccurrenceThatOverlapsNoLongerOne() {
    let alignment = aligned(["Paris": "LOC", "Paris Hilton": "PER"], in: "Paris Hilton left Paris for Paris")
    #expect(alignment.spans == [Span(0, 2, "PER"), Span(3, 4, "LOC"), Span(5, 6, "LOC")])
    #expect(alignment.ledger.map(\.spans.count) == [2, 1])
}

@Test func aListAssignsRepeatsInOrder() {
    let text = "Washington met him in New York , then left New York for Washington"
    let alignment = aligned(["New York": "LOC", "Washington": "LOC"], in: text, repeats: .inOrder)
    #expect(alignment.spans == [Span(4, 6, "LOC"), Span(12, 13, "LOC")])
    let twice = aligned(
        ["Washington": "PER", "New York": "LOC", "New York": "ORG", "Washington": "LOC"], in: text, repeats: .inOrder)
    #expect(twice.spans == [Span(0, 1, "PER"), Span(4, 6, "LOC"), Span(9, 11, "ORG"), Span(12, 13, "LOC")])
}

@Test func aListOutOfOrderStillFindsItsPlaces() {
    let alignment = aligned(
        ["Rome": "LOC", "Anna": "PER", "Rome": "LOC", "Rome": "LOC"], in: "Anna saw Rome and Rome", repeats: .inOrder)
    #expect(alignment.spans == [Span(0, 1, "PER"), Span(2, 3, "LOC"), Span(4, 5, "LOC")])
    #expect(alignment.ledger.map(\.fate) == [.exact, .exact, .exact, .dropped(.duplicate)])
}

@Test func everyReasonToDropAnEntityHasItsFate() {
    let alignment = aligned(
        [
            "  ": "PER", "\u{200b}": "PER", "Anna": "", "monday": "DATE", "Berlin": "LOC", "New York City": "LOC", "York": "LOC",
            "City Hall": "LOC", "NEW YORK CITY": "ORG",
        ],
        in: "on Monday Anna left New York City Hall", types: ["PER", "LOC", "ORG"])
    #expect(alignment.ledger.map(\.fate) == [
        .dropped(.empty), .dropped(.empty), .dropped(.untyped), .dropped(.typeNotAsked), .dropped(.notFound), .exact,
        .dropped(.overlaps), .dropped(.overlaps), .dropped(.duplicate),
    ])
    #expect(alignment.spans == [Span(4, 7, "LOC")])
}

@Test(arguments: [
    ("Angela Merkle", "ANGELA MERKEL flew", Span(0, 2, "X")), ("Angla Merkle", "Angela Merkel flew", nil), ("Angela Merkl", "Angela Merkel flew", Span(0, 2, "X")),
    ("Kazakstan", "in Kazakhstan , Kyiv", Span(1, 2, "X")), ("Kazakstann", "in Kazakhstan", nil),
    ("Internatonal Monetery Fund", "the International Monetary Fund said", Span(1, 4, "X")),
    ("Paris,", "Pariss , France", Span(0, 2, "X")), ("Pariss", "Paris , France", Span(0, 1, "X")),
    ("Pars", "Paris", nil), ("Parix", "Paris", Span(0, 1, "X")), ("Parix", "Paris Parid", nil), ("Parix", "Paris and Paris", nil),
    ("Zürich", "Zurich", Span(0, 1, "X")),
])
func aCloseMatchIsWithinItsLimitAndInOnePlace(mention: String, text: String, span: Span?) {
    let alignment = aligned([mention: "X"], in: text)
    #expect(alignment.spans == [span].compactMap { $0 })
    #expect(alignment.ledger.map(\.fate) == [span == nil ? .dropped(.notFound) : .close])
}

@Test func theEditsOfACloseMatchGrowWithItsLength() {
    #expect([4, 5, 8, 15, 16, 23, 24].map(Fate.CloseLimit.edits) == [nil, 1, 1, 1, 2, 2, 3])
    #expect(Fate.close.text == "close (1 edit, or 1 in 8 characters)")
}

@Test func aMarkedPlaceIsTakenIfItReadsLikeTheMention() {
    let tokens = words("Paris , PARIS , Parys , Paris")
    func places(_ mention: String, _ place: Range<Int>) -> [Span] {
        align([PlacedEntity(mention, "X", place: place)], in: tokens, repeats: .inOrder).spans
    }
    #expect(places("Paris", 6..<7) == [Span(6, 7, "X")])
    #expect(places("Paris", 2..<3) == [Span(2, 3, "X")])
    #expect(places("Paris", 1..<2) == [Span(0, 1, "X")])
    #expect(places("Rome", 1..<2) == [])
}

@Test func typesMayBeWrittenInAnotherCase() {
    let alignment = aligned(["Paris": "loc", "Anna": "Person"], in: "Anna left Paris", types: ["LOC", "PER"])
    #expect(alignment.spans == [Span(2, 3, "LOC")])
    #expect(alignment.ledger.map(\.fate) == [.exact, .dropped(.typeNotAsked)])
    #expect(alignment.ledger[0].entity.type == "loc")
}

@Test func whereNoTypesAreAskedForAnyIsTaken() {
    #expect(aligned(["Monday": "Day of the week"], in: "on Monday").spans == [Span(1, 2, "Day of the week")])
}

@Test func noEntityIsLostAndNoTokenTakenTwice() {
    var stream = RandomStream(seed: 7, key: "alignment")
    let vocabulary = ["a", "A", "b", "B", "c", "ab", "-", "'"]
    for _ in 0..<2000 {
        let tokens = (0..<stream.int(below: 9)).map { _ in stream.pick(vocabulary) }
        let entities = (0..<stream.int(below: 6)).map { _ in
            let words = (0..<stream.int(below: 4)).map { _ in stream.pick(vocabulary) }
            return NamedEntity(words.joined(separator: stream.pick([" ", ""])), stream.pick(["X", "Y", "Z", ""]))
        }
        for repeats in [RepeatRule.everyOccurrence, .inOrder] {
            let alignment = align(entities, in: tokens, types: ["X", "Y"], repeats: repeats)
            #expect(alignment.ledger.map(\.entity) == entities)
            for entry in alignment.ledger {
                let isDropped = if case .dropped = entry.fate { true } else { false }
                #expect(entry.spans.isEmpty == isDropped)
                #expect(entry.spans.allSatisfy { $0.type == entry.entity.type })
                if repeats == .inOrder { #expect(entry.spans.count <= 1) }
            }
            #expect(alignment.spans == alignment.ledger.flatMap(\.spans).sorted())
            #expect(zip(alignment.spans, alignment.spans.dropFirst()).allSatisfy { $0.end <= $1.start })
            #expect(alignment.spans.allSatisfy { $0.start < $0.end && $0.end <= tokens.count })
        }
    }
}
