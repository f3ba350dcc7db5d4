import ChatClient
import Corpus
import Diagnostics
import Foundation
import Store

/// A teacher behind a chat-completions endpoint, with all that decides what it is asked.
///
/// What it replies is recorded before it is used. A recorded reply is never asked for again; sentences of the same words share one.
package struct LanguageModel: Teacher {
    package let name: String
    package let isSimulated = false
    package let endpoint: ChatEndpoint
    package let parameters: ChatParameters
    package let prompt: Prompt
    package let types: [EntityType]
    package let prices: Prices?
    /// Which occurrences of a mention a label is for; nil is the rule of the prompt's reply form.
    package let repeats: RepeatRule?
    /// How it is asked: where replies are recorded, how often, for how much.
    package var asking: Asking?

    package init(
        endpoint: ChatEndpoint, parameters: ChatParameters, prompt: Prompt, types: [EntityType], prices: Prices? = nil, repeats: RepeatRule? = nil
    ) {
        name = endpoint.model
        self.endpoint = endpoint
        self.parameters = parameters
        self.prompt = prompt
        self.types = types
        self.prices = prices
        self.repeats = repeats
    }

    package var identity: String {
        let asked = types.map { "\($0.name): \($0.definition)" }.joined(separator: "\n")
        let samples = asking?.samples ?? 1
        return Digest(of: "\(parameters.recorded)\(endpoint.fields.json)\(prompt.identity)\(prompt.form.name)\(asked)\(repeats ?? prompt.form.repeats)\(samples)").text
    }

    /// Throws a `Diagnostic` for a type that it has no definition of; where replies are missing and no network may be asked, where the
    /// endpoint does not give them, or the budget does not reach: all that came until then is recorded.
    package func annotate(_ dataset: Dataset, types: [String]?, progress: ProgressSink) async throws -> TeacherAnswers {
        guard let asking else { preconditionFailure("a model is asked with a recording") }
        let questions = try Questions(dataset.sentences, to: self, types: types, samples: asking.samples)
        var contents = try asking.contents()
        var remarks: [Diagnostic] = []
        let missing = questions.missing(from: contents)
        if !missing.isEmpty {
            guard asking.allowsNetwork else { throw questions.unrecorded(missing, in: asking.recording, of: dataset) }
            let round = AskingRound(model: self, asking: asking, questions: questions, contents: contents, of: dataset)
            remarks = try await round.run(missing, progress: progress)
            contents = try asking.contents()
        }
        let known = contents.byKey
        let reader = ReplyReader(form: prompt.form, repeats: repeats, types: questions.types)
        let outcomes = zip(dataset.sentences, questions.keys).map { sentence, keys in
            reader.outcome(of: keys.compactMap { known[$0] }, for: sentence)
        }
        progress(ProgressUpdate("annotate", done: outcomes.count, total: outcomes.count, unit: "sentences"))
        return TeacherAnswers(outcomes: outcomes, types: questions.types.sorted(), remarks: remarks)
    }

    package func unrecordedCalls(for dataset: Dataset, types: [String]?) async throws -> Int {
        guard let asking else { preconditionFailure("a model is asked with a recording") }
        return try Questions(dataset.sentences, to: self, types: types, samples: asking.samples).missing(from: asking.contents()).count
    }
}

/// How a model is asked.
package struct Asking: Sendable {
    /// The file that replies are recorded in, and taken from.
    package var recording: String
    /// How many answers to each question.
    package var samples = 1
    /// The most that all of the calls may cost, those that are recorded already among them, in the currency of the prices.
    package var budget: Double?
    /// False in a replay: what is not recorded is then an error.
    package var allowsNetwork = true
    /// Who carries requests; nil is a client of the model's endpoint.
    var service: ChatService?

    package init(recording: String, samples: Int = 1, budget: Double? = nil, allowsNetwork: Bool = true) {
        self.recording = recording
        self.samples = samples
        self.budget = budget
        self.allowsNetwork = allowsNetwork
    }

    func contents() throws -> RecordingContents {
        FileManager.default.fileExists(atPath: recording) ? try RecordingContents(reading: recording) : RecordingContents()
    }
}

/// What brings replies to requests.
struct ChatService: Sendable {
    var reply: @Sendable (ChatRequest) async throws(ChatFault) -> ChatReply
    /// What is worth telling once the work is done.
    var remarks: @Sendable () -> [Diagnostic] = { [] }

    static func client(of endpoint: ChatEndpoint) -> ChatService {
        let client = ChatClient(endpoint)
        return ChatService(reply: { request throws(ChatFault) in try await client.reply(to: request) }, remarks: { client.remarks })
    }
}
