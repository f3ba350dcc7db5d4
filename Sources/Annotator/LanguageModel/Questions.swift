import ChatClient
import Corpus
import Diagnostics

/// What a model is asked about some sentences: for each the same question so many times.
struct Questions: Sendable {
    /// One list of keys a sentence, a key a sample.
    let keys: [[CallKey]]
    /// The types that are asked for, in the order of their definitions.
    let types: [String]
    private let asks: [String: Ask]
    private let sentences: [Sentence]

    /// A call to be made.
    struct Missing: Sendable {
        let key: CallKey
        let ask: Ask
        /// The first of those with its words.
        let sentence: Sentence

        var request: ChatRequest {
            ask.request(about: { $0.text(for: sentence) }, sample: key.sample)
        }

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
        keys = try sentences.map { sentence in
            let frame = try model.prompt.frame(sentence, types)
            let ask = asks[frame] ?? Ask(
                model: model.endpoint.model, parameters: model.parameters, fields: model.endpoint.fields, frame: frame, prompt: model.prompt.name,
                form: model.prompt.form.name)
            asks[frame] = ask
            return (0..<samples).map { CallKey(ask, sentence, sample: $0) }
        }
        self.types = types.map(\.name)
        self.asks = Dictionary(uniqueKeysWithValues: asks.values.map { ($0.id, $0) })
        self.sentences = sentences
    }

    /// The calls that a recording does not hold, each once, in the order of the sentences.
    func missing(from contents: RecordingContents) -> [Missing] {
        let known = contents.byKey
        var seen = Set<CallKey>()
        return zip(sentences, keys).flatMap { sentence, keys in
            keys.compactMap { key in
                guard known[key] == nil, seen.insert(key).inserted, let ask = asks[key.ask] else { return nil }
                return Missing(key: key, ask: ask, sentence: sentence)
            }
        }
    }

    /// The replies of all calls that a recording holds.
    func recorded(in contents: RecordingContents) -> [RecordedReply] {
        let known = contents.byKey
        return Set(keys.joined()).compactMap { known[$0] }
    }

    /// What a replay says of calls that are not recorded.
    func unrecorded(_ missing: [Missing], in recording: String, of dataset: Dataset) -> Diagnostic {
        let total = Set(keys.joined()).count
        let first = missing.prefix(3).map { "sentence \($0.sentence.origin.number), sample \($0.key.sample): \($0.sentence.text)" }
        let rest = missing.count > first.count ? ["and \(missing.count - first.count) more"] : []
        return Diagnostic(
            "\(missing.count) of the \(total) calls for `\(dataset.name)` are not recorded in `\(recording)`, and nothing is asked here",
            label: "a run with a network asks for them and records them", notes: first + rest)
    }
}
