import Diagnostics

/// `value.name` and `value[index]`.
enum Access {
    static func field(_ name: String, of value: Value) throws -> Value {
        switch value {
        case .record(let record):
            if let found = record[name] { return found }
            throw missing(name, "this record", record.fields.map(\.name))
        case .table(let table):
            if let column = table.column(name) { return .list(column) }
            throw missing(name, "this table", table.columns)
        case .kind(let kind):
            if let found = kind.field(name) { return found }
            throw missing(name, value.type.description, kind.allFields.map(\.name))
        default:
            throw Diagnostic("\(value.type.description) has no fields")
        }
    }

    static func index(_ index: Value, of value: Value) throws -> Value {
        switch (value, index) {
        case (.list(let values), .number): return try element(index, values.count) { values[$0] }
        case (.table(let table), .number): return try element(index, table.rows.count) { .record(table.record($0)) }
        case (.record(let record), .text(let name)):
            if let found = record[name] { return found }
            throw missing(name, "this record", record.fields.map(\.name))
        case (.table(let table), .text(let name)):
            if let column = table.column(name) { return .list(column) }
            throw missing(name, "this table", table.columns)
        default:
            throw Diagnostic("\(value.type.description) cannot be indexed by \(index.type.description)")
        }
    }

    private static func element(_ index: Value, _ count: Int, _ get: (Int) -> Value) throws -> Value {
        guard let position = try? Int(index) else { throw Diagnostic("an index is a whole number") }
        guard (0..<count).contains(position) else {
            throw Diagnostic("index \(position) is out of range", label: count == 0 ? "there are no elements" : "indices go from 0 to \(count - 1)")
        }
        return get(position)
    }

    static func missing(_ name: String, _ owner: String, _ known: [String]) -> Diagnostic {
        let near = suggestion(for: name, among: known)
        let label = near.map { "did you mean `\($0)`?" } ?? (known.isEmpty ? "it has none" : "it has " + known.joined(separator: ", "))
        return Diagnostic("\(owner) has no field `\(name)`", label: label)
    }
}
