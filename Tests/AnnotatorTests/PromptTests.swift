@testable import Annotator
import Corpus
import Diagnostics
import Random
import Testing

private let people = [EntityType("PER", "people"), EntityType("LOC", "")]

private func sentence(_ text: String, _ spans: [Span] = [], number: Int = 0) -> Sentence {
    Sentence(tokens: text.split(separator: " ").map(String.init), spans: spans, origin: Origin(file: "made", number: number, line: 1))
}

private func template(_ text: String) throws -> PromptTemplate {
    try PromptTemplate(SourceText(name: "p.txt", text: text))
}

@Test func placesAreFilledIn() throws {
    let prompt = try Prompt(name: "p", template: template("Find {{types}}\nin {{ text }}, {{tokens}}!"), form: .dictionary)
    var anna = sentence("Anna left .")
    #expect(try prompt.text(for: anna, types: people) == "user:\nFind - PER: people\n- LOC\nin Anna left ., Anna left .!")
    anna.running = RunningText(text: "Anna left.", offsets: [0..<4, 5..<9, 9..<10])
    #expect(try prompt.text(for: anna, types: people).hasSuffix("in Anna left., Anna left .!"))
}

@Test func linesOfRolesBeginMessages() throws {
    let prompt = try Prompt(
        name: "p", template: template("\nsystem:\nBe brief.\n\n  user:  \n{{text}}\nassistant:\n\nuser:\nThe user: again\n"), form: .dictionary)
    let frame = try prompt.frame(sentence("Anna"), people)
    #expect(frame.messages == [
        PromptFrame.Message(role: .system, parts: [.text("Be brief.")]), PromptFrame.Message(role: .user, parts: [.slot(.text)]),
        PromptFrame.Message(role: .user, parts: [.text("The user: again")]),
    ])
}

@Test func aSentenceThatLooksLikeAPlaceIsText() throws {
    let prompt = try Prompt(name: "p", template: template("{{types}}: {{text}}"), form: .dictionary)
    let odd = sentence("{{types}} {{ user:")
    #expect(try prompt.text(for: odd, types: [EntityType("X", "{{text}}")]) == "user:\n- X: {{text}}: {{types}} {{ user:")
    #expect(try prompt.frame(odd, people) == prompt.frame(sentence("Anna"), people))
}

@Test(arguments: [
    ("a\n b {{txet}} {{text}}", "p.txt:2:4: a prompt has no place `{{txet}}` | did you mean `{{text}}`?"),
    ("{{sentence}}", "p.txt:1:1: a prompt has no place `{{sentence}}` | its places are {{text}} {{tokens}} {{types}} {{examples}}"),
    ("{{text}}\nuser:\n{{types", "p.txt:3:1: the placeholder that begins here does not end | it ends with `}}`"),
    ("{{text\n}}", "p.txt:1:1: the placeholder that begins here does not end | it ends with `}}`"),
    ("", "p.txt:1:1: the prompt does not show the sentence | it needs a place `{{text}}` or `{{tokens}}`"),
    ("Find {{types}} {text}", "p.txt:1:1: the prompt does not show the sentence | it needs a place `{{text}}` or `{{tokens}}`"),
])
func aBrokenTemplateIsAnErrorWithItsPlace(text: String, expected: String) throws {
    let error = try #require(throws: Diagnostic.self) { try template(text) }
    #expect("\(error.place?.description ?? ""): \(error.message) | \(error.label)" == expected)
}

@Test func noTemplateCrashesItsReader() {
    var stream = RandomStream(seed: 1, key: "templates")
    let pieces = ["{{", "}}", "{", "}", "text", "types", " ", "\n", "user:", "system:", "é", "examples", "\r\n", "tokens"]
    var sound = 0
    for _ in 0..<3000 {
        let text = (0..<stream.int(below: 12)).map { _ in stream.pick(pieces) }.joined() + stream.pick(["", "{{text}}"])
        if (try? template(text)) != nil { sound += 1 }
    }
    #expect(sound > 100)
}

@Test func builtInPromptsAskForTheReplyThatTheirFormReads() throws {
    #expect(BuiltInPrompt.all.map(\.name) == ["standard", "cot", "marked", "list"])
    let gold = Dataset(
        name: "gold", sentences: [sentence("Anna left Paris", [Span(0, 1, "PER"), Span(2, 3, "LOC")])], types: ["LOC", "PER"], labels: .gold)
    let means = ExampleChoice.Means(stream: RandomStream(seed: 1, key: "test"))
    for row in BuiltInPrompt.all {
        let bare = try row.prompt()
        let shown = try bare.showing(ExampleChoice(ExampleChoice.strategies[0], of: gold, count: 1, means: means))
        let text = try bare.text(for: sentence("Bob ."), types: EntityType.conll)
        for type in EntityType.conll { #expect(text.contains("- \(type.name): \(type.definition)")) }
        #expect(text.hasPrefix("system:\nYou are an expert annotator of named entities (NLP annotation expert)."))
        #expect(text.hasSuffix("\n\nText: Bob .\nAnswer:") && !text.contains("\n\n\n"))
        let answer = row.form.text(gold.sentences[0].spans, of: gold.sentences[0].tokens)
        #expect(try shown.text(for: sentence("Bob ."), types: EntityType.conll).hasSuffix("\n\nText: Anna left Paris\nAnswer: \(answer)\n\nText: Bob .\nAnswer:"))
        #expect(bare.identity != shown.identity && bare.form.name == shown.form.name)
    }
}

@Test func examplesShowTheTypesAskedForAlone() throws {
    let prompt = try Prompt(name: "p", template: template("{{examples}}\n{{tokens}}"), form: .tags)
    let gold = Dataset(
        name: "gold", sentences: [sentence("Anna left Paris", [Span(0, 1, "PER"), Span(2, 3, "LOC")])], types: ["LOC", "PER"], labels: .gold)
    let choice = try ExampleChoice(
        ExampleChoice.strategies[0], of: gold, count: 1, means: ExampleChoice.Means(stream: RandomStream(seed: 1, key: "test")))
    let shown = try prompt.showing(choice)
    #expect(try shown.text(for: sentence("Bob"), types: [EntityType("LOC", "")]) == "user:\nText: Anna left Paris\nAnswer: O O B-LOC\nBob")
    #expect(try shown.text(for: gold.sentences[0], types: people) == "user:\nAnna left Paris")
}

@Test func examplesNeedAPlace() throws {
    let prompt = try Prompt(name: "p", template: template("{{text}}"), form: .list)
    let gold = Dataset(name: "gold", sentences: [sentence("Anna", [Span(0, 1, "PER")])], types: ["PER"], labels: .gold)
    let choice = try ExampleChoice(
        ExampleChoice.strategies[0], of: gold, count: 1, means: ExampleChoice.Means(stream: RandomStream(seed: 1, key: "test")))
    let error = #expect(throws: Diagnostic.self) { try prompt.showing(choice) }
    #expect(error?.message == "the prompt `p` has no place for `fixed gold 1`")
    #expect(error?.label == "it needs a place `{{examples}}`")
}

@Test func promptsThatAskAlikeHaveOneIdentity() throws {
    let one = try Prompt(name: "a", template: template("{{text}}"), form: .list)
    #expect(try one.identity == Prompt(name: "b", template: template("{{text}}"), form: .list).identity)
    #expect(try one.identity != Prompt(name: "a", template: template("{{tokens}}"), form: .list).identity)
    #expect(try one.identity != Prompt(name: "a", template: template("{{text}}"), form: .tags).identity)
}

@Test func typesAreDefinedByTheUserOrByUs() {
    #expect(EntityType.named("LOC") == EntityType.conll[2])
    #expect(EntityType.named("LOC", definition: "lakes") == EntityType("LOC", "lakes"))
    #expect(EntityType.named("DISEASE") == EntityType("DISEASE", ""))
}
