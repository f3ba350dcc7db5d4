import Diagnostics
import Foundation
import Store

/// Where models are looked for by name.
package struct ModelLibrary: Sendable {
    /// What `scripts/run` set up: `$XDG_DATA_HOME/nds/models`.
    package let installedFolder: String
    /// The cache of Hugging Face: `$HF_HOME/hub`.
    package let cacheFolder: String

    package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        installedFolder = UserFolders(environment: environment).data + "/models"
        let usual = "\(environment["HOME"] ?? NSHomeDirectory())/.cache/huggingface"
        cacheFolder = (environment["HF_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? usual) + "/hub"
    }

    /// The names of the models set up, sorted.
    package var installed: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: installedFolder)) ?? []
        return names.filter { holdsModel("\(installedFolder)/\($0)") }.sorted()
    }

    /// The folder of a model: the path itself, a model set up, or the newest snapshot of `org/name` in the cache.
    /// - Parameter base: what a path is relative to.
    /// - Throws: `Diagnostic` that says where it was looked for and how to get one.
    package func folder(of name: String, relativeTo base: String = FileManager.default.currentDirectoryPath) throws -> String {
        let path = URL(fileURLWithPath: name, relativeTo: URL(fileURLWithPath: base, isDirectory: true)).standardizedFileURL.path
        let candidates = [path, "\(installedFolder)/\(name)", snapshot(of: name)].compactMap(\.self)
        if !name.isEmpty, let folder = candidates.first(where: holdsModel) { return folder }
        if !name.isEmpty, isFolder(path) {
            throw Diagnostic("the folder `\(name)` holds no model: there is no `config.json` in it")
        }
        let nearest = suggestion(for: name, among: installed).map { "did you mean `\($0)`?" }
        throw Diagnostic(
            "there is no model `\(name)`", label: nearest ?? "`scripts/run` sets up `minilm`, `bert size=tiny` is a small random one",
            notes: ["looked for the folder `\(name)`, then in `\(installedFolder)` and `\(cacheFolder)`"])
    }

    /// The snapshot that the cache calls `main`, or the last in order where it calls none so.
    private func snapshot(of name: String) -> String? {
        let folder = "\(cacheFolder)/models--\(name.replacingOccurrences(of: "/", with: "--"))"
        if let main = try? String(contentsOfFile: "\(folder)/refs/main", encoding: .utf8) {
            let path = "\(folder)/snapshots/\(main.trimmingCharacters(in: .whitespacesAndNewlines))"
            if holdsModel(path) { return path }
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/snapshots")) ?? []
        return names.sorted().map { "\(folder)/snapshots/\($0)" }.last(where: holdsModel)
    }

    private func holdsModel(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(folder)/config.json")
    }

    private func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
