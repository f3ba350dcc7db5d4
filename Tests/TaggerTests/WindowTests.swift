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
        let windows = try WindowCutter(tokenizer: tokenizer, positions: 512).windows(of: ToyCorpus.sentences[0])
        #expect(windows.count == 1)
        #expect(windows[0].words == 0..<ToyCorpus.sentences[0].tokens.count)
        #expect(windows[0].ids.first == Int32(tokenizer.clsID) && windows[0].ids.last == Int32(tokenizer.sepID))
    }

    @Test func everyWordIsTakenFromOneWindowWhateverTheLength() throws {
        var stream = RandomStream(seed: 1, key: "windows")
        let words = ["Anna", "lives", "in", "Xylophonstadt", ".", "a-b-c", "\u{200b}"]
        for _ in 0..<300 {
            let tokens = (0..<stream.int(below: 40)).map { _ in stream.pick(words) }
            let cutter = WindowCutter(tokenizer: tokenizer, positions: 3 + stream.int(below: 30))
            let windows = try cutter.windows(of: sentence(tokens))
            #expect(windows.map(\.words).flatMap(Array.init) == Array(0..<tokens.count))
            for window in windows {
                #expect(window.ids.count <= cutter.capacity + 2)
                for (word, piece) in zip(window.words, window.firstPieces) {
                    #expect(window.ids[piece] == tokenizer.encode(words: [tokens[word]]).ids[0])
                }
            }
        }
    }

    @Test func wordsAtTheSeamHaveContextOnBothSides() throws {
        let tokens = [String](repeating: "in", count: 100)
        let windows = try WindowCutter(tokenizer: tokenizer, positions: 42).windows(of: sentence(tokens))
        #expect(windows.map(\.words) == [0..<35, 35..<65, 65..<100])
        #expect(windows.map(\.ids.count) == [42, 42, 42])
    }

    @Test func anEmptySentenceIsAWindowWithoutWords() throws {
        let windows = try WindowCutter(tokenizer: tokenizer, positions: 10).windows(of: sentence([]))
        #expect(windows == [Window(ids: [Int32(tokenizer.clsID), Int32(tokenizer.sepID)], words: 0..<0, pieces: [])])
    }
}
