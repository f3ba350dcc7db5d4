import Bert
import Corpus
import Diagnostics
import Notebook
import Report
import Tagger

/// The order of the sentences: for a dataset only, since a mixture has its own.
struct OrderOptions: OptionGroup {
    var batch: Int?
    var epochs: Int?
    var steps: Int?

    static let options: [Option<OrderOptions>] = [
        Option("batch", \.batch, "sentences a step", shown: "32", .optional(.positive), defaultUse: .without([.mixture])),
        Option("epochs", \.epochs, "passes over the dataset", shown: "3", .optional(.positive), defaultUse: .without([.mixture, .given("steps")])),
        Option("steps", \.steps, "optimiser steps, instead of epochs", .optional(.positive), defaultUse: .without([.mixture])),
    ]

    /// The first option that is given.
    var given: String? {
        [("batch", batch), ("epochs", epochs), ("steps", steps)].first { $0.1 != nil }?.0
    }
}

/// How a step is taken.
struct StepOptions: OptionGroup {
    var learningRate = TrainingOptions().learningRate
    var curve = TrainingOptions().curve
    var restart = TrainingOptions().learningRateRestart
    var warmup = TrainingOptions().warmUp
    var dropout = OptimizerOptions().dropout
    var weightDecay = OptimizerOptions().weightDecay
    var frozen = OptimizerOptions().frozen
    var layerDecay = OptimizerOptions().layerDecay
    var accumulate = OptimizerOptions().accumulate
    var clip = OptimizerOptions().clip
    var labelledPieces = TrainingOptions().labelledPieces
    var classWeights: ClassWeights?
    var threads: Int?

    static let options: [Option<StepOptions>] = [
        Option("lr", \.learningRate, "the highest learning rate", .positive),
        Option("lr_curve", \.curve, LearningRateCurve.meaning, shown: TrainingOptions().curve.name),
        Option(
            "lr_restart", \.restart,
            "none: the curve goes over all steps; stage: anew in each stage of a mixture, with a warm-up of its own", shown: "none",
            defaultUse: .beside([.mixture])),
        Option("warmup", \.warmup, "the share of the steps over which the learning rate rises", .share),
        Option("dropout", \.dropout, "of hidden states, attention and the classifier", .shareBelowOne),
        Option("weight_decay", \.weightDecay, "decoupled, on every parameter that learns", .notNegative),
        Option("freeze", \.frozen, "what stays as it is: nothing, the embeddings, or a number of layers with the embeddings below them", shown: "nothing"),
        Option("layer_decay", \.layerDecay, "the learning rate of a layer as a share of that of the layer above; the classifier has `lr`", .positiveShare),
        Option("accumulate", \.accumulate, "run each batch in so many pieces that share one step: the same gradient with less memory", .positive),
        Option("clip", \.clip, "the largest norm of the gradient", .positive),
        Option("labels_on", \.labelledPieces, "which pieces of a word are learned from: its first, or all, a B- word going on with I-"),
        Option("class_weights", \.classWeights, "what a word weighs in the loss, by entity type or O, as in {O: 0.5, MISC: 2}; others weigh 1"),
        Option("threads", \.threads, "how many threads compute; the result is the same for any number", shown: "all cores", .optional(.positive), changesValue: false),
    ]

    var training: TrainingOptions {
        var options = TrainingOptions()
        options.learningRate = learningRate
        options.curve = curve
        options.learningRateRestart = restart
        options.warmUp = warmup
        options.labelledPieces = labelledPieces
        options.classWeights = classWeights?.byType ?? [:]
        options.threads = threadCount(threads)
        options.optimizer = OptimizerOptions(dropout: dropout, weightDecay: weightDecay, clip: clip)
        options.optimizer.frozen = frozen
        options.optimizer.layerDecay = layerDecay
        options.optimizer.accumulate = accumulate
        return options
    }

    /// - Throws: `Diagnostic` for options that do not go together, with the model, or with the types that it will be able to tag.
    func check(_ model: TaggingModel, learning types: [String], on labelling: Labelling) throws {
        let layerCount = model.classifier.config.layerCount
        try classWeights?.check(types: model.types(afterTrainingFor: types, on: labelling))
        if case .layers(let count) = frozen, count > layerCount {
            throw Diagnostic(
                "`\(model.name)` has \(counted(layerCount, "layer")), \(count) are to be frozen",
                label: "`freeze=\(layerCount)` freezes all but the classifier")
        }
    }
}

/// What is looked at along the way, and when to stop.
struct TrainOptions: OptionGroup {
    var dev: Dataset?
    var evaluateEvery: Int?
    var patience: Int?
    var watch: Int?

    static let options: [Option<TrainOptions>] = [
        Option("dev", \.dev, "gold labels to evaluate on along the way: the model's `curve`"),
        Option(
            "eval_every", \.evaluateEvery, "steps from one evaluation, on `dev` or of what is watched, to the next", shown: "a tenth of all", .optional(.positive),
            defaultUse: .beside([.given("dev"), .given("watch")])),
        Option("patience", \.patience, "stop when so many evaluations have not raised F1 on `dev`, and keep the best weights", .optional(.positive)),
        Option(
            "watch", \.watch,
            "so many sentences of each source are tagged along the way, the same in every arm: the model's `watch` and `forgetting`; the weights are the same with or without",
            .optional(.positive)),
    ]

    /// - Throws: `Diagnostic` for options that do not go together, or with the types that a model will be able to tag.
    func check(_ model: TaggingModel, learning types: [String], on labelling: Labelling) throws {
        if let dev {
            try requireLabels(dev)
            try requireLabelling(dev, as: labelling)
            if labelling == .spans { try requireTypes(dev, among: model.types(afterTrainingFor: types, on: labelling)) }
        } else if let option = [("eval_every", watch == nil ? evaluateEvery : nil), ("patience", patience)].first(where: { $0.1 != nil })?.0 {
            throw Diagnostic("`\(option)` needs labels to evaluate on", label: "give some, as in `dev=(load \"dev.conll\")`")
        }
    }
}

extension DefaultUse.Counterpart {
    /// A mixture to learn from, which has its own order and stages.
    fileprivate static var mixture: Self { .given("on", as: MixedData.self) }
}

extension LabelledPieces: Choice {}

extension Frozen: Argument {
    package static var type: ValueType { .either([.choice(["nothing", "embeddings"]), .number]) }

    package init(_ value: Value) throws(Mismatch) {
        switch value {
        case .text("nothing"): self = .nothing
        case .text("embeddings"): self = .embeddings
        case .number(let number):
            guard let count = Int(exactly: number), count > 0 else { throw Mismatch(expected: "nothing, embeddings or a whole number above 0") }
            self = .layers(count)
        default: throw Mismatch(expected: "nothing, embeddings or a number of layers")
        }
    }
}

extension LearningRateCurve: Argument {
    package static var type: ValueType { .choice(all.map(\.name)) }

    package init(_ value: Value) throws(Mismatch) {
        guard case .text(let word) = value, let curve = Self.named(word) else { throw Mismatch(expected: Self.type.description) }
        self = curve
    }

    static var meaning: String {
        "how it goes on, t being 0 to 1: " + all.map { "\($0.name) \($0.formula)" }.joined(separator: ", ")
    }
}

extension LearningRateRestart: Argument {
    package static var type: ValueType { .choice(allCases.map(\.rawValue)) }

    package init(_ value: Value) throws(Mismatch) {
        switch value {
        // The word is the language's own.
        case .none: self = .none
        case .text(let word):
            guard let match = Self(rawValue: word) else { throw Mismatch(expected: Self.type.description) }
            self = match
        default: throw Mismatch(expected: Self.type.description)
        }
    }
}

extension Rule where Bound == Double {
    fileprivate static var shareBelowOne: Rule { Rule("a number from 0 up to, not including, 1") { $0 >= 0 && $0 < 1 } }
    fileprivate static var positiveShare: Rule { Rule("a number above 0, up to 1") { $0 > 0 && $0 <= 1 } }
}

/// Weights in the loss, by entity type or "O".
struct ClassWeights: Argument {
    let byType: [String: Double]

    static var type: ValueType { .record(nil) }

    init(_ value: Value) throws(Mismatch) {
        guard case .record(let record) = value else { throw Mismatch(expected: "a record") }
        var byType: [String: Double] = [:]
        for field in record.fields {
            guard case .number(let weight) = field.value, weight >= 0, weight.isFinite else {
                throw Mismatch(expected: "numbers of 0 or more, as in {O: 0.5, MISC: 2}")
            }
            byType[field.name] = weight
        }
        self.byType = byType
    }

    /// - Throws: `Diagnostic` for a name that is neither a type nor O.
    func check(types: [String]) throws {
        for name in byType.keys.sorted() where name != "O" && !types.contains(name) {
            let near = suggestion(for: name, among: types).map { "did you mean `\($0)`?" }
            throw Diagnostic(
                "`class_weights` names `\(name)`, which is no type learned here", label: near ?? "there are O \(types.joined(separator: " "))")
        }
    }
}
