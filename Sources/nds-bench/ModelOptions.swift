import ArgumentParser
import Bert
import Corpus
import Random
import Tagger

/// What training and tagging share: the model, the threads, and how long the sentences are.
struct ModelOptions: ParsableArguments {
    @Option(help: "A model folder or name.")
    var model: String

    @Option(help: "Random weights of this size under the model's tokenizer.")
    var randomSize: BertSize?

    @Option(help: "Join neighbouring sentences up to so many word pieces, [CLS] and [SEP] in; 0 leaves them as they are.")
    var join = 0

    @Option(help: "Threads.")
    var threads = 2

    func load() throws -> TaggingModel {
        let model = try TaggingModel.load(model).model
        guard let randomSize else { return model }
        let config = BertConfig(randomSize, vocabularySize: model.tokenizer.vocabularyCount)
        return try TaggingModel(
            name: "random \(randomSize.rawValue)",
            classifier: TokenClassifier(config: config, labels: ["O"], stream: RandomStream(seed: 1, key: "weights")),
            tokenizer: model.tokenizer, history: ModelHistory(base: randomSize.rawValue), hasTrainedHead: false)
    }

    /// Threads, and what a token costs in the linear layers of the encoder, forward alone: backward costs twice that again.
    func describe(_ model: TaggingModel, into figures: inout Figures) {
        figures.add("threads", threads)
        figures.add("linear_mflop", 2 * Double(model.classifier.cost.encoderMatrices) / 1e6, digits: 2)
    }

    func read(_ path: String, for model: TaggingModel) throws -> Dataset {
        var data = try Format.read(path: path)
        if join > 0 { data.sentences = joined(data.sentences, model) }
        return data
    }

    /// Word pieces of some sentences, [CLS] and [SEP] of each in, as long as none is longer than the model takes.
    func pieces(_ sentences: [Sentence], _ model: TaggingModel) -> Int {
        sentences.reduce(0) { $0 + Self.marks + model.tokenizer.encode(words: $1.tokens).ids.count }
    }

    /// [CLS] and [SEP].
    private static let marks = 2

    /// A sentence that alone is longer stays alone.
    private func joined(_ sentences: [Sentence], _ model: TaggingModel) -> [Sentence] {
        var joined: [Sentence] = []
        var length = 0
        for sentence in sentences {
            let pieces = model.tokenizer.encode(words: sentence.tokens).ids.count
            if let last = joined.indices.last, length + pieces <= join {
                let shift = joined[last].tokens.count
                joined[last].tokens += sentence.tokens
                joined[last].spans += sentence.spans.map { Span($0.start + shift, $0.end + shift, $0.type) }
                joined[last].running = nil
                length += pieces
            } else {
                joined.append(sentence)
                length = Self.marks + pieces
            }
        }
        return joined
    }
}

extension BertSize: ExpressibleByArgument {}
