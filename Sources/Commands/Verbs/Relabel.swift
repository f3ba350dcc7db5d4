import Corpus
import Diagnostics
import Notebook

extension Command {
    static let relabel = Command(
        "relabel", "rename entity types, or drop some: {Person: \"PER\", Date: none}",
        example: """
            let news = generate news size=40
            let places = relabel news {LOC: "PLACE", MISC: none}
            assert places.types == ["ORG", "PER", "PLACE"]
            assert places.entities < news.entities
            """,
        labels: { arguments in
            guard let dataset = arguments.dataset("dataset"), case .record(let names)? = arguments.constant("names") else { return nil }
            return try dataset.relabel(newNames(names)).types
        },
        Parameter<Dataset>("dataset", "whose types to rename"),
        Parameter<Record>("names", "new names by old ones; `none` drops the entities of a type")
    ) { _, dataset, names in
        try dataset.relabel(newNames(names))
    }

    private static func newNames(_ names: Record) throws -> [String: String?] {
        var mapping: [String: String?] = [:]
        for field in names.fields {
            switch field.value {
            case .text(let name): mapping[field.name] = .some(name)
            case .none: mapping[field.name] = .some(nil)
            default: throw Diagnostic("the new name of `\(field.name)` is a text or `none`, not \(field.value.type.description)")
            }
        }
        return mapping
    }
}
