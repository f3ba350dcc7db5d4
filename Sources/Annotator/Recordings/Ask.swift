import ChatClient
import Diagnostics
import Store

/// What a model is asked with, but for the sentence: all that a reply depends on besides the sentence and the number of the sample.
/// The address and the key are no part of it: the same question to the same model elsewhere is the same question.
package struct Ask: Sendable, Hashable {
    package let model: String
    package let parameters: ChatParameters
    package let fields: ExtraFields
    package let frame: PromptFrame
    /// What the prompt is called, and how its replies are to be read. Neither changes what is asked.
    package let prompt: String
    package let form: String
    /// What a recording knows it by: the first 16 digits of the SHA-256 of what is asked.
    package let id: String

    package init(
        model: String, parameters: ChatParameters, fields: ExtraFields = .none, frame: PromptFrame, prompt: String, form: String
    ) {
        self.model = model
        self.parameters = parameters
        self.fields = fields
        self.frame = frame
        self.prompt = prompt
        self.form = form
        id = String(Digest(of: "{\(asked(model, parameters, fields, frame))}").text.prefix(16))
    }

    /// The request about one sentence. Of several samples each has a seed of its own, where there is a seed.
    package func request(about text: (PromptFrame.Message) -> String, sample: Int) -> ChatRequest {
        var parameters = parameters
        if sample > 0, let seed = parameters.seed { parameters.seed = seed + sample }
        let messages = frame.messages.map { ChatMessage($0.role, text($0)) }
        return ChatRequest(messages: messages, parameters: parameters)
    }

    /// As a line of a recording.
    var line: String {
        "{\"ask\":\(jsonString(id)),\"prompt\":\(jsonString(prompt)),\"form\":\(jsonString(form)),\(asked(model, parameters, fields, frame))}"
    }
}

/// The members that the digest is of, in a fixed order.
private func asked(_ model: String, _ parameters: ChatParameters, _ fields: ExtraFields, _ frame: PromptFrame) -> String {
    let messages = frame.messages.map { message in
        let parts = message.parts.map { part in
            switch part {
            case .text(let text): jsonString(text)
            case .slot(let slot): "{\"slot\":\(jsonString(slot.rawValue))}"
            }
        }
        return "{\"role\":\(jsonString(message.role.rawValue)),\"content\":[\(parts.joined(separator: ","))]}"
    }
    return "\"model\":\(jsonString(model)),\"parameters\":\(parameters.recorded),\"fields\":\(fields.json),\"messages\":[\(messages.joined(separator: ","))]"
}

extension Ask {
    /// Reads a line of a recording.
    ///
    /// - Throws: `Diagnostic` with its place where the line is of another make, or where what is asked is not what its name says.
    init(_ row: JSONValue, place: (Range<Int>) -> Place) throws {
        func field(_ name: String) throws -> JSONValue {
            if let value = row[name] { return value }
            throw Diagnostic("what is asked needs a field `\(name)`", at: place(row.range))
        }
        func text(_ name: String) throws -> String {
            let value = try field(name)
            if let text = value.text { return text }
            throw Diagnostic("field `\(name)` holds \(value.kind), but text is expected", at: place(value.range))
        }
        let messages = try field("messages")
        let frame = try (messages.list ?? []).map { try PromptFrame.Message($0, place: place) }
        if frame.isEmpty { throw Diagnostic("`messages` is a list of messages", at: place(messages.range)) }
        let name = try field("ask"), parameters = try field("parameters"), fields = try field("fields")
        guard let parsed = ChatParameters(parameters) else { throw Diagnostic("these are no parameters of a chat", at: place(parameters.range)) }
        self.init(
            model: try text("model"), parameters: parsed, fields: try ExtraFields(fields.canonical), frame: PromptFrame(messages: frame),
            prompt: try text("prompt"), form: try text("form"))
        guard name.text == id else {
            throw Diagnostic(
                "what is asked has been changed", at: place(name.range),
                label: "its digest is \(id)", notes: ["replies to the old question are no replies to this one"])
        }
    }
}

extension PromptFrame.Message {
    fileprivate init(_ value: JSONValue, place: (Range<Int>) -> Place) throws {
        guard let role = value["role"]?.text.flatMap(ChatMessage.Role.init), let content = value["content"]?.list else {
            throw Diagnostic("a message has a `role` and a `content` of parts", at: place(value.range))
        }
        self.init(
            role: role,
            parts: try content.map { part in
                if let text = part.text { return .text(text) }
                if let slot = part["slot"]?.text.flatMap(PromptFrame.Slot.init) { return .slot(slot) }
                throw Diagnostic("a part of a message is text, or `{\"slot\": \"text\"}`", at: place(part.range))
            })
    }
}
