import Annotator
import ChatClient
import Diagnostics
import Notebook

/// Where a model answers and how it may be asked: nothing of it changes what is asked.
struct EndpointOptions: OptionGroup {
    var url = "https://api.openai.com/v1"
    var key: String?
    var headers: Record?
    var timeout = 120.0
    var concurrency = 8
    var requestsPerMinute: Double?
    var tokensPerMinute: Double?
    var prices: [Double]?

    static let options: [Option<EndpointOptions>] = [
        Option("url", \.url, "of a service that speaks OpenAI's chat-completions protocol; a local server's is such as \"http://localhost:11434/v1\"", changesValue: false),
        Option(
            "key", \.key, "the environment variable that holds the key: \"env:NAME\"; the key itself is stored and shown nowhere", shown: "env:OPENAI_API_KEY for OpenAI, else none",
            changesValue: false),
        Option(
            "headers", \.headers, "further headers; of a secret one the environment variable, as in {api-key: \"env:NAME\"}", shown: "none",
            changesValue: false),
        Option("timeout", \.timeout, "seconds until one attempt is given up", .positive, changesValue: false),
        Option("concurrency", \.concurrency, "how many requests are on their way at a time", .positive, changesValue: false),
        Option("requests_per_minute", \.requestsPerMinute, "no more than so many", .optional(.positive), changesValue: false),
        Option("tokens_per_minute", \.tokensPerMinute, "no more than so many, of prompts and replies together", .optional(.positive), changesValue: false),
        Option(
            "prices", \.prices, "what a million tokens cost, of prompts and of replies, as in [0.15, 0.60]: for `estimate` and `budget`",
            .optional(Rule("two numbers, none below 0") { $0.count == 2 && $0.allSatisfy { $0 >= 0 } }), changesValue: false),
    ]

    private static let usual = EndpointOptions().url

    func endpoint(of model: String, fields: ExtraFields) throws -> ChatEndpoint {
        var limits = ChatLimits()
        limits.timeout = timeout
        limits.concurrency = concurrency
        limits.requestsPerMinute = requestsPerMinute
        limits.tokensPerMinute = tokensPerMinute
        let variable = key ?? (url == Self.usual ? "env:OPENAI_API_KEY" : "none")
        let headers = try (headers?.fields ?? []).map { name, value in
            guard case .text(let text) = value else { throw Diagnostic("the header `\(name)` wants a text, not \(value.type.description)") }
            return try ExtraHeader(name, text)
        }
        return try ChatEndpoint(url: url, model: model, key: try APIKey(variable), headers: headers, fields: fields, limits: limits)
    }
}

/// How a model is to answer.
struct AnswerOptions: OptionGroup {
    var temperature: Double? = 0
    var maxTokens = 1024
    var sampleSeed: Int?
    var json = false
    var logprobs = false
    var fields: Record?

    static let options: [Option<AnswerOptions>] = [
        Option("temperature", \.temperature, "0 takes the likeliest words; none leaves it to the server", .optional(Rule("a number from 0 on") { $0 >= 0 })),
        Option("max_tokens", \.maxTokens, "the longest reply; one that is cut off there is no answer", .positive),
        Option("sample_seed", \.sampleSeed, "a seed for servers that take one; of several samples each has its own"),
        Option("json", \.json, "asks for a reply that is one JSON object"),
        Option("logprobs", \.logprobs, "asks for log-probabilities, from which each entity gets its confidence"),
        Option("fields", \.fields, "further fields for the body of a request, as in {top_p: 0.9}", shown: "none"),
    ]

    var parameters: ChatParameters {
        ChatParameters(temperature: temperature, maxTokens: maxTokens, seed: sampleSeed, json: json, logprobs: logprobs)
    }
}

extension Command {
    static let llm = Command(
        "llm", "a language model as a teacher: whatever speaks OpenAI's chat-completions protocol, there or on this machine",
        example: """
            let gpt = llm "gpt-4o-mini" prompt=cot
            assert gpt.name == "gpt-4o-mini" and gpt.prompt == "cot" and not gpt.simulated
            let local = llm "llama3.1" url="http://localhost:11434/v1" types={HERO: "heroes of tales", PLACE: "where tales play"}
            assert local.types == ["HERO", "PLACE"]
            """,
        Parameter<String>("model", "the model's name at its service"),
        Parameter<Prompt?>("prompt", "what it is asked: standard, cot, marked, list, or a `prompt` of your own", default: nil, shown: "standard", isNamedOnly: true),
        Parameter<TypeDefinitions>("types", "the entity types with what is meant by them, as in {PER: \"people\"}", default: .conll, shown: "PER ORG LOC MISC", isNamedOnly: true),
        Parameter<RepeatedMentions?>(
            "repeats", "which occurrences of a mention a label is for: every one, or one a naming, in order", default: nil,
            shown: "as the reply's form has it", isNamedOnly: true),
        Parameter(AnswerOptions.self), Parameter(EndpointOptions.self)
    ) { _, name, prompt, types, repeats, answer, options in
        let fields = try answer.fields.map { try ExtraFields(Value.record($0).plainJSON.line) } ?? .none
        let model = LanguageModel(
            endpoint: try options.endpoint(of: name, fields: fields), parameters: answer.parameters, prompt: try prompt ?? BuiltInPrompt.standard.prompt(),
            types: types.types, prices: options.prices.map { Prices(prompt: $0[0], completion: $0[1]) }, repeats: repeats?.rule)
        return TeacherChoice(teacher: model, detail: "\(model.prompt.name) prompt for \(types.types.map(\.name).joined(separator: " ")) at \(model.endpoint.url)")
    }
}
