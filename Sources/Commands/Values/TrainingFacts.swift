import Corpus
import Mixing
import Notebook

/// What a model was trained on, as tables of scores show it.
package struct TrainingFacts: Sendable, Codable {
    package struct Passes: Sendable, Codable {
        var role: String
        var passes: Double
    }

    package let steps: Int
    /// Role and passes of each source.
    package let passes: [Passes]
    /// Whose labels: "gold", "gpt35-zeroshot + gold", "simulated + gold".
    package let labels: String
    package let isSimulated: Bool

    /// - Parameters:
    ///   - chosenBy: the dataset whose labels decided which weights were kept.
    ///   - teacher: the model that gave soft labels.
    init(_ data: MixedData, steps: Int, chosenBy: Dataset?, teacher: Model? = nil) {
        let drawn = steps > 0 ? data.mixture.drawn[min(steps, data.mixture.stepCount) - 1] : data.mixture.sources.map { _ in 0 }
        self.init(data, steps: steps, drawn: drawn, chosenBy: chosenBy, teacher: teacher)
    }

    /// - Parameter drawn: how many sentences of each source the steps learned from.
    init(_ data: MixedData, steps: Int, drawn: [Int], chosenBy: Dataset?, teacher: Model?) {
        self.steps = steps
        passes = zip(drawn, data.mixture.sources).map { drawn, source in
            Passes(role: source.role, passes: source.count == 0 ? 0 : Double(drawn) / Double(source.count))
        }
        let used = zip(data.datasets, drawn).filter { $0.1 > 0 }.compactMap(\.0.labels)
        var names: [String] = []
        for source in used {
            let name = source.isSimulated ? "simulated" : source.name
            if !names.contains(name) { names.append(name) }
        }
        if let teacher { names.append("soft labels by \(LabelSource.standInName(teacher.tagging.name))") }
        labels = names.joined(separator: " + ")
        isSimulated = teacher?.training?.isSimulated == true || (used + [chosenBy?.labels].compactMap(\.self)).contains { $0.isSimulated }
    }

    var columns: [(name: String, value: Value)] {
        [("labels", .text(labels)), ("steps", .number(Double(steps)))]
            + passes.map { ($0.role.isEmpty ? "passes" : "passes_\($0.role)", .number($0.passes)) }
    }
}
