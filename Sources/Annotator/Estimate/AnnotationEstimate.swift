import Corpus
import Diagnostics

/// What it will take to have sentences labelled: calls, tokens, money. Nobody is asked for it.
package struct AnnotationEstimate: Sendable, Encodable {
    package var sentences: Int
    /// Calls that are to be made; what is recorded is not asked again.
    package var calls: Int
    package var recordedCalls: Int
    package var promptTokens: Estimated
    package var completionTokens: Estimated
    /// In the currency of the prices; nil where there are none.
    package var cost: Estimated?
    /// What the first call asks; empty where there is none.
    package var samplePrompt: String
    /// What the figures rest on.
    package var basis: [String]

    /// For a teacher that is asked over no network.
    package static func free(_ dataset: Dataset, by teacher: any Teacher) -> AnnotationEstimate {
        AnnotationEstimate(
            sentences: dataset.sentences.count, calls: 0, recordedCalls: 0, promptTokens: .zero, completionTokens: .zero, cost: .zero,
            samplePrompt: "", basis: ["\(teacher.name) is asked over no network"])
    }

    /// The cost with its range, as a reader wants it: `1.20 (0.95 to 1.60)`.
    package var costText: String? {
        cost.map { $0.high == 0 ? "0" : "\(amount($0.middle)) (\(amount($0.low)) to \(amount($0.high)))" }
    }
}

extension LanguageModel {
    /// What it will take to label sentences, with all that is recorded already taken off.
    ///
    /// Tokens are counted with a tokenizer of ours and corrected by what the service counted for calls that are recorded. Replies are
    /// taken to be as long as recorded ones to this prompt; before there are any, as long as an answer in the prompt's form for the
    /// sentence's labels, or for one entity in eight tokens where it has none.
    ///
    /// - Parameter tokenizer: gives what counts the tokens of a text; asked for where there is something to count.
    /// - Throws: `Diagnostic` for a recording that cannot be read, a type without a definition, and what the prompt throws.
    package func estimate(_ dataset: Dataset, types: [String]? = nil, tokenizer: () throws -> (String) -> Int) throws -> AnnotationEstimate {
        guard let asking else { preconditionFailure("a model is asked with a recording") }
        let questions = try Questions(dataset.sentences, to: self, types: types, samples: asking.samples)
        let contents = try asking.contents()
        let missing = questions.missing(from: contents)
        let recordedCalls = questions.calls.count - missing.count
        if missing.isEmpty {
            return AnnotationEstimate(
                sentences: dataset.sentences.count, calls: 0, recordedCalls: recordedCalls, promptTokens: .zero, completionTokens: .zero,
                cost: .zero, samplePrompt: "", basis: ["every call is recorded"])
        }
        let countTokens = try tokenizer()
        let seen = RecordedUsage(contents, of: self, countTokens: countTokens)

        let prompts = missing.map { Double(countTokens($0.request.messages.map(\.content).joined(separator: "\n"))) }
        let counted = prompts.reduce(0, +)
        let prompt = Estimated(ofCalls: missing.count, like: seen.promptRatios, weight: counted / Double(missing.count))
            ?? TokenCount.uncalibrated * counted
        let completion = Estimated(ofCalls: missing.count, like: seen.completionTokens)
            ?? missing.reduce(.zero) { $0 + expectedReply(about: $1.sentence, countTokens: countTokens) }
        let cost = prices.map { prices in
            Estimated(
                low: prices.cost(promptTokens: prompt.low, completionTokens: completion.low),
                middle: prices.cost(promptTokens: prompt.middle, completionTokens: completion.middle),
                high: prices.cost(promptTokens: prompt.high, completionTokens: completion.high))
        }
        let sample = missing.first?.request.messages.map { "\($0.role.rawValue):\n\($0.content)" }.joined(separator: "\n\n")
        return AnnotationEstimate(
            sentences: dataset.sentences.count, calls: missing.count, recordedCalls: recordedCalls,
            promptTokens: prompt, completionTokens: completion, cost: cost, samplePrompt: sample ?? "", basis: basis(seen))
    }

    private func basis(_ seen: RecordedUsage) -> [String] {
        let prompts = seen.promptRatios.isEmpty
            ? "prompt tokens: our count, not yet corrected by what \(name) counts"
            : "prompt tokens: our count corrected by \(counted(seen.promptRatios.count, "recorded call"))"
        let replies = seen.completionTokens.isEmpty
            ? "reply tokens: as an answer of the form \(prompt.form.name) takes; no reply to this prompt is recorded"
            : "reply tokens: as \(counted(seen.completionTokens.count, "recorded reply", plural: "recorded replies")) to this prompt took"
        let money = prices == nil ? ["no cost: `llm` was given no `prices`"] : []
        return [prompts, replies] + money
    }

    /// Before any reply is known.
    private func expectedReply(about sentence: Sentence, countTokens: (String) -> Int) -> Estimated {
        let types = types.map(\.name)
        let labelled = sentence.spans.filter { types.contains($0.type) }
        let guessed = stride(from: 0, to: sentence.tokens.count, by: TokenCount.tokensPerEntity).map { Span($0, $0 + 1, types.first ?? "") }
        let spans = sentence.spans.isEmpty ? guessed : labelled
        let least = Double(countTokens(prompt.form.text([], of: sentence.tokens)))
        let answer = Double(countTokens(prompt.form.text(spans, of: sentence.tokens)))
        let reasoning = prompt.form.name == ReplyForm.cot.name ? TokenCount.reasoning : .zero
        let longest = Double(parameters.maxTokens ?? .max)
        let high = min(longest, TokenCount.uncalibrated.high * (2 * answer + 10) + reasoning.high)
        let low = min(high, TokenCount.uncalibrated.low * least + reasoning.low)
        return Estimated(low: low, middle: min(high, max(low, answer + reasoning.middle)), high: high)
    }
}

/// What is known of token counts before a service has counted any.
private enum TokenCount {
    /// A service's tokens for each of ours. On eight calls of gpt-3.5-turbo it counted 1.05 for the prompt and 0.89 to 0.95 for replies.
    static let uncalibrated = Estimated(low: 0.8, middle: 1, high: 1.3)
    /// Sentences of CoNLL-2003 have an entity in 8.7 tokens.
    static let tokensPerEntity = 8
    /// Tokens of the steps that a reply with reasoning writes down.
    static let reasoning = Estimated(low: 60, middle: 180, high: 500)
}

/// What recorded calls to a model took.
private struct RecordedUsage {
    /// Prompt tokens that the service counted for each of ours.
    private(set) var promptRatios: [Double] = []
    /// Of replies to the model's prompt.
    private(set) var completionTokens: [Double] = []

    /// So many calls settle the ratio.
    private static let enough = 200

    init(_ contents: RecordingContents, of model: LanguageModel, countTokens: (String) -> Int) {
        for reply in contents.replies {
            guard let usage = reply.usage, let ask = reply.ask.flatMap({ contents.asks[$0] }), ask.model == model.endpoint.model else { continue }
            if ask.prompt == model.prompt.name, ask.form == model.prompt.form.name, usage.completionTokens > 0 {
                completionTokens.append(Double(usage.completionTokens))
            }
            guard promptRatios.count < Self.enough, let tokens = reply.tokens else { continue }
            let sentence = Sentence(
                tokens: tokens, origin: Origin(file: "", number: 0, line: 0), running: reply.text.map { RunningText(text: $0, offsets: []) })
            let ours = countTokens(ask.frame.messages.map { $0.text(for: sentence) }.joined(separator: "\n"))
            if ours > 0, usage.promptTokens > 0 { promptRatios.append(Double(usage.promptTokens) / Double(ours)) }
        }
    }
}
