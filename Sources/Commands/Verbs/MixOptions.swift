import Corpus
import Diagnostics
import Mixing
import Notebook

/// How long a run is and how many sentences a step sees.
struct RunOptions: OptionGroup {
    var batch = 32
    var epochs: Int?
    var steps: Int?

    static let options: [Option<RunOptions>] = [
        Option("batch", \.batch, "sentences a step", .positive),
        Option("epochs", \.epochs, "passes over as many sentences as the sources have together", shown: "3", .optional(.positive), defaultUse: .without([.given("steps")])),
        Option("steps", \.steps, "optimiser steps, instead of epochs", .optional(.positive)),
    ]
}

/// What divides the draws between the sources.
struct BlendOptions: OptionGroup {
    var schedule: Schedule?
    var weights: BlendWeights?
    var grain = Grain.step
    var dev: Dataset?

    static let options: [Option<BlendOptions>] = [
        Option("schedule", \.schedule, "how the share of distilled sentences changes over the run", shown: "simple", defaultUse: .without([.given("weights")])),
        Option(
            "weights", \.weights,
            "in place of a schedule, for any number of sources: what each weighs over the run, a number, a schedule or a function of t; the shares are the weights divided by their sum"),
        Option("grain", \.grain, "step: shares change with every draw; epoch: within an epoch the share is the curve's mean over it"),
        Option("dev", \.dev, "the dev set, for schedules that train on it too, as `gold_dev` does; others draw none of it"),
    ]
}

extension Grain: Choice {}

/// One dataset, or several by name.
enum MixtureInput: Argument {
    case dataset(Dataset)
    case named([(name: String, dataset: Dataset)])

    static var type: ValueType { .either([Dataset.type, .record(nil)]) }

    init(_ value: Value) throws(Mismatch) {
        let mismatch = Mismatch(expected: "a dataset or a record of datasets")
        switch value {
        case .kind(let dataset as Dataset): self = .dataset(dataset)
        case .record(let record) where !record.fields.isEmpty:
            var named: [(name: String, dataset: Dataset)] = []
            for field in record.fields {
                guard case .kind(let dataset as Dataset) = field.value else { throw mismatch }
                named.append((field.name, dataset))
            }
            self = .named(named)
        default: throw mismatch
        }
    }
}

/// What each source weighs, by its name.
struct BlendWeights: Argument {
    let byName: [(name: String, weight: SourceWeight)]

    static var type: ValueType { .record(nil) }

    init(_ value: Value) throws(Mismatch) {
        guard case .record(let record) = value else { throw Mismatch(expected: "a record") }
        var byName: [(name: String, weight: SourceWeight)] = []
        for field in record.fields { byName.append((field.name, try SourceWeight(field.value))) }
        self.byName = byName
    }

    /// The weights of some sources, in their order.
    /// - Throws: `Diagnostic` for a name that is no source's, and for a source without a weight.
    func weights(of sources: [String]) throws -> [SourceWeight] {
        for (name, _) in byName where !sources.contains(name) {
            let near = suggestion(for: name, among: sources).map { "did you mean `\($0)`?" }
            throw Diagnostic("`weights` names `\(name)`, which is no source here", label: near ?? "there are \(sources.joined(separator: ", "))")
        }
        return try sources.map { source in
            guard let found = byName.first(where: { $0.name == source }) else {
                throw Diagnostic("`weights` says nothing of `\(source)`", label: "every source has a weight; `\(source): 0` leaves it out")
            }
            return found.weight
        }
    }
}

extension SourceWeight {
    fileprivate init(_ value: Value) throws(Mismatch) {
        switch value {
        case .number(let weight) where weight >= 0 && weight.isFinite: self = .fixed(weight)
        case .kind(is Schedule), .function: self = .changing(try Schedule(value))
        default: throw Mismatch(expected: "numbers of 0 or more, schedules or functions of a number, as in {llm: power, gold: 1}")
        }
    }
}
