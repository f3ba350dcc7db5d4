import Report

/// A kind of value that commands make and take: a dataset, a model, a score. It says once what it is called, what can be asked of
/// it, what it shows, and as what it is encoded: values of one encoding are the same value, whatever made them. Kinds that can be
/// decoded too are kept in the store; others are made again.
package protocol Kind: Argument, ValueConvertible, Encodable {
    /// As it stands in messages and help: "dataset".
    static var kindName: String { get }
    /// What `value.name` gives.
    static var fields: [Field<Self>] { get }
    /// One line.
    var summary: String { get }
    /// What is shown when the value is looked at.
    var blocks: [Block] { get }
    /// What can be drawn of it: pages show it behind the blocks.
    func charts() async throws -> [Chart]
    /// What it adds to a row of the table that a `for` yields.
    var columns: [(name: String, value: Value)] { get }
    /// Whether such a table holds on to the value itself, unseen: `results` of `Table`. Of what is large, such as a model, it must not.
    static var staysInTables: Bool { get }
}

/// One field of a kind.
package struct Field<Root: Sendable>: Sendable {
    package let name: String
    package let type: ValueType
    package let meaning: String
    package let isColumn: Bool
    package let get: @Sendable (Root) -> Value

    package init<Result: ValueConvertible>(
        _ name: String, _ meaning: String, isColumn: Bool = false, _ get: @escaping @Sendable (Root) -> Result
    ) {
        self.name = name
        self.type = Result.valueType
        self.meaning = meaning
        self.isColumn = isColumn
        self.get = { get($0).value }
    }
}

extension Kind {
    package static var type: ValueType { .kind(kindName) }
    package static var valueType: ValueType { type }
    package var value: Value { .kind(self) }

    package init(_ value: Value) throws(Mismatch) {
        guard case .kind(let kind) = value, let match = kind as? Self else { throw Mismatch(expected: Self.type.description) }
        self = match
    }

    package var blocks: [Block] { [.text(summary)] }

    package func charts() async throws -> [Chart] { [] }

    package static var staysInTables: Bool { false }

    package var columns: [(name: String, value: Value)] {
        Self.fields.filter(\.isColumn).map { ($0.name, $0.get(self)) }
    }

    static var description: KindDescription {
        KindDescription(name: kindName, fields: fields.map { ($0.name, $0.type, $0.meaning) })
    }

    func field(_ name: String) -> Value? {
        Self.fields.first { $0.name == name }?.get(self)
    }

    var allFields: [(name: String, value: Value)] {
        Self.fields.map { ($0.name, $0.get(self)) }
    }
}

/// A kind without its Swift type.
package struct KindDescription: Sendable {
    package let name: String
    package let fields: [(name: String, type: ValueType, meaning: String)]
}
