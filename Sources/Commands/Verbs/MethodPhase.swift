import Notebook

/// The phases of the method of Huang, Tang and Chen 2024 (arXiv 2402.09282), as declarations of commands name them.
enum MethodPhase: Int {
    case labels = 1
    case regimens, blends

    var background: Command.Background {
        let question = switch self {
        case .labels: "how good are the labels of a language model, and what is learned from them?"
        case .regimens: "in which order are distilled and original sentences learned?"
        case .blends: "how are distilled and original sentences blended?"
        }
        return Command.Background(name: "method", text: "phase \(rawValue) of arXiv 2402.09282: \(question)")
    }
}
