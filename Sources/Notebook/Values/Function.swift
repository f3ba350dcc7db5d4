import Diagnostics
import Script

/// What can be called: a command, or what a `def` defines.
package protocol Callee: Sendable {
    var name: String { get }
    var parameters: [ParameterInfo] { get }
}

extension Callee {
    /// `mix distilled original [schedule=simple] …`
    package var signature: String {
        ([name] + parameters.map(\.usage)).joined(separator: " ")
    }

    /// The signature without its options where they are many.
    var shortSignature: String {
        let needed = parameters.filter { !$0.isNamedOnly || $0.defaultText == nil }
        guard parameters.count - needed.count > 8 else { return signature }
        return ([name] + needed.map(\.usage) + ["[option=…] …"]).joined(separator: " ")
    }

    /// What a mistake in a call of it is told with.
    var usageNote: String {
        shortSignature == signature ? "usage: \(signature)" : "usage: \(shortSignature); `?\(name)` lists the options"
    }
}

/// Where code was read: what turns its offsets into places and folders.
struct Origin: Sendable {
    var source: SourceText
    /// What relative paths of the first file are relative to.
    var root: String
    var included: [IncludedFile] = []

    init(_ tree: Tree, root: String) {
        source = tree.source
        self.root = root
        included = tree.included
    }

    func folder(at offset: Int) -> String {
        included.first { $0.range.contains(offset) }?.folder ?? root
    }
}

/// The value of a `def`: its code, and the values that the code takes from around it. It is called by its name, or by a command that
/// takes it as an argument.
package struct Function: Callee {
    let definition: Definition
    let origin: Origin
    /// What the names free in the code stood for where it was defined.
    package let names: [String: Value]
    let functions: [String: Function]
    /// The code as the canonical printer writes it. With `names` it decides what the function is.
    package let text: String
    package let parameters: [ParameterInfo]
    private let ask: @Sendable (Function, [Value]) async throws -> Value

    init(
        _ definition: Definition, origin: Origin, names: [String: Value], functions: [String: Function],
        ask: @escaping @Sendable (Function, [Value]) async throws -> Value
    ) {
        self.definition = definition
        self.origin = origin
        self.names = names
        self.functions = functions
        text = definition.canonicalText(origin.source)
        parameters = definition.infos(origin.source)
        self.ask = ask
    }

    package var name: String { definition.name.text }

    /// All that decides what it gives, for people: the code, and what the names in it that it does not bind stand for.
    package var identity: String {
        let around = names.keys.sorted().filter { functions[$0] == nil }.compactMap { name in names[name].map { "\(name) = \($0.summary)" } }
        let called = functions.keys.sorted().compactMap { functions[$0]?.identity }
        return ([text] + (around + called).map { "with " + $0 }).joined(separator: ", ")
    }

    /// `def fade(t)`: what is shown of it.
    package var heading: String {
        "def \(name)(\(definition.parameters.map(\.name.text).joined(separator: ", ")))"
    }

    /// The value for some arguments, in the order of the parameters.
    ///
    /// - Throws: `Diagnostic` with the place in its code.
    package func value(of arguments: Value...) async throws -> Value {
        try await ask(self, arguments)
    }

    /// The same function, to be run in another way.
    func asked(by ask: @escaping @Sendable (Function, [Value]) async throws -> Value) -> Function {
        Function(copying: self, ask: ask)
    }

    private init(copying other: Function, ask: @escaping @Sendable (Function, [Value]) async throws -> Value) {
        definition = other.definition
        origin = other.origin
        names = other.names
        functions = other.functions
        text = other.text
        parameters = other.parameters
        self.ask = ask
    }
}

extension Function: Encodable {
    /// Functions with the same code and the same around it are the same.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        try container.encode(text)
        for name in names.keys.sorted() {
            try container.encode(name)
            try container.encode(names[name])
        }
        for name in functions.keys.sorted() { try container.encode(functions[name]) }
    }
}

extension Function: Argument, ValueConvertible {
    package static var type: ValueType { .function(of: [], giving: .any) }
    package static var valueType: ValueType { type }
    package var value: Value { .function(self) }

    package init(_ value: Value) throws(Mismatch) {
        guard case .function(let function) = value else { throw Mismatch(expected: Self.type.description) }
        self = function
    }
}

extension Definition {
    /// Its parameters as a command's: of any type.
    func infos(_ source: SourceText) -> [ParameterInfo] {
        parameters.map { parameter in
            ParameterInfo(
                name: parameter.name.text, type: .any, meaning: "a parameter of `\(name.text)`",
                defaultText: parameter.defaultValue.map { source.text($0.range) }, isNamedOnly: false, takesRest: false,
                validate: { _ throws(Mismatch) in })
        }
    }
}
