import Corpus
import Foundation
import Random
import WordPiece

@testable import Bert
@testable import Tagger

/// Sentences from a few templates with names of three types, which a tiny model learns in seconds.
enum ToyCorpus {
    static let types = ["LOC", "ORG", "PER"]

    static let sentences: [Sentence] = {
        let names = [
            "PER": [["Anna"], ["Boris", "Becker"], ["Clara"], ["Dirk", "Nowitzki"]],
            "LOC": [["Berlin"], ["New", "York"], ["Oslo"], ["Rio", "de", "Janeiro"]],
            "ORG": [["Siemens"], ["Deutsche", "Bank"], ["Nokia"], ["Red", "Cross"]],
        ]
        let templates = [
            ["PER", "lives", "in", "LOC", "."], ["PER", "works", "for", "ORG", "in", "LOC", "."], ["ORG", "left", "LOC", "."],
            ["the", "chair", "of", "ORG", "met", "PER", "."], ["it", "rained", "all", "day", "."],
        ]
        var stream = RandomStream(seed: 1, key: "toy")
        return (0..<60).map { number in
            var tokens: [String] = [], spans: [Span] = []
            for word in templates[number % templates.count] {
                if let choices = names[word] {
                    let name = stream.pick(choices)
                    spans.append(Span(tokens.count, tokens.count + name.count, word))
                    tokens += name
                } else {
                    tokens.append(word)
                }
            }
            return Sentence(tokens: tokens, spans: spans, origin: Origin(file: "toy", number: number, line: 1))
        }
    }()

    /// Epochs one after the other, each shuffled.
    static func batches(epochs: Int, size: Int) -> [[TrainingExample]] {
        var stream = RandomStream(seed: 2, key: "order")
        let examples = sentences.enumerated().map { TrainingExample($1, source: $0 % 2) }
        return (0..<epochs).flatMap { _ in
            let shuffled = stream.shuffled(examples)
            return stride(from: 0, to: shuffled.count, by: size).map { Array(shuffled[$0..<min($0 + size, shuffled.count)]) }
        }
    }

    static let model: TaggingModel = {
        do {
            return try TaggingModel.random(texts: sentences.map(\.text), stream: RandomStream(seed: 3, key: "bert"))
        } catch {
            preconditionFailure("\(error)")
        }
    }()

    static let stream = RandomStream(seed: 4, key: "train")

    static func options(_ change: (inout TrainingOptions) -> Void = { _ in }) -> TrainingOptions {
        var options = TrainingOptions()
        options.learningRate = 1e-3
        change(&options)
        return options
    }
}

/// A folder that lasts as long as the closure.
func withScratchFolder(_ body: (String) async throws -> Void) async throws {
    let folder = NSTemporaryDirectory() + "tagger-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
}
