import Diagnostics
import Testing

@testable import Corpus

/// Columns of a CoNLL file, and labels on every word.
@Suite struct LabelColumnTests {
    private static let text = """
        -DOCSTART- -X- -X- O

        Anna NNP B-NP B-PER
        sailed VBD B-VP O
        home NN O O

        The DT B-NP O
        B-52 NN I-NP B-MISC
        left VBD B-VP O

        """

    private func read(_ column: LabelColumn, text: String = text, name: String = "x.conll", labels: String? = nil) throws -> Dataset {
        let folder = try ScratchFolder()
        return try withExtendedLifetime(folder) { try Format.read(path: try folder.file(name, text), labels: labels, column: column) }
    }

    @Test(arguments: [LabelColumn.pos, .number(2)]) func everyWordHasItsPartOfSpeech(column: LabelColumn) throws {
        let dataset = try read(column)
        #expect(dataset.labelling == .words && dataset.types == ["DT", "NN", "NNP", "VBD"])
        #expect(dataset.sentences.map { $0.spans.map(\.type) } == [["NNP", "VBD", "NN"], ["DT", "NN", "VBD"]])
        #expect(dataset.sentences[0].spans == [Span(0, 1, "NNP"), Span(1, 2, "VBD"), Span(2, 3, "NN")])
        #expect(dataset.notes == ["a label on every word", "column \(column.text) of 4"])
    }

    @Test(arguments: [LabelColumn.chunk, .number(3)]) func chunksAreSpans(column: LabelColumn) throws {
        let dataset = try read(column)
        #expect(dataset.labelling == .spans && dataset.types == ["NP", "VP"])
        #expect(dataset.sentences.map(\.spans) == [[Span(0, 1, "NP"), Span(1, 2, "VP")], [Span(0, 2, "NP"), Span(2, 3, "VP")]])
    }

    @Test func theLastColumnIsReadUnlessAnotherIsAskedFor() throws {
        #expect(try read(.ner).types == ["MISC", "PER"])
        #expect(try read(.number(4)).sentences.map(\.spans) == read(.ner).sentences.map(\.spans))
        #expect(try read(.pos, text: "Anna NNP\nsailed VBD\n").types == ["NNP", "VBD"])
        #expect(try read(.chunk, text: "Anna NNP B-NP\nsailed VBD B-VP\n").types == ["NP", "VP"])
    }

    @Test func wordsComeBackAsTheyWereWritten() throws {
        let dataset = try read(.pos)
        let folder = try ScratchFolder()
        for (name, column) in [("words.conll", LabelColumn.pos), ("words.jsonl", .ner)] {
            try Format.write(dataset, path: "\(folder.path)/\(name)")
            let again = try Format.read(path: "\(folder.path)/\(name)", column: column)
            #expect(again.labelling == .words && again.types == dataset.types)
            #expect(again.sentences.map(\.tokens) == dataset.sentences.map(\.tokens) && again.sentences.map(\.spans) == dataset.sentences.map(\.spans))
        }
        var bare = dataset
        bare.sentences[1].spans.removeFirst()
        let refused = finding { try Format.write(bare, path: "\(folder.path)/bare.conll") }
        #expect(refused == "sentence 1 of `x.conll` has no label on `The`, which CoNLL cannot hold: write it as .jsonl")
        try Format.write(bare, path: "\(folder.path)/bare.jsonl")
        let again = try withExtendedLifetime(folder) { try Format.read(path: "\(folder.path)/bare.jsonl") }
        #expect(again.sentences.map(\.spans) == bare.sentences.map(\.spans))
    }

    @Test func jsonHasAListOfLabels() throws {
        let rows = #"{"tokens": ["a", "b"], "upos": ["DET", "NOUN"], "ner_tags": ["O", "B-X"]}"#
        let words = try read(.ner, text: rows, name: "x.jsonl", labels: "upos")
        #expect(words.labelling == .words && words.types == ["DET", "NOUN"])
        #expect(try read(.ner, text: rows, name: "x.jsonl", labels: "ner_tags").labelling == .spans)
    }

    @Test func kindsOfLabelsAreNotMixed() throws {
        let (words, chunks) = (try read(.pos), try read(.chunk))
        #expect(throws: (any Error).self) { try Dataset.commonTypes([words, chunks]) }
        #expect(finding { try Dataset.concat([words, chunks]) }.hasPrefix("`x.conll` has a label on every word, `x.conll` labels on spans of words"))
        #expect(try Dataset.concat([words, words]).labelling == .words)
    }

    @Test func strictF1OfWordsIsAccuracy() throws {
        let gold = try read(.pos)
        var judged = gold
        judged.sentences[0].spans[1].type = "NN"
        let score = EntityScore(predicted: judged.sentences.map(\.spans), gold: gold.sentences.map(\.spans))
        #expect(abs(score.f1 - 5.0 / 6) < 1e-12 && score.precision == score.recall)
        let card = try Agreement(judged: judged, gold: gold)
        #expect(card.count(of: .type) == 1 && card.count(of: .correct) == 5)
    }

    @Test func classesAreThoseOfTheLabels() {
        #expect(Labelling.spans.classes(for: ["A"]) == ["O", "B-A", "I-A"] && Labelling.words.classes(for: ["A", "O"]) == ["A", "O"])
        #expect(Labelling(classes: ["O", "B-A"]) == .spans && Labelling(classes: ["O", "NN"]) == .words)
        #expect(Labelling.spans.type(of: "I-A") == "A" && Labelling.spans.type(of: "O") == "O" && Labelling.words.type(of: "B-A") == "B-A")
    }
}
