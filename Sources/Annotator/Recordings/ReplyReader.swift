import ChatClient
import Corpus
import Diagnostics

/// Makes labels of the replies about a sentence.
struct ReplyReader: Sendable {
    var form: ReplyForm
    /// Nil is the form's own rule.
    var repeats: RepeatRule?
    /// The types that were asked for; nil takes any.
    var types: [String]?

    /// What the samples of one sentence come to. Several are voted: mentions first, then types; samples that cannot be read have no
    /// vote.
    func outcome(of replies: [RecordedReply], for sentence: Sentence) -> SentenceOutcome {
        var readable: [[NamedEntity]] = []
        var trouble: SentenceOutcome?
        for reply in replies {
            switch reply.answer {
            case .refused(let why):
                trouble = trouble ?? .refused(why)
            case .reply(let text):
                do {
                    readable.append(try entities(in: reply, text))
                } catch {
                    trouble = trouble ?? .unreadable(reply: text, problem: error)
                }
            }
        }
        guard let first = readable.first else { return trouble ?? .unanswered }
        let entities = replies.count > 1 ? vote(samples: readable) : first
        let alignment = align(entities.map(typed), in: sentence.tokens, types: types, repeats: repeats ?? form.repeats)
        return .annotated(spans: alignment.spans, ledger: alignment.ledger)
    }

    private func entities(in reply: RecordedReply, _ text: String) throws(Diagnostic) -> [NamedEntity] {
        if reply.isCut {
            let length = reply.usage.map { " after \($0.completionTokens) tokens" } ?? ""
            throw Diagnostic("the reply was cut off\(length)", label: "a higher `max_tokens` makes room")
        }
        let source = SourceText(name: "reply for sentence \(reply.sentence)", text: text)
        var entities = try form.entities(source)
        if let votes = reply.votes {
            entities = votes.isEmpty ? entities : votes
        } else if let logprobs = reply.logprobs {
            entities = confident(entities, in: text, logprobs)
        }
        return entities
    }

    /// A type that was asked for and is written in other letters, as models do, is that type.
    private func typed(_ entity: NamedEntity) -> NamedEntity {
        guard let types, !types.contains(entity.type) else { return entity }
        let same = types.filter { $0.lowercased() == entity.type.lowercased() }
        guard same.count == 1 else { return entity }
        var entity = entity
        entity.type = same[0]
        return entity
    }
}
