@testable import Annotator
import Corpus
import Diagnostics
import Random
import Testing

private func words(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
}

/// `mention/type` for each entity, with `@start-end` where the reply marks the place.
private func read(_ form: ReplyForm, _ reply: String, of sentence: String) throws -> String {
    try form.entities(in: Reply(reply), of: words(sentence), name: "reply").map { placed in
        let place = placed.place.map { "@\($0.lowerBound)-\($0.upperBound)" } ?? ""
        return "\(placed.entity.mention)/\(placed.entity.type)\(place)"
    }.joined(separator: "; ")
}

private func problem(_ form: ReplyForm, _ reply: String, of sentence: String) -> String {
    problem(form, Reply(reply), of: sentence)
}

private func problem(_ form: ReplyForm, _ reply: Reply, of sentence: String) -> String {
    do {
        return "no error: \(try form.entities(in: reply, of: words(sentence), name: "reply").map(\.entity))"
    } catch {
        guard case .line(let line, let column, let length, _)? = error.place?.position else { return "no place" }
        return "\(line):\(column)+\(length) \(error.message)"
    }
}

@Test func everyFormHasANameOfItsOwn() {
    #expect(ReplyForm.all.map(\.name) == ["dictionary", "list", "marked", "tags", "cot", "xml"])
}

@Test(arguments: [
    #"[{"mention": "Paris", "type": "LOC"}, {"mention": "Anna", "type": "PER"}]"#,
    "Sure [as asked]:\n```json\n[\n {'text': 'Paris', 'label': 'LOC', 'start': 3, 'why': {'a': ['b', null]},},\n {'entity': 'Anna', 'type': 'PER'},\n]\n```",
    #"{"entities": [{"word": "Paris", "entity": "LOC"}, {"type": "PER", "name": "Anna"}]}"#,
    #"[["Paris", "LOC"], ["Anna", "PER", 0.9]]"#, "[('Paris', 'LOC'), ('Anna', 'PER')]", "[(Paris, LOC), [Anna, PER]]",
    #"[{"Paris": "LOC"}, {"Anna": "PER"}]"#, #"[{"Paris": "LOC", "Anna": "PER"}]"#,
    "Named Entities: [Paris (LOC), Anna (PER)]", "[ Paris (LOC) ; Anna (PER) ,]", "1. [Paris (LOC)]\n2. []\n3. [Anna (PER)]",
])
func listsAreReadAsModelsWriteThem(reply: String) throws {
    #expect(try read(.list, reply, of: "") == "Paris/LOC; Anna/PER")
}

@Test func whatAListLeavesOutIsEmptyAndWhatIsOddIsKept() throws {
    #expect(try read(.list, "[]", of: "") == "")
    #expect(try read(.list, #"["Paris", "LOC"]"#, of: "") == "Paris/; LOC/")
    #expect(try read(.list, #"[{"mention": "Paris"}, ["Rome"], {"mention": "Bonn", "type": null}, []]"#, of: "") == "Paris/; Rome/; Bonn/; /")
    #expect(try read(.list, "[Washington, D.C. (LOC), Sun (Sunday) Times (ORG), Anna]", of: "")
        == "Washington, D.C./LOC; Sun (Sunday) Times/ORG; Anna/")
    #expect(try read(.list, #"[{"mention": "Paris" "type": "LOC"}]"#, of: "") == #"Paris" "type": "LOC/"#)
    #expect(try read(.list, #"[{"mention": "a", "mention": "b", "type": "X"}]"#, of: "") == "a/X; b/X")
}

@Test(arguments: [
    ("None.", "1:1+5 the reply holds no list"), ("[as asked]", "1:1+10 the reply holds no list"),
    (#"[{"mention": "Paris", "type": "LOC"}"#, "1:37+1 the reply ends before its answer does"),
    (#"[{"mention": "Paris", "type": "LO"#, "1:31+1 the text that begins here does not end"),
    ("[Paris (LOC), An", "1:17+1 the reply ends before its answer does"), ("[Paris (LO", "1:11+1 the reply ends before its answer does"),
    (#"[["Paris", "LOC""#, "1:17+1 the reply ends before its answer does"), (#"[["Paris", 1"#, "1:13+1 the reply ends before its answer does"),
    (#"[{"a": "b"} {"c": "d"}]"#, "1:13+1 expected `,` or `]` after an entity"), (#"[{"a": "b"}, c]"#, "1:14+1 expected an entity"),
    (#"[{a: "b"}]"#, "1:3+1 expected a name in quotes"), (#"[{"a": }]"#, "1:8+1 expected a value"),
    (#"[{"a": [1}]"#, "1:11+1 expected `,` or `}` after `a`"),
    ("[(a] b)]", "1:4+1 expected `,` or `)` in a pair of mention and type"),
])
func aBrokenListIsAnErrorWithItsPlace(reply: String, expected: String) {
    #expect(problem(.list, reply, of: "") == expected)
}

@Test(arguments: [
    ("Anna left @@Paris|LOC## for @@Paris|ORG## .", "Paris/LOC@2-3; Paris/ORG@4-5"),
    ("Anna left Paris for @@Paris## .", "Paris/@4-5"), ("@@Anna##(PER) left Paris for Paris", "Anna/PER@0-1"),
    ("## Answer\nHere is the sentence (as asked):\n\nAnna left Paris for @@ Paris |LOC## .\n\nAnything else?", "Paris/LOC@4-5"),
    ("Anna @@left Paris|X## for PARIS.", "left Paris/X@1-3"), ("“Anna” left Paris, for @@Pariss|LOC##", "Pariss/LOC"),
    ("Anna left Paris for Paris", ""),
])
func marksAreReadWithTheirPlaces(reply: String, expected: String) throws {
    #expect(try read(.marked, reply, of: "Anna left Paris for Paris .") == expected)
}

@Test(arguments: [
    ("Anna @@left Paris for Paris .", "1:6+2 the mark that begins here does not end"),
    ("Anna @@left @@Paris## for Paris .", "1:6+2 the mark that begins here does not end"),
    ("@@Anna|PER## left Paris", "1:24+1 the reply ends before `for` of its sentence"),
    ("I am sorry, I cannot do that.", "1:1+29 the reply does not repeat the sentence: 1 of its 6 words and marks are there"),
    ("", "1:1+1 the reply does not repeat the sentence: 0 of its 6 words and marks are there"),
])
func aBrokenMarkIsAnErrorWithItsPlace(reply: String, expected: String) {
    #expect(problem(.marked, reply, of: "Anna left Paris for Paris .") == expected)
}

@Test func aReplyForEachTypeIsOneReply() throws {
    let reply = Reply(parts: [
        Reply.Part(type: "ORG", "Japan beat @@Syria##"), Reply.Part(type: "LOC", "@@Japan## beat @@Syria##"),
        Reply.Part(type: "PER", "Japan beat Syria"),
    ])
    let sentence = Sentence(tokens: words("Japan beat Syria"), origin: Origin(file: "a", number: 4, line: 1))
    func labels(_ types: [String]?) -> ([Span], [Fate])? {
        guard case .annotated(let spans, let ledger?) = ReplyForm.marked.outcome(of: reply, for: sentence, types: types) else { return nil }
        return (spans, ledger.map(\.fate))
    }
    #expect(labels(nil)?.0 == [Span(0, 1, "LOC"), Span(2, 3, "ORG")])
    #expect(labels(nil)?.1 == [.exact, .exact, .dropped(.duplicate)])
    #expect(labels(["LOC", "ORG", "PER"])?.0 == [Span(0, 1, "LOC"), Span(2, 3, "LOC")])
    #expect(labels(["LOC", "PER"])?.1 == [.exact, .exact, .dropped(.typeNotAsked)])
    var broken = reply
    broken.parts[2].text = "I see no person"
    guard case .unreadable(let text, let problem) = ReplyForm.marked.outcome(of: broken, for: sentence) else {
        return #expect(Bool(false), "read what cannot be read")
    }
    #expect(text == "ORG: Japan beat @@Syria##\nLOC: @@Japan## beat @@Syria##\nPER: I see no person")
    #expect(problem.place?.description == "reply for sentence 4, PER:1:1")
}

@Test(arguments: [
    ("B-ORG O B-MISC O", "EU/ORG@0-1; German/MISC@2-3"), ("Tags: [\"B-ORG\", \"O\", \"B-MISC\", \"O\"]", "EU/ORG@0-1; German/MISC@2-3"),
    ("b-ORG, o, i-MISC, I-MISC.", "EU/ORG@0-1; German call/MISC@2-4"), ("ORG O MISC MISC", "EU/ORG@0-1; German call/MISC@2-4"),
    ("EU/B-ORG rejects/O German/B-MISC call/O", "EU/ORG@0-1; German/MISC@2-3"),
    ("EU\tB-ORG\nrejects\tO\nthe -> O\nGerman: B-MISC\ncall I-MISC", "EU/ORG@0-1; German call/MISC@2-4"),
    ("EUU B-ORG\nrejects O\nGerman B-MISC\ncall O", "EUU/ORG; German/MISC@2-3"),
])
func tagsAreReadAsModelsWriteThem(reply: String, expected: String) throws {
    #expect(try read(.tags, reply, of: "EU rejects German call") == expected)
}

@Test(arguments: [
    ("B-ORG O B-MISC", "1:1+14 the reply has 3 tags, but the sentence has 4 words"),
    ("O", "1:1+1 the reply has 1 tag, but the sentence has 4 words"),
    ("B-ORG O B-MISC O O", "1:1+18 the reply has 5 tags, but the sentence has 4 words"),
    ("I see no entity", "1:1+15 the reply holds no tags"), ("There are none.", "1:1+15 the reply holds no tags"),
    ("EU B-ORG\nrejects O\nGerman B-MISC", "3:14+1 the reply ends before `call` of its sentence"),
])
func tagsThatDoNotFitAreAnError(reply: String, expected: String) {
    #expect(problem(.tags, reply, of: "EU rejects German call") == expected)
}

@Test(arguments: [
    ("<PER>Anna</PER> left <LOC>AT&amp;T Hall</LOC> .", "Anna/PER@0-1; AT&T Hall/LOC@2-4"),
    (#"<p><span class="PER">Anna</span> left <b>AT&#38;T <i>Hall</i></b>.<br/></p>"#, "Anna/PER@0-1"),
    ("```xml\n<?xml version='1.0'?><output>Anna left <entity type='LOC' id=3>AT&T <ORG>Hall</ORG></entity> .</output>\n```",
        "AT&T Hall/LOC@2-4; Hall/ORG@3-4"),
    ("<mark>Anna</mark> left AT&#x26;T <!-- no --> Hall .", "Anna/@0-1"), ("Anna left AT&T Hall . 3 < 4 &copy; </p>", ""),
    ("<b class=PER>Anna</b> left AT&T Hall", "Anna/PER@0-1"), ("<Per>Anna</PER> left AT&T Hall", "Anna/Per@0-1"),
])
func markupIsReadWithItsPlaces(reply: String, expected: String) throws {
    #expect(try read(.xml, reply, of: "Anna left AT&T Hall .") == expected)
}

@Test(arguments: [
    ("<PER>Anna left AT&T Hall .", "1:1+5 `<PER>` is not closed"), ("Anna</PER> left AT&T Hall .", "1:5+6 `</PER>` closes nothing"),
    ("<PER>Anna</LOC> left AT&T Hall .", "1:10+6 `</LOC>` closes nothing, but `<PER>` is open"),
    ("Anna left <LOC", "1:11+1 the tag that begins here does not end"),
    ("Anna left <span class=\"LOC", "1:23+1 the text that begins here does not end"),
    ("<PER>Anna</PER> left AT&T", "1:26+1 the reply ends before `hall` of its sentence"), ("<PER>Anna</PER> left AT&T Ha", "1:29+1 the reply ends before `hall` of its sentence"),
    ("<PER>Anna</PER> left AT&T <", "1:28+1 the reply ends before `hall` of its sentence"),
])
func brokenMarkupIsAnErrorWithItsPlace(reply: String, expected: String) {
    #expect(problem(.xml, reply, of: "Anna left AT&T Hall .") == expected)
}

@Test(arguments: [
    "1. Candidates: {\"Paris\": \"ORG\"}\n2. It is a place.\nResult: {\"Paris\": \"LOC\"}", "So [see above]:\n```\n[Paris (LOC)]\n```\nThat is all.",
    "A draft {\"Paris\": [\"LOC\"], \"x\": {\"y\": \"z\"}} and the result [[\"Paris\", \"LOC\"]]",
    "<think>\nmaybe {\"Rome\": \"LOC\"\n</think>\n{\"Paris\": \"LOC\"}",
])
func theLastBlockOfReasoningCounts(reply: String) throws {
    #expect(try read(.cot, reply, of: "") == "Paris/LOC")
}

@Test(arguments: [
    ("Paris is a place.", "1:1+17 the reply holds no dictionary and no list"),
    ("Candidates: {\"Paris\": \"ORG\"}\nParis is a", "2:11+1 the reply breaks off behind its last block"),
    ("Draft {\"Paris\": \"ORG\"}. Result: [{\"Paris\": \"LOC\"}", "1:50+1 the reply ends before its answer does"),
    ("Draft {\"Paris\": \"ORG\"}. Result: {\"Paris\": 3}.", "1:43+1 expected the type of `Paris` in quotes"),
    ("<think>{\"Paris\": \"LOC\"}", "1:24+1 the reply ends within its thoughts"),
])
func reasoningWithoutAWholeResultIsAnError(reply: String, expected: String) {
    #expect(problem(.cot, reply, of: "") == expected)
}

@Test func aReplyCutOffAtItsLimitIsNeverRead() {
    for form in ReplyForm.all {
        let reply = Reply(form.text([Span(0, 1, "PER")], of: ["Anna"]) + "\nThat is all.", isCutOff: true)
        #expect(problem(form, reply, of: "Anna") == "2:13+1 the reply was cut off at the limit of its length")
    }
}
