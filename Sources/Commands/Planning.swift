import Corpus
import Notebook
import Tagger

extension TaggingModel {
    /// What tagging sentences comes to, once or several times over.
    func plannedTagging(
        of sentences: [Sentence], long: LongSentences, threads: Int, times: Int = 1
    ) throws -> (work: Work, timed: TimedWork) {
        let pieces = try taggedPieces(of: sentences, long: long, threads: threads)
        let size = pieces / max(1, sentences.count)
        let timed = TimedWork(pace: "tag \(classifier.config) \(threads) \(size.magnitudeClass)", amount: pieces * times) {
            try await taggingPace(on: sentences, long: long, threads: threads)
        }
        return (Work(taggedTokens: pieces * times), timed)
    }
}

extension Int {
    /// The same for numbers of much the same size: what goes by it goes about as fast.
    var magnitudeClass: Int { bitWidth - leadingZeroBitCount }
}
