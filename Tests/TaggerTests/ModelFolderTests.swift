import Corpus
import Diagnostics
import Foundation
import Random
import Testing
import WordPiece

@testable import Bert
@testable import Tagger

private let realLibrary = ModelLibrary()

@Suite struct ModelFolderTests {
    private func library(_ folder: String) -> ModelLibrary {
        ModelLibrary(environment: ["HOME": folder, "XDG_DATA_HOME": "\(folder)/data", "HF_HOME": "\(folder)/hf"])
    }

    private func trainedModel() async throws -> TaggingModel {
        try await ToyCorpus.model.train(
            on: ToyCorpus.batches(epochs: 1, size: 20), types: ToyCorpus.types, sources: ["a", "b"],
            options: ToyCorpus.options(), stream: ToyCorpus.stream
        ).model
    }

    @Test func loadsWhatItExported() async throws {
        try await withScratchFolder { folder in
            let model = try await trainedModel()
            for _ in 0..<2 { try model.export(to: "\(folder)/model") }
            let (copy, report) = try TaggingModel.load("\(folder)/model", library: library(folder))
            #expect(!report.newHead && report.unexpected.isEmpty)
            #expect(copy.hasTrainedHead && copy.types == ToyCorpus.types)
            #expect(try await copy.tag(ToyCorpus.sentences) == model.tag(ToyCorpus.sentences))
        }
    }

    @Test func aModelWithoutTagsLoadsUntrained() async throws {
        try await withScratchFolder { folder in
            try ToyCorpus.model.export(to: "\(folder)/base")
            let model = try TaggingModel.load("\(folder)/base", library: library(folder)).model
            #expect(!model.hasTrainedHead && model.types.isEmpty)
        }
    }

    @Test func findsModelsByName() async throws {
        try await withScratchFolder { folder in
            let snapshots = "\(folder)/hf/hub/models--org--base/snapshots"
            for path in ["\(folder)/data/nds/models", snapshots, "\(folder)/hf/hub/models--org--base/refs"] {
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            }
            try ToyCorpus.model.export(to: "\(folder)/data/nds/models/toy")
            for commit in ["111", "222"] { try ToyCorpus.model.export(to: "\(snapshots)/\(commit)") }
            let library = library(folder)
            #expect(library.installed == ["toy"])
            #expect(try library.folder(of: "toy") == "\(folder)/data/nds/models/toy")
            #expect(try library.folder(of: "org/base") == "\(snapshots)/222")
            try "111\n".write(toFile: "\(folder)/hf/hub/models--org--base/refs/main", atomically: true, encoding: .utf8)
            #expect(try library.folder(of: "org/base") == "\(snapshots)/111")
            #expect(try library.folder(of: "\(snapshots)/222") == "\(snapshots)/222")

            let misspelt = try #require(throws: Diagnostic.self) { try library.folder(of: "tooy") }
            #expect(misspelt.message == "there is no model `tooy`" && misspelt.label == "did you mean `toy`?")
            let unknown = try #require(throws: Diagnostic.self) { try library.folder(of: "elsewhere") }
            #expect(unknown.label == "`scripts/run` sets up `minilm`, `bert size=tiny` is a small random one")
            #expect(unknown.notes[0].contains("\(folder)/data/nds/models") && unknown.notes[0].contains("\(folder)/hf/hub"))
            let empty = try #require(throws: Diagnostic.self) { try library.folder(of: folder) }
            #expect(empty.message == "the folder `\(folder)` holds no model: there is no `config.json` in it")
            #expect(throws: Diagnostic.self) { try library.folder(of: "") }
        }
    }

    @Test func aVocabularyCoversItsTextsAndDependsOnThemAlone() throws {
        let rules = CharacterRules(isUncased: true)
        let texts = ["The cat, the dog.", "Étés \u{4e2d}\u{56fd} cat"]
        let tokenizer = try WordPieceTokenizer(building: texts, rules: rules)
        #expect(texts.flatMap(tokenizer.encode).allSatisfy { $0.id != tokenizer.unknownID })
        #expect(tokenizer.vocabulary.suffix(2) == ["cat", "the"])
        #expect(try WordPieceTokenizer(building: texts.reversed(), rules: rules).vocabulary == tokenizer.vocabulary)
    }

    @Test func aModelThatDoesNotFitItsTokenizerOrReadsNothingIsRefused() throws {
        let tokenizer = ToyCorpus.model.tokenizer
        let pieces = tokenizer.vocabularyCount
        func config(rows: Int, positions: Int) -> BertConfig {
            BertConfig(vocabularySize: rows, hiddenSize: 8, layerCount: 1, headCount: 1, intermediateSize: 8, positionCount: positions)
        }
        let misfits = [
            (config(rows: 10, positions: 16), "the tokenizer of `x` has \(pieces) pieces, but the model has embeddings for 10 only"),
            (config(rows: pieces, positions: 2), "`x` takes 2 pieces, which is [CLS] and [SEP] alone"),
        ]
        for (config, message) in misfits {
            let classifier = TokenClassifier(config: config, labels: ["O"], stream: ToyCorpus.stream)
            #expect(throws: Diagnostic(message)) {
                try TaggingModel(name: "x", classifier: classifier, tokenizer: tokenizer, history: ModelHistory(base: "x"), hasTrainedHead: false)
            }
        }
    }

    @Test(.enabled(if: realLibrary.installed.contains("minilm"))) func loadsTheRealMiniLM() throws {
        let (model, report) = try TaggingModel.load("minilm", library: realLibrary)
        #expect(model.classifier.config.hiddenSize == 384 && model.tokenizer.vocabularyCount == 30522)
        #expect(report.newHead && !model.hasTrainedHead)
    }
}
