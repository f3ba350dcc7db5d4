import Notebook
import Numerics
import Report

extension Loss: Kind {
    package static let kindName = "loss"

    package static let fields: [Field<Loss>] = [
        Field("name", "as one would type it") { $0.name },
        Field("formula", "what a label costs to which the model gives the probability p") { $0.formula },
        Field("source", "where the formula comes from") { $0.source },
    ]

    package var summary: String { name }

    package var blocks: [Block] {
        [.text("\(name): \(formula)\n\(source)")]
    }
}
