import Bert
import Corpus
import Random
import Store

/// What decides the outcome of a training, to the bit: two trainings of the same identity give the same model, whatever the number
/// of threads. Facts that are long are there as checksums.
struct TrainingIdentity: Codable, Equatable {
    struct Fact: Codable, Equatable {
        /// Where it comes from, such as "optimizer.weightDecay": unique among the facts.
        var key: String
        /// In the reader's words, such as "weight decay"; of a checksum, what is said where it differs.
        var name: String
        var value: String
        var isChecksum = false
    }

    /// Those first whose change explains that others changed too.
    private(set) var facts: [Fact]

    /// - Parameter start: the classifier with which the training begins.
    init(
        start: TokenClassifier, tokenizer: String, batches: [[TrainingExample]], sources: [String], stages: [Int],
        development: [Sentence]?, watched: [[Sentence]], options: TrainingOptions, stream: RandomStream
    ) {
        facts = [
            Fact(key: "seed", name: "another seed", value: String(stream.name, radix: 16), isChecksum: true),
            Fact(key: "steps", name: "steps", value: String(batches.count)),
        ]
        facts += Self.facts(of: options, key: "options", name: "options").filter { !Self.irrelevant.contains($0.key) }
        if options.learningRateRestart == .stage {
            facts.append(Fact(key: "stages", name: "stages from steps", value: stages.map { "\($0 + 1)" }.joined(separator: " ")))
        }
        facts += [
            Fact(key: "sources", name: "sources", value: sources.joined(separator: " + ")),
            Fact(key: "labels", name: "labels", value: start.labels.joined(separator: " ")),
            Fact(
                key: "weights", name: "other weights of sentences or words", value: Self.checksum(batches, of: \.weights), isChecksum: true),
            Fact(
                key: "distributions", name: "other soft labels", value: Self.checksum(batches, of: \.distributions.flattened), isChecksum: true),
            Fact(key: "batches", name: "other sentences, labels or order", value: Self.checksum(batches), isChecksum: true),
            Fact(
                key: "development", name: "another dev set", value: development.map(Self.checksum) ?? "none", isChecksum: true),
            Fact(
                key: "watched", name: "other sentences watched", value: watched.isEmpty ? "none" : Self.checksum(watched), isChecksum: true),
            Fact(key: "model", name: "another model at the start", value: start.checksum, isChecksum: true),
            Fact(key: "tokenizer", name: "another tokenizer", value: tokenizer, isChecksum: true),
        ]
    }

    /// Options that change no bit.
    private static let irrelevant: Set = ["options.threads"]

    /// What differs in another training, a line each.
    func differences(from there: TrainingIdentity) -> [String] {
        let (own, others) = (Set(facts.map(\.key)), Dictionary(there.facts.map { ($0.key, $0.value) }) { first, _ in first })
        return facts.compactMap { here in
            guard let value = others[here.key] else { return "\(here.name) unknown there" }
            if value == here.value { return nil }
            return here.isChecksum ? here.name : "\(here.name) \(value) there, \(here.value) here"
        } + there.facts.filter { !own.contains($0.key) }.map { "\($0.name) unknown here" }
    }

    /// The stored properties of any value as facts, those of structs within it one by one: an option that is added later is
    /// compared without being named here.
    private static func facts(of value: Any, key: String, name: String) -> [Fact] {
        let mirror = Mirror(reflecting: value)
        func fact(_ text: String) -> [Fact] { [Fact(key: key, name: name, value: text)] }
        switch mirror.displayStyle {
        case .struct:
            // A row of a table stands for itself by its name.
            if let row = mirror.children.first(where: { $0.label == "name" })?.value as? String { return fact(row) }
            return mirror.children.flatMap { property in
                facts(of: property.value, key: "\(key).\(property.label ?? "")", name: words(property.label ?? name))
            }
        case .optional:
            return mirror.children.first.map { facts(of: $0.value, key: key, name: name) } ?? fact("none")
        case .dictionary, .set:
            // Their own order changes from run to run.
            return fact(mirror.children.isEmpty ? "none" : mirror.children.map { text($0.value) }.sorted().joined(separator: ", "))
        default:
            return fact("\(value)")
        }
    }

    /// An element; those of a dictionary as `key=value`.
    private static func text(_ element: Any) -> String {
        let parts = Mirror(reflecting: element)
        return parts.displayStyle == .tuple ? parts.children.map { "\($0.value)" }.joined(separator: "=") : "\(element)"
    }

    /// `learningRate` as "learning rate".
    private static func words(_ property: String) -> String {
        property.reduce(into: "") { $0 += $1.isUppercase ? " \($1.lowercased())" : "\($1)" }
    }

    /// Of all that a training reads of its sentences, in their order.
    private static func checksum(_ batches: [[TrainingExample]]) -> String {
        var checksum = Checksum()
        for batch in batches {
            checksum.update(batch.count)
            for example in batch {
                checksum.update(example.source)
                checksum.update(example.sentence)
            }
        }
        return checksum.text
    }

    /// Of something that most trainings give to no example.
    private static func checksum(_ batches: [[TrainingExample]], of numbers: (TrainingExample) -> [Float]) -> String {
        var checksum = Checksum()
        var isEmpty = true
        for example in batches.joined() {
            let numbers = numbers(example)
            isEmpty = isEmpty && numbers.isEmpty
            checksum.update(numbers.count)
            numbers.withUnsafeBytes { checksum.update($0) }
        }
        return isEmpty ? "none" : checksum.text
    }

    private static func checksum(_ sources: [[Sentence]]) -> String {
        var checksum = Checksum()
        for sentences in sources {
            checksum.update(sentences.count)
            for sentence in sentences { checksum.update(sentence) }
        }
        return checksum.text
    }

    private static func checksum(_ sentences: [Sentence]) -> String {
        var checksum = Checksum()
        for sentence in sentences { checksum.update(sentence) }
        return checksum.text
    }
}

extension [[Float]] {
    /// Each with its length before it.
    fileprivate var flattened: [Float] { flatMap { [Float($0.count)] + $0 } }
}

extension Checksum {
    /// Tokens and spans; where the sentence comes from does not matter.
    fileprivate mutating func update(_ sentence: Sentence) {
        update(sentence.tokens.count)
        for token in sentence.tokens { update(token) }
        update(sentence.spans.count)
        for span in sentence.spans {
            update(span.start)
            update(span.end)
            update(span.type)
        }
    }
}
