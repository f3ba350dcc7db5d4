/// What the checker knows of a value before anything runs.
package indirect enum ValueType: Sendable, Hashable {
    case any
    case none
    case flag
    case number
    case text
    /// A text that names a file or folder; `exists` where a missing one is a mistake.
    case path(exists: Bool)
    /// One of these bare words.
    case choice([String])
    /// Any bare word: the name of a command in `help train`.
    case word
    case list(ValueType)
    /// Fields, where known.
    case record([RecordField]?)
    case table
    case tolerance
    /// What a `def` defines; of which types it is asked and what it must give, where a parameter says so.
    case function(of: [ValueType], giving: ValueType)
    case kind(String)
    case either([ValueType])

    package struct RecordField: Sendable, Hashable {
        package var name: String
        package var type: ValueType

        package init(name: String, type: ValueType) {
            self.name = name
            self.type = type
        }
    }

    /// Could a value of that type be good here? Unknown types could.
    package func accepts(_ other: ValueType) -> Bool {
        switch (self, other) {
        case (.any, _), (_, .any): true
        case (.either(let types), _): types.contains { $0.accepts(other) }
        case (_, .either(let types)): types.contains { accepts($0) }
        case (.text, .path), (.path, .text), (.choice, .text), (.word, .text), (.text, .choice), (.text, .word), (.path, .path): true
        case (.list(let element), .list(let given)): element.accepts(given)
        case (.record, .record), (.function, .function): true
        default: self == other
        }
    }

    /// With its article, as in "wants a dataset".
    package var description: String {
        switch self {
        case .any: "a value"
        case .none: "nothing"
        case .flag: "true or false"
        case .number: "a number"
        case .text: "a text"
        case .path: "a path"
        case .choice(let words): "one of " + words.joined(separator: ", ")
        case .word: "a word"
        case .list(.any): "a list"
        case .list(let element): "a list of \(element.plural)"
        case .record: "a record"
        case .table: "a table"
        case .tolerance: "a tolerance"
        case .function(let types, _): types.isEmpty ? "a function" : "a function of " + types.map(\.description).joined(separator: " and ")
        case .kind(let name): ("aeiou".contains(name.first ?? " ") ? "an " : "a ") + name
        case .either(let types): types.map(\.description).joined(separator: " or ")
        }
    }

    /// The words of a choice, where one may stand.
    var choiceWords: [String] {
        switch self {
        case .choice(let words): words
        case .either(let types): types.flatMap(\.choiceWords)
        default: []
        }
    }

    /// As in "a list of datasets".
    private var plural: String {
        switch self {
        case .any: "values"
        case .none: "nothings"
        case .flag: "flags"
        case .choice(let words): words.joined(separator: ", ")
        case .list: "lists"
        case .either(let types): types.map(\.plural).joined(separator: " or ")
        default: description.drop { $0 != " " }.dropFirst() + "s"
        }
    }
}
