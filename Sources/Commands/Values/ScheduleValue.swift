import Diagnostics
import Mixing
import Notebook
import Report

extension Schedule: Kind {
    package static let kindName = "schedule"

    package static let fields: [Field<Schedule>] = [
        Field("name", "as one would type it") { $0.name },
        Field("formula", "the share of distilled sentences at progress t from 0 to 1") { $0.formula },
        Field("source", "where the formula comes from") { $0.source },
    ]

    /// A `def` of one number is a schedule too; its code, and what it takes from around it, is its name.
    package static var type: ValueType { .either([.kind(kindName), .function(of: [.number], giving: .number)]) }
    package static var valueType: ValueType { .kind(kindName) }

    package init(_ value: Value) throws(Mismatch) {
        switch value {
        case .kind(let schedule as Schedule): self = schedule
        case .function(let function): self.init(function)
        default: throw Mismatch(expected: Self.type.description)
        }
    }

    private init(_ function: Function) {
        self.init(name: function.identity, formula: function.text, source: "a `def`") { t in
            let value = try await function.value(of: .number(t))
            guard case .number(let share) = value else {
                throw Diagnostic("`\(function.name)` gives \(value.type.description) at t = \(t), not a number")
            }
            return share
        }
    }

    package var summary: String { name }

    package var blocks: [Block] {
        [.text("\(name): p(t) = \(formula)\n\(source)")]
    }
}
