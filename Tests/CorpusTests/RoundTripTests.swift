import Foundation
import Random
import Testing

@testable import Corpus

private func randomDataset(_ random: inout RandomStream, words: [String], running: Bool) -> Dataset {
    let sentences = (0..<50).map { number in
        let tokens = (0..<(1 + random.int(below: 9))).map { _ in random.pick(words) }
        var spans: [Span] = []
        var position = random.int(below: 3)
        while position < tokens.count {
            let end = min(tokens.count, position + 1 + random.int(below: 3))
            spans.append(Span(position, end, random.pick(["PER", "LOC", "A-B"])))
            position = end + random.int(below: 2)
        }
        var sentence = Sentence(tokens: tokens, spans: spans, origin: Origin(file: "made", number: number * 2, line: 1))
        if running {
            var text = "", offsets: [Range<Int>] = [], length = 0
            for token in tokens {
                let blanks = random.pick(["", " ", " \n "])
                text += blanks + token
                let start = length + blanks.unicodeScalars.count
                length = start + token.unicodeScalars.count
                offsets.append(start..<length)
            }
            sentence.running = RunningText(text: text, offsets: offsets)
        }
        return sentence
    }
    return Dataset(name: "made", sentences: sentences, types: ["A-B", "LOC", "PER"], labels: .gold)
}

@Test func conllRoundTripsTokensAndSpans() throws {
    let folder = try ScratchFolder()
    var random = RandomStream(seed: 3, key: "conll")
    let dataset = randomDataset(&random, words: ["a", "U.S.", "Zürich", "😀", "\"", "O", "#", "\u{a0}", "-"], running: false)
    let path = folder.path + "/out.conll"
    try Format.write(dataset, path: path)
    let back = try Format.read(path: path)
    #expect(back.sentences.map(\.tokens) == dataset.sentences.map(\.tokens))
    #expect(back.sentences.map(\.spans) == dataset.sentences.map(\.spans))
    #expect(back.notes == ["tags IOB2", "2 columns"])
}

@Test(arguments: [false, true])
func jsonlRoundTripsEverything(running: Bool) throws {
    let folder = try ScratchFolder()
    var random = RandomStream(seed: 4, key: "jsonl")
    let words = ["a", "New York", "\"\\\n\t\u{1}", "Zürich", "😀", "-DOCSTART-"]
    var dataset = randomDataset(&random, words: words, running: running)
    dataset.labels = LabelSource(name: "noisy oracle", isSimulated: true)
    let path = folder.path + "/out.jsonl"
    try Format.write(dataset, path: path)
    let back = try Format.read(path: path)
    #expect(back.sentences.map(\.tokens) == dataset.sentences.map(\.tokens))
    #expect(back.sentences.map(\.spans) == dataset.sentences.map(\.spans))
    #expect(back.sentences.map(\.running) == dataset.sentences.map(\.running))
    #expect(back.sentences.map(\.origin.number) == dataset.sentences.map(\.origin.number))
    #expect(back.labels == dataset.labels)
    #expect(back.types == dataset.types)
}

@Test func unlabelledSentencesStayUnlabelled() throws {
    let folder = try ScratchFolder()
    let dataset = Dataset(name: "d", sentences: splitIntoSentences("One. Two.", file: "d"), types: [], labels: nil)
    try Format.write(dataset, path: folder.path + "/out.jsonl")
    let back = try Format.read(path: folder.path + "/out.jsonl")
    #expect(back.labels == nil)
    #expect(back.sentences.map(\.running) == dataset.sentences.map(\.running))
    #expect(finding { try Format.write(dataset, path: folder.path + "/out.conll") }
        == "`d` has no labels, and CoNLL would show them as O: write it as .jsonl")
}

@Test(arguments: [
    (["New York"], [Span](), "has the token `New York`, which CoNLL cannot hold"),
    ([""], [], "has the token ``, which CoNLL cannot hold"),
    (["-DOCSTART-"], [], "has the token `-DOCSTART-`, which CoNLL cannot hold"),
    ([], [], "has no tokens"),
    (["a"], [Span(0, 1, "creative work")], "has the type `creative work`, which CoNLL cannot hold"),
])
func whatConllCannotHoldIsNotWritten(tokens: [String], spans: [Span], reason: String) throws {
    let folder = try ScratchFolder()
    let path = try folder.file("out.conll", "old")
    let sentence = Sentence(tokens: tokens, spans: spans, origin: Origin(file: "x", number: 7, line: 1))
    let dataset = Dataset(name: "d", sentences: [sentence], types: [], labels: .gold)
    #expect(finding { try Format.write(dataset, path: path) } == "sentence 7 of `d` \(reason): write it as .jsonl")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
}

@Test func aPathWithoutAKnownExtensionIsRefused() throws {
    let dataset = Dataset(name: "d", sentences: [], types: [], labels: .gold)
    #expect(finding { try Format.write(dataset, path: "out.txt") }
        == "the extension of `out.txt` names no format: name the file with one of .jsonl .ndjson .conll .bio .iob .iob2 .tsv")
}
