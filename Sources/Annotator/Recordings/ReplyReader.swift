import ChatClient
import Corpus
import Diagnostics

/// Makes labels of the replies about a sentence.
struct ReplyReader: Sendable {
    var form: ReplyForm
    /// Nil is the form's own rule.
    var repeats: RepeatRule?
    /// The types that were asked for; nil takes any. Of replies for one type each, those named first here are aligned first.
    var types: [String]?

    /// What the samples of one sentence come to. Several are voted on; samples that cannot be read have no vote.
    func outcome(of replies: [RecordedReply], for sentence: Sentence) -> SentenceOutcome {
        var readable: [[PlacedEntity]] = []
        var trouble: SentenceOutcome?
        for reply in replies {
            switch reply.answer {
            case .refused(let why):
                trouble = trouble ?? .refused(why)
            case .reply(let answer):
                do throws(Diagnostic) {
                    readable.append(try entities(in: reply, answer, of: sentence))
                } catch {
                    trouble = trouble ?? .unreadable(reply: answer.text, problem: error)
                }
            }
        }
        guard let first = readable.first else { return trouble ?? .unanswered }
        let entities = replies.count > 1 ? vote(samples: readable.map { $0.map(\.entity) }).map { PlacedEntity($0) } : first
        let alignment = align(entities, in: sentence.tokens, types: types, repeats: repeats ?? form.repeats)
        return .annotated(spans: alignment.spans, ledger: alignment.ledger)
    }

    private func entities(in reply: RecordedReply, _ answer: Reply, of sentence: Sentence) throws(Diagnostic) -> [PlacedEntity] {
        // Votes that were counted elsewhere are what the answer is.
        if let votes = reply.votes { return votes.map { PlacedEntity($0) } }
        var answer = answer
        answer.isCutOff = reply.isCut
        if let types { answer.sortParts(by: types) }
        let placed = try form.entities(in: answer, of: sentence.tokens, name: "reply for sentence \(sentence.origin.number)")
        guard let logprobs = reply.logprobs, answer.parts.count == 1 else { return placed }
        let sure = withConfidence(placed.map(\.entity), in: answer.parts[0].text, logprobs: logprobs)
        return zip(placed, sure).map { PlacedEntity($1, place: $0.place) }
    }
}
