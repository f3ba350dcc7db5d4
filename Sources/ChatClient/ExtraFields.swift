import Diagnostics
import Store

/// Further fields for the body of each request, as a server of some kind may want them: `{"top_p": 0.9, "options": {"num_ctx": 4096}}`.
package struct ExtraFields: Sendable, Hashable, Codable {
    /// The object in canonical form.
    package let json: String
    /// Sorted by name, each value as JSON.
    let members: [(name: String, json: String)]

    package static let none = ExtraFields(members: [])

    /// Fields with a way of their own to be given, and those that change what a reply is.
    private static let reserved = [
        "model": "the model has an option of its own", "messages": "the prompt makes them",
        "temperature": "it has an option of its own", "max_tokens": "it has an option of its own", "seed": "it has an option of its own",
        "response_format": "`json` asks for it", "logprobs": "it has an option of its own",
        "stream": "replies are read whole", "n": "each request asks for one reply",
    ]

    private init(members: [(name: String, json: String)]) {
        self.members = members
        json = "{" + members.map { "\(jsonString($0.name)):\($0.json)" }.joined(separator: ",") + "}"
    }

    /// - Parameter json: the text of a JSON object.
    /// - Throws: `Diagnostic` with the place in the text.
    package init(_ json: String) throws {
        let source = SourceText(name: "further fields", text: json)
        let value = try JSONValue(parsing: Array(json.utf8), in: 0..<json.utf8.count) { source.place($0) }
        guard let members = value.members else {
            throw Diagnostic("further fields are a JSON object, but this is \(value.kind)", at: source.place(value.range))
        }
        for (name, value) in members {
            if let reason = Self.reserved[name] {
                throw Diagnostic("`\(name)` cannot be a further field: \(reason)", at: source.place(value.range))
            }
        }
        self.init(members: members.sorted { $0.name < $1.name }.map { ($0.name, $0.value.canonical) })
    }

    package static func == (a: ExtraFields, b: ExtraFields) -> Bool { a.json == b.json }
    package func hash(into hasher: inout Hasher) { hasher.combine(json) }

    package init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(json)
    }
}
