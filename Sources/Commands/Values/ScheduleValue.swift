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

    package var summary: String { name }

    package var blocks: [Block] {
        [.text("\(name): p(t) = \(formula)\n\(source)")]
    }
}
