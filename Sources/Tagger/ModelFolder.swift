import Bert
import Corpus
import Foundation
import Random
import Store
import WordPiece

extension TaggingModel {
    /// Reads a model by name: a folder, one set up by `scripts/run`, or one in the cache of Hugging Face.
    ///
    /// A folder without a classifier of tokens, or with one whose labels have no names, gives a model that has to be trained.
    /// - Throws: `Diagnostic` that says where the model was looked for, or what is wrong in its folder.
    package static func load(
        _ name: String, library: ModelLibrary = ModelLibrary(), relativeTo base: String = FileManager.default.currentDirectoryPath
    ) throws -> (model: TaggingModel, report: LoadReport) {
        let folder = try library.folder(of: name, relativeTo: base)
        let hasLabels = try hasLabels(config: "\(folder)/config.json")
        let (classifier, report) = try TokenClassifier.load(
            folder: folder, labels: hasLabels ? nil : ["O"], stream: RandomStream(seed: 1, key: "head"))
        let model = try TaggingModel(
            name: (name as NSString).lastPathComponent, classifier: classifier, tokenizer: WordPieceTokenizer(folder: folder),
            history: ModelHistory(base: name),
            hasTrainedHead: hasLabels && !report.newHead)
        return (model, report)
    }

    /// The files of a model that reading it may look at, in order; none where there is no such model.
    package static func files(
        _ name: String, library: ModelLibrary = ModelLibrary(), relativeTo base: String = FileManager.default.currentDirectoryPath
    ) -> [String] {
        guard let folder = try? library.folder(of: name, relativeTo: base) else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
        return names.filter { name in ["json", "txt", "safetensors"].contains { name.hasSuffix("." + $0) } }.map { "\(folder)/\($0)" }
    }

    /// Writes config, weights and tokenizer as transformers' `AutoModelForTokenClassification` and `AutoTokenizer` read them. The
    /// folder is there whole or not at all; one that holds other files is not replaced.
    /// - Throws: `Diagnostic` that names the file or folder.
    package func export(to folder: String) throws {
        try AtomicFolder.write(to: folder) { temporary in
            try classifier.export(to: temporary)
            try tokenizer.write(to: temporary, longestInput: classifier.config.positionCount)
        }
    }

    /// Whether a config names labels: tags with at least one type, or for a classifier of tokens others than `LABEL_0` and so on.
    private static func hasLabels(config: String) throws -> Bool {
        let config = try JSONObject(reading: config)
        guard config.isObject("id2label"), let labels = try config.object("id2label") else { return false }
        let names = try labels.members.compactMap { try labels.text($0.name) }
        let tags = names.map(Tag.init)
        if tags.allSatisfy({ $0 != nil }) { return tags.contains { $0?.part != .outside } }
        let isOfTokens = try config.texts("architectures").contains { $0.hasSuffix("ForTokenClassification") }
        return isOfTokens && !names.contains { $0.hasPrefix("LABEL_") }
    }
}
