import Corpus
import Diagnostics
import Random
import Testing

@testable import Bert
@testable import Tagger

/// A model that reads 10 pieces at once, and a sentence of 100 words and 40 names.
@Suite struct LongSentenceTests {
    private let tokenizer = ToyCorpus.model.tokenizer
    private let short = ToyCorpus.sentences[0]
    private let long: Sentence = {
        let one = ToyCorpus.sentences[0]
        var long = Sentence(tokens: [], origin: Origin(file: "long.conll", number: 3, line: 17))
        for _ in 0..<20 {
            long.spans += one.spans.map { Span($0.start + long.tokens.count, $0.end + long.tokens.count, $0.type) }
            long.tokens += one.tokens
        }
        return long
    }()

    private func model() throws -> TaggingModel {
        var config = BertConfig.tiny(vocabularySize: tokenizer.vocabularyCount)
        config.positionCount = 12
        let classifier = TokenClassifier(config: config, labels: ["O"], stream: ToyCorpus.stream)
        return try TaggingModel(
            name: "short", classifier: classifier, tokenizer: tokenizer, history: ModelHistory(base: "short"), hasTrainedHead: false)
    }

    private func trained(_ sentence: Sentence, _ long: LongSentences) async throws -> (model: TaggingModel, summary: TrainingSummary) {
        try await model().train(
            on: [[TrainingExample(sentence, source: 0)]], types: ToyCorpus.types, sources: ["x"],
            options: ToyCorpus.options { $0.long = long }, stream: ToyCorpus.stream)
    }

    private func wordsRead() throws -> Int {
        let windows = try WindowCutter(tokenizer: tokenizer, positions: 12, long: .truncate).windows(of: long)
        #expect(windows.count == 1 && windows[0].words.lowerBound == 0)
        return windows[0].words.count
    }

    @Test func splitReadsEveryWord() async throws {
        let (model, summary) = try await trained(long, .split)
        #expect(summary.long.split == 1 && summary.long.truncated == 0 && summary.long.lostEntities == 0)
        let tagging = try await model.tag([long, short], long: .split)
        #expect(tagging.long.split == 1 && tagging.long.lostWords == 0 && tagging.spans.count == 2)
    }

    @Test func truncateReadsTheFirstWindowAndCountsWhatIsLost() async throws {
        let read = try wordsRead()
        let lost = long.spans.count { $0.end > read }
        #expect(read > 3 && read < 12 && lost > 30 && lost < long.spans.count)
        let (model, summary) = try await trained(long, .truncate)
        #expect(summary.long.truncated == 1 && summary.long.split == 0)
        #expect(summary.long.lostEntities == lost && summary.long.lostWords == long.tokens.count - read)
        let tagging = try await model.tag([long, short], long: .truncate)
        #expect(tagging.long == summary.long)
        #expect(tagging.spans[0].allSatisfy { $0.end <= read })
        let score = EntityScore(predicted: tagging.spans, gold: [long.spans, short.spans])
        #expect(score.overall.gold == long.spans.count + short.spans.count)
        #expect(score.overall.correct <= score.overall.gold - lost)
    }

    @Test func truncatedWordsAreTheSameAsOfTheSentenceThatEndsThere() async throws {
        let read = try wordsRead()
        let spans = long.spans.filter { $0.start < read }.map { Span($0.start, min($0.end, read), $0.type) }
        let start = Sentence(tokens: Array(long.tokens[..<read]), spans: spans, origin: long.origin)
        let (whole, cut) = (try await trained(start, .split), try await trained(long, .truncate))
        #expect(whole.summary.losses == cut.summary.losses)
        #expect(try await whole.model.tag([start]).spans[0] == whole.model.tag([long], long: .truncate).spans[0])
    }

    @Test func refuseNamesFileAndLine() async throws {
        let ready = try await trained(short, .refuse).model
        for refused in [{ _ = try await trained(long, .refuse) }, { _ = try await ready.tag([short, long], long: .refuse) }] {
            let finding = try await #require(throws: Diagnostic.self) { try await refused() }
            let pieces = tokenizer.encode(words: long.tokens).ids.count
            #expect(finding.message == "this sentence has \(pieces) word pieces, the model reads 10 at once")
            #expect(finding.place?.description == "long.conll:17:1")
        }
        #expect(try await ready.tag([short], long: .refuse).long.isEmpty)
    }
}
