@testable import Annotator
import Corpus
import Foundation
import Random
import Testing

/// Real replies and real text, which are not part of the project: the folder is named by NDS_DATA.
private let data = ProcessInfo.processInfo.environment["NDS_DATA"]

private let goldNames: [String: String?] = ["Person": "PER", "Organization": "ORG", "Location": "LOC", "Miscellaneous": "MISC"]

@Suite(.enabled(if: data != nil))
struct RecordedRepliesTests {
    let folder = data ?? ""

    private func annotated(_ repeats: RepeatRule?) async throws -> (annotation: Annotation, score: EntityScore) {
        let wiki = try Format.read(path: "\(folder)/wikigold/wikigold.conll.txt")
        let replies = try Recording(path: "\(folder)/wikigold-labels/gpt35-zeroshot.jsonl", repeats: repeats)
        let annotation = try await Annotation(of: wiki, by: replies)
        let mapped = try annotation.dataset.relabel(goldNames)
        let score = try Agreement(judged: mapped, gold: wiki).score
        return (annotation, score)
    }

    @Test func wikiGoldRepliesAlignAsTheirSourceSays() async throws {
        let (annotation, score) = try await annotated(nil)
        let report = annotation.report
        #expect(report.annotated == 499 && report.leftOut.count { $0.reason == .unanswered } == 1197 && report.leftOut.count == 1197)
        #expect(report.remarks.map(\.message).filter { $0.hasPrefix("a second reply for sentence 556 ") }.count == 1)
        #expect(report.remarks.count == 1)
        #expect(abs(100 * score.f1 - 72.9) < 0.3, "F1 \(score.f1) P \(score.precision) R \(score.recall)")
        #expect(report.fates.map(\.fate) == [.exact, .normalised, .close, .dropped(.notFound)] && report.fates.map(\.count) == [1184, 7, 1, 2])
        let first = try await annotated(.inOrder).score
        #expect(abs(100 * first.f1 - 72.1) < 0.3, "F1 \(first.f1)")
    }

    /// Of five answers to each sentence, as their source counted the votes: 386, 316 and 221 sentences left. One
    /// mention that only a close match finds gives its sentence an entity.
    @Test func sentencesOfManyVotesAreTheBetterOnes() async throws {
        let wiki = try Format.read(path: "\(folder)/wikigold/wikigold.conll.txt")
        let votes = try await Annotation(of: wiki, by: try Recording(path: "\(folder)/wikigold-labels/gpt35-vote5.jsonl")).dataset.relabel(goldNames)
        #expect(votes.sentences.count { $0.spans.isEmpty } == 58)
        let thresholds = [(Selection(.mean, atLeast: 4), 386, 75.7), (Selection(.votes, atLeast: 4), 316, 78.1), (Selection(.votes, atLeast: 5), 221, 82.7)]
        for (selection, count, f1) in thresholds {
            let kept = try votes.keeping([selection])
            let score = try Agreement(judged: kept, gold: wiki).score
            #expect(kept.sentences.count == count && abs(100 * score.f1 - f1) < 0.15, "\(selection): \(kept.sentences.count), F1 \(score.f1)")
        }
    }

    @Test func theNoisyOracleIsAboutAsGoodAsALanguageModel() async throws {
        let gold = try Format.read(path: "\(folder)/conll2003/train.txt")
        for seed in 1...3 {
            let oracle = NoisyOracle(stream: RandomStream(seed: seed, key: "annotate"))
            let given = try await Annotation(of: gold, by: oracle).dataset
            let score = EntityScore(predicted: given.sentences.map(\.spans), gold: gold.sentences.map(\.spans))
            #expect((0.70...0.75).contains(score.f1), "seed \(seed): F1 \(score.f1) P \(score.precision) R \(score.recall)")
        }
    }
}
