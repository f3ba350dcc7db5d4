import ChatClient
import Corpus
import Diagnostics

/// What a model is asked about some sentences: for each the same question so many times.
struct Questions: Sendable {
    /// One list of keys a sentence, a key a sample.
    let keys: [[CallKey]]
    /// The types that are asked for, in the order of their definitions.
    let types: [String]
    /// Each call once, in the order of the sentences.
    let calls: [Call]

    /// What is asked about a sentence.
    struct Call: Sendable {
        let key: CallKey
        let ask: Ask
        /// The first of those with its words.
        let sentence: Sentence

        var request: ChatRequest {
            ask.request(about: { $0.text(for: sentence) }, sample: key.sample)
        }

        /// Bytes of all messages.
        var promptBytes: Int { request.messages.reduce(0) { $0 + $1.content.utf8.count } }

        /// Where the sentence stands.
        var place: Place { Place(file: sentence.origin.file, line: sentence.origin.line, length: 1, excerpt: sentence.text) }
    }

    /// - Throws: `Diagnostic` for a type without a definition; what the prompt throws.
    init(_ sentences: [Sentence], to model: LanguageModel, types asked: [String]?, samples: Int) throws {
        for name in asked ?? [] where !model.types.contains(where: { $0.name == name }) {
            let near = suggestion(for: name, among: model.types.map(\.name)).map { "did you mean `\($0)`?" }
            throw Diagnostic("the model's prompt has no type `\(name)`", label: near ?? "its types are \(model.types.map(\.name).joined(separator: ", "))")
        }
        let types = model.types.filter { asked?.contains($0.name) ?? true }
        var asks: [PromptFrame: Ask] = [:]
        var calls: [Call] = []
        var seen = Set<CallKey>()
        keys = try sentences.map { sentence in
            let frame = try model.prompt.frame(sentence, types)
            let ask = asks[frame] ?? Ask(
                model: model.endpoint.model, parameters: model.parameters, fields: model.endpoint.fields, frame: frame, prompt: model.prompt.name,
                form: model.prompt.form.name)
            asks[frame] = ask
            let keys = (0..<samples).map { CallKey(ask, sentence, sample: $0) }
            for key in keys where seen.insert(key).inserted { calls.append(Call(key: key, ask: ask, sentence: sentence)) }
            return keys
        }
        self.calls = calls
        self.types = types.map(\.name)
    }

    /// The calls that a recording does not hold.
    func missing(from contents: RecordingContents) -> [Call] {
        calls.filter { contents.byKey[$0.key] == nil }
    }

    /// What a replay says of calls that are not recorded.
    func unrecorded(_ missing: [Call], in recording: String, of dataset: Dataset) -> Diagnostic {
        let first = missing.prefix(3).map { "sentence \($0.sentence.origin.number), sample \($0.key.sample): \($0.sentence.text)" }
        let rest = missing.count > first.count ? ["and \(missing.count - first.count) more"] : []
        return Diagnostic(
            "\(missing.count) of the \(calls.count) calls for `\(dataset.name)` are not recorded in `\(recording)`, and nothing is asked here",
            label: "a run with a network asks for them and records them", notes: first + rest)
    }
}
