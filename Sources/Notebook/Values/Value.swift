import Script

/// What an expression gives.
package enum Value: Sendable {
    case none
    case flag(Bool)
    case number(Double)
    case text(String)
    case list([Value])
    case record(Record)
    case table(Table)
    /// `middle +- deviation`: equals every number that near.
    case tolerance(middle: Double, deviation: Double)
    /// What a `def` defines.
    case function(Function)
    /// A dataset, a model, a score …
    case kind(any Kind)
    /// What only a run can tell, in a script that is planned and not run; see `holdsUnknown`.
    indirect case unknown(ValueType, standIn: Value?)
    /// What a call gave in an earlier run; only within a line, a block or a `def`.
    case deferred(Deferred)
}

/// Named values in order.
package struct Record: Sendable {
    package var fields: [(name: String, value: Value)]

    package init(_ fields: [(name: String, value: Value)]) {
        self.fields = fields
    }

    package subscript(name: String) -> Value? {
        fields.first { $0.name == name }?.value
    }
}

extension Value {
    package var type: ValueType {
        switch self {
        case .none: .none
        case .flag: .flag
        case .number: .number
        case .text: .text
        case .list: .list(.any)
        case .record: .record(nil)
        case .table: .table
        case .tolerance: .tolerance
        case .function: Function.type
        case .kind(let value): .kind(Swift.type(of: value).kindName)
        case .unknown(let type, _): type
        case .deferred(let deferred): deferred.type
        }
    }

    /// As it stands in a table's cell, in an interpolated text, or on one line.
    package var summary: String {
        switch self {
        case .none: "none"
        case .flag(let flag): flag ? "true" : "false"
        case .number(let number): shortened(number)
        case .text(let text): text
        case .list(let values): "[" + values.map(\.quoted).joined(separator: ", ") + "]"
        case .record(let record): "{" + record.fields.map { "\($0.name): \($0.value.quoted)" }.joined(separator: ", ") + "}"
        case .table(let table): "table of \(table.rows.count) rows: " + table.columns.joined(separator: ", ")
        case .tolerance(let middle, let deviation): "\(shortened(middle)) +- \(shortened(deviation))"
        case .function(let function): function.heading
        case .kind(let value): value.summary
        case .unknown: "not known before the run"
        case .deferred(let deferred): deferred.summary
        }
    }

    private var quoted: String {
        if case .text(let text) = self { return "\"\(text)\"" }
        return summary
    }
}

/// Six significant digits: enough to tell figures apart, few enough to read.
private func shortened(_ number: Double) -> String {
    guard number != number.rounded() || abs(number) >= 1e15 else { return format(number) }
    guard number.isFinite else { return "\(number)" }
    let scale = 6 - Int(log10Magnitude(number))
    var power = 1.0
    for _ in 0..<max(0, min(scale, 18)) { power *= 10 }
    if scale <= 0 { return format(number.rounded()) }
    return scale <= 15 ? format((number * power).rounded() / power) : format(number)
}

private func log10Magnitude(_ number: Double) -> Double {
    var magnitude = 0.0, rest = abs(number)
    while rest >= 10 { (rest, magnitude) = (rest / 10, magnitude + 1) }
    while rest < 1, rest > 0, magnitude > -12 { (rest, magnitude) = (rest * 10, magnitude - 1) }
    return magnitude + 1
}
