import Corpus
import Diagnostics
import Random

/// A simulated teacher: it sees the entities that sentences have and errs as its profile says.
///
/// Errors depend on the seed, the mention and the sentence's words alone: the same sentence always gets the same labels, and
/// most mentions are mistaken everywhere in the same way, as a language model mistakes them.
package struct NoisyOracle: Teacher {
    package let name: String
    package let isSimulated = true
    package var identity: String { "\(profile) \(stream.name)" }
    private let profile: NoiseProfile
    private let stream: RandomStream

    package init(name: String = "noisy oracle", profile: NoiseProfile = .languageModel, stream: RandomStream) {
        self.name = name
        self.profile = profile
        self.stream = stream
    }

    /// Gives no type outside those asked for, or else those of the dataset.
    ///
    /// Throws a `Diagnostic` where the sentences have no labels to err from.
    package func annotate(_ dataset: Dataset, types: [String]?, progress: ProgressSink) async throws -> TeacherAnswers {
        if dataset.labels == nil {
            throw Diagnostic("`\(dataset.name)` has no labels, and the \(name) errs from gold ones")
        }
        let allowed = (types ?? dataset.types).sorted()
        var outcomes: [SentenceOutcome] = []
        for sentence in dataset.sentences {
            try Task.checkCancellation()
            outcomes.append(.annotated(spans: labels(of: sentence, allowed: allowed), ledger: nil))
            progress(ProgressUpdate("annotate", done: outcomes.count, total: dataset.sentences.count, unit: "sentences"))
        }
        return TeacherAnswers(outcomes: outcomes, types: allowed)
    }

    private func labels(of sentence: Sentence, allowed: [String]) -> [Span] {
        let context = stream.substream("sentence").substream(sentence.text)
        var occupied = Set(sentence.spans.flatMap(\.range))
        var spans: [Span] = []
        for gold in sentence.spans {
            var luck = luck(on: "\(gold.type) \(sentence.mention(gold))", in: context)
            if let span = label(for: gold, allowed: allowed, tokens: sentence.tokens.count, occupied: occupied, luck: &luck) {
                spans.append(span)
                occupied.formUnion(span.range)
            }
        }
        for (index, token) in sentence.tokens.enumerated() where !occupied.contains(index) && Self.looksLikeName(token) {
            var luck = luck(on: "O \(token)", in: context)
            if let type = pick(profile.spurious, allowed: allowed, at: luck.uniform()) {
                spans.append(Span(index, index + 1, type))
            }
        }
        return spans.sorted()
    }

    /// The chances of a mention: mostly its own, otherwise those it has in this sentence.
    private func luck(on mention: String, in context: RandomStream) -> RandomStream {
        var here = context.substream(mention)
        return here.uniform() < profile.systematic ? stream.substream("mention").substream(mention) : here
    }

    private func label(
        for gold: Span, allowed: [String], tokens: Int, occupied: Set<Int>, luck: inout RandomStream
    ) -> Span? {
        let row = profile.row(of: gold.type)
        let chance = luck.uniform()
        if chance < row.missed { return nil }
        // Types that nobody asked for are not given: an entity that would get one is missed.
        if chance < row.missed + row.slips {
            guard let type = pick(row.slipped, allowed: allowed, at: chance - row.missed) else { return nil }
            let slips = slips(of: gold, tokens: tokens, occupied: occupied)
            let slipped = slips.isEmpty ? gold : luck.pick(slips)
            return Span(slipped.start, slipped.end, type)
        }
        return pick(row.labelled, allowed: allowed, at: chance - row.missed - row.slips).map { Span(gold.start, gold.end, $0) }
    }

    /// The same entity with a word too few or too many.
    private func slips(of gold: Span, tokens: Int, occupied: Set<Int>) -> [Span] {
        var slips: [Span] = []
        if gold.end - gold.start > 1 {
            slips += [Span(gold.start + 1, gold.end, gold.type), Span(gold.start, gold.end - 1, gold.type)]
        }
        if gold.start > 0, !occupied.contains(gold.start - 1) { slips.append(Span(gold.start - 1, gold.end, gold.type)) }
        if gold.end < tokens, !occupied.contains(gold.end) { slips.append(Span(gold.start, gold.end + 1, gold.type)) }
        return slips
    }

    /// The share in which a chance falls when all are laid end to end from 0; nil beyond them or for a type not allowed.
    private func pick(_ shares: [NoiseProfile.Share], allowed: [String], at chance: Double) -> String? {
        var end = 0.0
        for share in shares {
            end += share.probability
            if chance < end { return allowed.contains(share.type) ? share.type : nil }
        }
        return nil
    }

    /// Capitalised words and longer ones: no model takes a comma or `the` for a name.
    static func looksLikeName(_ token: String) -> Bool {
        guard let first = token.first, first.isLetter else { return false }
        return first.isUppercase || token.count > 3
    }
}
