import Corpus
import Notebook

extension KnownArguments {
    /// A dataset with the label set of an argument and no sentence: enough for the rules by which datasets go together.
    func dataset(_ parameter: String) -> Dataset? { datasets([parameter]).first }

    func datasets(_ parameters: [String]) -> [Dataset] {
        all(parameters).map { Dataset(name: $0.name, sentences: [], types: $0.labels, labels: .gold) }
    }
}

/// Rules for the label sets of results, for the declarations of commands.
enum Labels {
    static func of(_ parameter: String) -> LabelRule { { $0[parameter] } }

    /// The widest set, which has to hold the others.
    static func common(_ parameters: String...) -> LabelRule {
        { arguments in
            guard arguments.areKnown(parameters) else { return nil }
            return try Dataset.commonTypes(arguments.datasets(parameters))
        }
    }
}
