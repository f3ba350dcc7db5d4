import Annotator
import Corpus
import Notebook
import Report

extension Prompt: Kind {
    package static let kindName = "prompt"

    private enum CodingKeys: CodingKey { case name, identity }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(identity, forKey: .identity)
    }

    package static let fields: [Field<Prompt>] = [
        Field("name", "what it is called") { $0.name },
        Field("reply", "how its replies name entities: a form of `recording`") { $0.form.name },
        Field("text", "the text with its places, as it is written") { $0.template?.source },
        Field("examples", "what it shows as examples; none where it shows none") { $0.examples?.name },
    ]

    package var summary: String { examples.map { "\(name) with \($0.name)" } ?? name }

    package var blocks: [Block] {
        [.text("\(summary): a prompt for replies of the form \(form.name)")] + (template.map { [.text($0.source)] } ?? [])
    }
}

extension ExampleChoice: Kind {
    package static let kindName = "examples"

    private enum CodingKeys: CodingKey { case name, identity }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(identity, forKey: .identity)
    }

    package static let fields: [Field<ExampleChoice>] = [
        Field("name", "how they are chosen, from what, how many") { $0.name },
    ]

    package var summary: String { "examples for a prompt: \(name)" }
}

/// Entity types with definitions, as a user writes them: `{PER: "people", LOC: "places"}`, or `[PER, …]` by name alone.
struct TypeDefinitions: Argument {
    let types: [EntityType]

    static let type = ValueType.either([.record(nil), .list(.text)])

    /// The types of CoNLL-2003.
    static let conll = TypeDefinitions(types: EntityType.conll)

    private init(types: [EntityType]) {
        self.types = types
    }

    init(_ value: Value) throws(Mismatch) {
        switch value {
        case .record(let record) where !record.fields.isEmpty:
            types = try record.fields.map { field throws(Mismatch) in
                switch field.value {
                case .text(let definition): EntityType(field.name, definition)
                case .none: EntityType.named(field.name)
                default: throw Mismatch(expected: "a definition in quotes for each type")
                }
            }
        case .list(let values) where !values.isEmpty:
            types = try [String](value).map { EntityType.named($0) }
        default: throw Mismatch(expected: "types with their definitions, such as {PER: \"people\"}")
        }
    }
}
