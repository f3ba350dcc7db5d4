/// While a script is planned, what costs much is not done, and what it would give is `.unknown`: a type and, where more can be said,
/// a stand-in. A stand-in has the right shape, such as the sentences, label set or number of weights; its figures mean nothing.
extension Value {
    static func unknown(_ type: ValueType) -> Value { .unknown(type, standIn: nil) }

    static func unknown(like standIn: Value) -> Value { .unknown(standIn.type, standIn: standIn) }

    var isUnknown: Bool {
        if case .unknown = self { true } else { false }
    }

    /// It is unknown, or something within it is.
    var holdsUnknown: Bool {
        switch self {
        case .unknown: true
        case .list(let values): values.contains(where: \.holdsUnknown)
        case .record(let record): record.fields.contains(where: \.value.holdsUnknown)
        case .table(let table): table.rows.contains { $0.contains(where: \.holdsUnknown) } || table.results.contains(where: \.holdsUnknown)
        case .function(let function): function.names.values.contains(where: \.holdsUnknown)
        default: false
        }
    }

    /// The stand-in of an unknown value, where it has one.
    var shape: Value {
        if case .unknown(_, let standIn?) = self { standIn } else { self }
    }

    /// A part of `whole`: where that is unknown, its parts are.
    func known(as whole: Value) -> Value {
        if case .unknown = whole { .unknown(like: self) } else { self }
    }

    /// The value with stand-ins for all that is unknown within it; nil where one is missing.
    var standIn: Value? {
        switch self {
        case .unknown(_, let standIn): return standIn?.standIn
        case .list(let values): return values.standIns.map(Value.list)
        case .record(let record):
            guard let values = record.fields.map(\.value).standIns else { return nil }
            return .record(Record(zip(record.fields, values).map { ($0.name, $1) }))
        case .table(let table):
            let rows = table.rows.compactMap(\.standIns)
            guard rows.count == table.rows.count, let results = table.results.standIns else { return nil }
            return .table(Table(columns: table.columns, rows: rows, results: results))
        default: return self
        }
    }
}

extension [Value] {
    /// Nil where one of them has none.
    var standIns: [Value]? {
        let found = compactMap(\.standIn)
        return found.count == count ? found : nil
    }
}
