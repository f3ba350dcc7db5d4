import Diagnostics
import ErrorCases
import Foundation
import Tagger
import Testing

@testable import Commands

/// What commands say of arguments and files that are not as they should be stands in scripts under `ErrorScripts`, where
/// `ErrorCase` says how. Each case has a folder of its own. With NDS_REWRITE_ERROR_SCRIPTS=1 the tests write the marks that they
/// would compare.
@MainActor
struct ErrorScriptTests {
    @Test func theScriptsAreThere() {
        #expect(errorScripts.count >= 7)
    }

    @Test(arguments: errorScripts)
    func everyMistakeGetsItsMessageAtItsPlace(name: String) async throws {
        let url = folder.appendingPathComponent(name)
        var rewritten = ""
        for mistake in try ErrorCase.all(in: url) {
            let marked = mistake.marked(try await findings(mistake))
            #expect(marked == mistake.expected)
            rewritten += "#---- \(mistake.title)\n\(marked)\n"
        }
        if ProcessInfo.processInfo.environment["NDS_REWRITE_ERROR_SCRIPTS"] == "1" {
            try rewritten.write(to: url, atomically: true, encoding: .utf8)
        }
    }

    private func findings(_ mistake: ErrorCase) async throws -> [Diagnostic] {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        for file in mistake.data {
            let url = URL(fileURLWithPath: scratch.folder + "/" + file.name)
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.bytes).write(to: url)
        }
        do {
            try await scratch.run(mistake.script, name: ErrorCase.scriptName)
            return []
        } catch let findings as Findings {
            return findings.all.map { $0.relative(to: scratch.folder) }
        } catch let finding as Diagnostic {
            return [finding.relative(to: scratch.folder)]
        }
    }
}

private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("ErrorScripts")

private let errorScripts = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()

extension Diagnostic {
    /// With paths as they are from a folder, and those of this machine by name.
    fileprivate func relative(to folder: String) -> Diagnostic {
        let library = ModelLibrary()
        let names = [(folder + "/", ""), (folder, "FOLDER"), (library.installedFolder, "MODELS"), (library.cacheFolder, "CACHE")]
        func shortened(_ text: String) -> String {
            names.reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
        }
        var copy = Diagnostic(shortened(message), at: place, label: shortened(label), notes: notes.map(shortened))
        copy.place?.file = shortened(place?.file ?? "")
        return copy
    }
}
