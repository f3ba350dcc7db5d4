import Corpus
import Testing

@testable import Bert
@testable import Tagger

@Suite struct SentenceVectorTests {
    @Test func vectorsHaveLengthOneAndFollowTheWords() throws {
        let sentences = Array(ToyCorpus.sentences.prefix(4)) + [ToyCorpus.sentences[0]]
        let vectors = try ToyCorpus.model.vectors(of: sentences, threads: 2)
        #expect(vectors.allSatisfy { abs($0.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5 })
        func likeness(_ a: Int, _ b: Int) -> Float { zip(vectors[a], vectors[b]).reduce(0) { $0 + $1.0 * $1.1 } }
        #expect(likeness(0, 4) > 0.99999)
        #expect(likeness(0, 1) < 0.9999)
    }

    @Test func aSentenceOfSeveralWindowsIsTheirMean() throws {
        let model = ToyCorpus.model
        var config = model.classifier.config
        config.positionCount = 12
        let short = try TaggingModel(
            name: "short", classifier: TokenClassifier(config: config, labels: ["O"], stream: ToyCorpus.stream), tokenizer: model.tokenizer,
            history: ModelHistory(base: "short"), hasTrainedHead: false)
        var long = ToyCorpus.sentences[0]
        for _ in 0..<3 { long.tokens += long.tokens }
        let windows = try WindowCutter(short).windows(of: long).map(\.ids)
        #expect(windows.count > 1)
        let means = try short.classifier.meanStates(windows, threads: 1)
        var sum = [Float](repeating: 0, count: config.hiddenSize)
        for (mean, window) in zip(means, windows) {
            for index in sum.indices { sum[index] += mean[index] * Float(window.count) }
        }
        let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let vector = try short.vectors(of: [long], threads: 2)[0]
        #expect(zip(vector, sum).allSatisfy { abs($0 - $1 / length) < 1e-5 })
    }
}
