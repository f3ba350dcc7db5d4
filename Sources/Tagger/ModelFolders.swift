import Bert
import Corpus
import Diagnostics
import Foundation
import Random
import WordPiece

/// Where models lie and how they are read.
package enum ModelFolders {
    /// `$XDG_DATA_HOME/nds/models`, by default `~/.local/share/nds/models`.
    package static var installed: String {
        let environment = ProcessInfo.processInfo.environment
        let home = environment["HOME"] ?? NSHomeDirectory()
        let data = environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home + "/.local/share"
        return data + "/nds/models"
    }

    /// Names of the models there.
    package static var installedNames: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: installed)) ?? []
        return names.filter { isModel("\(installed)/\($0)") }.sorted()
    }

    /// The folder of a model: a path, an installed name, or the newest snapshot in the local Hugging Face cache.
    package static func find(_ name: String, relativeTo folder: String) -> String? {
        let expanded = NSString(string: name).expandingTildeInPath
        let path = URL(fileURLWithPath: expanded, relativeTo: URL(fileURLWithPath: folder, isDirectory: true)).standardizedFileURL.path
        if isModel(path) { return path }
        if !name.contains("/"), isModel("\(installed)/\(name)") { return "\(installed)/\(name)" }
        return snapshot(name)
    }

    private static func isModel(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path + "/config.json")
    }

    private static func snapshot(_ name: String) -> String? {
        let environment = ProcessInfo.processInfo.environment
        let home = environment["HF_HOME"] ?? (environment["HOME"] ?? NSHomeDirectory()) + "/.cache/huggingface"
        let model = home + "/hub/models--" + name.replacingOccurrences(of: "/", with: "--")
        if let revision = try? String(contentsOfFile: model + "/refs/main", encoding: .utf8) {
            let path = "\(model)/snapshots/\(revision.trimmingCharacters(in: .whitespacesAndNewlines))"
            if isModel(path) { return path }
        }
        let snapshots = (try? FileManager.default.contentsOfDirectory(atPath: model + "/snapshots"))?.sorted() ?? []
        return snapshots.map { "\(model)/snapshots/\($0)" }.last(where: isModel)
    }
}

extension TaggingModel {
    /// Reads a model by path or name. One without a classifier gets an untrained one, which training replaces.
    ///
    /// - Throws: `Diagnostic` that says where was looked and how to get MiniLM, or what is wrong with a file of the model.
    package static func load(_ name: String, relativeTo folder: String) throws -> TaggingModel {
        guard let path = ModelFolders.find(name, relativeTo: folder) else { throw unknown(name) }
        let tokenizer = try WordPieceTokenizer(folder: path)
        let (classifier, report) = try TokenClassifier.load(folder: path, labels: nil, stream: RandomStream(seed: 1, key: "bert"))
        guard tokenizer.vocabularyCount <= classifier.config.vocabularySize else {
            throw Diagnostic(
                "the tokenizer has \(tokenizer.vocabularyCount) pieces, the model knows \(classifier.config.vocabularySize)", at: Place(file: path))
        }
        let hasHead = !report.newHead && classifier.labels.allSatisfy { Tag($0) != nil } && classifier.labels.count > 1
        var notes = ["read from \(path) (\(report.elementType))"]
        if !hasHead { notes.append("it has no classifier for entities yet: training makes one") }
        if !report.unexpected.isEmpty {
            notes.append("\(report.unexpected.count) tensors of the file are not used: \(report.unexpected.prefix(4).joined(separator: ", "))")
        }
        let shownName = URL(fileURLWithPath: name).lastPathComponent
        return TaggingModel(name: shownName, classifier: classifier, tokenizer: tokenizer, hasTrainedHead: hasHead, notes: notes)
    }

    private static func unknown(_ name: String) -> Diagnostic {
        let installed = ModelFolders.installedNames
        let near = suggestion(for: name, among: installed).map { "did you mean `\($0)`?" }
        return Diagnostic(
            "there is no model `\(name)`", label: near ?? (installed.isEmpty ? "no model is set up" : "set up are \(installed.joined(separator: ", "))"),
            notes: [
                "looked for a folder with config.json of that name, in \(ModelFolders.installed), and in the Hugging Face cache",
                "`scripts/run` sets up `minilm`; `bert size=tiny` is a small random model",
            ])
    }
}
