import Corpus
import Random
import Testing
import WordPiece

@testable import Bert
@testable import Tagger

@Suite struct WindowTests {
    private let tokenizer = ToyCorpus.model.tokenizer

    private func sentence(_ tokens: [String]) -> Sentence {
        Sentence(tokens: tokens, origin: Origin(file: "x", number: 0, line: 1))
    }

    @Test func aSentenceThatFitsIsOneWindow() throws {
        let windows = WindowCutter(tokenizer: tokenizer, positions: 512).windows(of: ToyCorpus.sentences[0])
        #expect(windows.count == 1)
        #expect(windows[0].words == 0..<ToyCorpus.sentences[0].tokens.count)
        #expect(windows[0].ids.first == Int32(tokenizer.clsID) && windows[0].ids.last == Int32(tokenizer.sepID))
    }

    @Test func everyWordIsTakenFromOneWindowWhateverTheLength() {
        var stream = RandomStream(seed: 1, key: "windows")
        let words = ["Anna", "lives", "in", "Xylophonstadt", ".", "a-b-c", "\u{200b}"]
        for _ in 0..<300 {
            let tokens = (0..<stream.int(below: 40)).map { _ in stream.pick(words) }
            let cutter = WindowCutter(tokenizer: tokenizer, positions: 3 + stream.int(below: 30))
            let windows = cutter.windows(of: sentence(tokens))
            #expect(windows.map(\.words).flatMap(Array.init) == Array(0..<tokens.count))
            for window in windows {
                #expect(window.ids.count <= cutter.capacity + 2)
                for (word, piece) in zip(window.words, window.firstPieces) {
                    #expect(window.ids[piece] == tokenizer.encode(words: [tokens[word]]).ids[0])
                }
            }
        }
    }

    @Test func wordsAtTheSeamHaveContextOnBothSides() {
        let tokens = [String](repeating: "in", count: 100)
        let windows = WindowCutter(tokenizer: tokenizer, positions: 42).windows(of: sentence(tokens))
        #expect(windows.map(\.words) == [0..<35, 35..<65, 65..<100])
        #expect(windows.map(\.ids.count) == [42, 42, 42])
    }

    @Test func anEmptySentenceIsAWindowWithoutWords() {
        let windows = WindowCutter(tokenizer: tokenizer, positions: 10).windows(of: sentence([]))
        #expect(windows == [Window(ids: [Int32(tokenizer.clsID), Int32(tokenizer.sepID)], words: 0..<0, firstPieces: [])])
    }

    @Test func onlyFirstPiecesAreScored() {
        let sentence = Sentence(
            tokens: ["Xylo", "in", "Rio"], spans: [Span(0, 1, "PER"), Span(2, 3, "LOC")],
            origin: Origin(file: "x", number: 0, line: 1))
        let packer = BatchPacker(windows: WindowCutter(tokenizer: tokenizer, positions: 512), labels: ["O", "B-LOC", "B-PER"])
        let (batch, split) = packer.pack([sentence])
        let counts = tokenizer.encode(words: sentence.tokens).words.map(\.count)
        let rest = counts.map { [Int32](repeating: -1, count: $0 - 1) }
        #expect(batch.targets == [-1, 2] + rest[0] + [0] + rest[1] + [1] + rest[2] + [-1])
        #expect(split == 0)
    }

    @Test func longSentencesAreTrainedAndTaggedWhole() async throws {
        var config = BertConfig.tiny(vocabularySize: tokenizer.vocabularyCount)
        config.positionCount = 12
        let classifier = TokenClassifier(config: config, labels: ["O"], stream: ToyCorpus.stream)
        let model = try TaggingModel(
            name: "short", classifier: classifier, tokenizer: tokenizer, history: ModelHistory(base: "short"),
            hasTrainedHead: false)
        let long = sentence((0..<20).flatMap { _ in ToyCorpus.sentences[0].tokens })
        let (trained, summary) = try await model.train(
            on: [[TrainingExample(long, source: 0)]], types: ["PER"], sources: ["x"], stream: ToyCorpus.stream)
        #expect(summary.splitSentences == 1)
        let tagging = try await trained.tag([long, ToyCorpus.sentences[0]])
        #expect(tagging.splitSentences == 1 && tagging.spans.count == 2)
    }
}
