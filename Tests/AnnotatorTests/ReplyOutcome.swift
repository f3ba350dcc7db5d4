import Corpus
import Foundation

@testable import Annotator

extension ReplyForm {
    /// What the reader of recordings makes of one reply.
    func outcome(of reply: Reply, for sentence: Sentence, types: [String]? = nil) -> SentenceOutcome {
        let key = CallKey(ask: "", tokens: sentence.tokens, text: nil, sample: 0)
        var recorded = RecordedReply(.reply(reply), to: key, about: sentence, at: Date(timeIntervalSince1970: 0))
        recorded.finish = reply.isCutOff ? .length : nil
        return ReplyReader(form: self, types: types).outcome(of: [recorded], for: sentence)
    }
}
