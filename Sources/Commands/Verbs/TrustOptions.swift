import Corpus
import Diagnostics
import Notebook
import Numerics
import Tagger

/// How `train` learns from labels that may be wrong.
struct TrustOptions: OptionGroup {
    var loss = Loss.crossEntropy
    var sourceWeights: SourceWeights?
    var sentenceWeights: Certainty?
    var masked: SourceNames?
    var soft: SoftLabels?
    var temperature = 1.0

    static let options: [Option<TrustOptions>] = [
        Option("loss", \.loss, "what a prediction costs: a row of the table of losses", shown: Loss.crossEntropy.name),
        Option("source_weights", \.sourceWeights, "what the words of a source weigh in the loss, as in {distilled: 0.5}; others weigh 1"),
        Option("sentence_weights", \.sentenceWeights, "what weighs a sentence: the mean votes of its entities, as a share of the most that one has, or their mean confidence; without entities, or where no teacher says, it weighs 1"),
        Option("mask_o", \.masked, "sources whose words outside entities are not scored: a teacher that misses entities is wrong there"),
        Option("soft", \.soft, "labels that are not sure, of distilled sentences alone, gold stays sure: by the share of votes, by confidence, or as a model takes them"),
        Option(
            "temperature", \.temperature, "of the labels that a model gives by `soft`, and of what learns them: above 1 they tell more of the classes that are not chosen", .positive,
            defaultUse: .beside([.given("soft", as: Model.self)])),
    ]

    /// How far each source of a training is believed.
    /// - Throws: `Diagnostic` for options that do not go together, or with the data.
    func trusts(of data: MixedData) throws -> [LabelTrust] {
        var trusts = data.datasets.map { _ in LabelTrust() }
        for (name, weight) in sourceWeights?.byName ?? [] {
            for source in try data.sources(named: name, by: "source_weights") { trusts[source].weight = weight }
        }
        if trusts.allSatisfy({ $0.weight == 0 }) {
            throw Diagnostic("every source weighs 0, so that nothing is learned", label: "give one of them another weight in `source_weights`")
        }
        let (isOfSpans, words) = (try Dataset.commonLabelling(data.datasets) == .spans, data.datasets[0].name)
        if !isOfSpans, masked != nil || soft.map({ if case .told = $0 { true } else { false } }) == true {
            throw Diagnostic(
                "`\(masked != nil ? "mask_o" : "soft")` is about words outside entities, and `\(words)` has a label on every word",
                label: "`soft=tagger` takes the labels of a model")
        }
        for name in masked?.names ?? [] {
            for source in try data.sources(named: name, by: "mask_o") { trusts[source].masksOutside = true }
        }
        if let sentenceWeights {
            try requireSome(sentenceWeights, in: data.datasets, for: "sentence_weights")
            for source in trusts.indices where data.datasets[source].tells(sentenceWeights) { trusts[source].sentences = sentenceWeights }
        }
        if soft != nil, data.distilled.isEmpty {
            throw Diagnostic("`soft` is for the labels of a teacher, and `\(data.datasets[0].name)` has gold labels", label: "gold labels are sure")
        }
        if case .told(let certainty)? = soft {
            try requireSome(certainty, in: data.distilled.map { data.datasets[$0] }, for: "soft")
            for source in data.distilled where data.datasets[source].tells(certainty) { trusts[source].soft = certainty }
        }
        if temperature != 1, teacher == nil {
            throw Diagnostic("`temperature` is of the labels that a model gives", label: "give one, as in `soft=tagger`")
        }
        return trusts
    }

    /// The model that gives soft labels.
    var teacher: Model? {
        if case .model(let model)? = soft { model } else { nil }
    }

    private func requireSome(_ certainty: Certainty, in datasets: [Dataset], for option: String) throws {
        guard !datasets.contains(where: { $0.tells(certainty) }) else { return }
        throw Diagnostic(
            "`\(option)` goes by \(certainty.rawValue), and no labels here carry any",
            label: certainty == .votes ? "`annotate … samples=5` votes" : "`annotate … by=tagger` says how sure it is")
    }
}

extension Certainty: Choice {}

/// Weights of sources in the loss, by their names.
struct SourceWeights: Argument {
    let byName: [(name: String, weight: Double)]

    static var type: ValueType { .record(nil) }

    init(_ value: Value) throws(Mismatch) {
        guard case .record(let record) = value else { throw Mismatch(expected: "a record") }
        var byName: [(name: String, weight: Double)] = []
        for field in record.fields {
            guard case .number(let weight) = field.value, weight >= 0, weight.isFinite else {
                throw Mismatch(expected: "weights of 0 or more, as in {distilled: 0.5}")
            }
            byName.append((field.name, weight))
        }
        self.byName = byName
    }
}

/// One source or several: by role as a bare word, by name as a text.
struct SourceNames: Argument {
    let names: [String]

    static var type: ValueType { .either([.choice(MixedData.roles), .list(.text)]) }

    init(_ value: Value) throws(Mismatch) {
        switch value {
        case .text(let name): names = [name]
        case .list: names = try [String](value)
        default: throw Mismatch(expected: Self.type.description)
        }
    }
}

/// Where labels that are not sure come from.
enum SoftLabels: Argument {
    case told(Certainty)
    case model(Model)

    static var type: ValueType { .either([Certainty.type, Model.type]) }

    init(_ value: Value) throws(Mismatch) {
        switch value {
        case .text(let word):
            guard let certainty = Certainty(rawValue: word) else { throw Mismatch(expected: "votes, confidence or a model") }
            self = .told(certainty)
        case .kind(let model as Model): self = .model(model)
        default: throw Mismatch(expected: "votes, confidence or a model")
        }
    }
}
