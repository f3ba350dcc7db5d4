import Diagnostics
import ErrorCases
import Foundation
import Notebook
import Script
import Testing

/// Every message of the language stands in a script under `ErrorScripts`, where `ErrorCase` says how. What `check-….nds` holds is
/// found before anything runs, what `run-….nds` holds only then.
@MainActor
struct ErrorScriptTests {
    @Test func theScriptsAreThere() {
        #expect(errorScripts.count >= 6)
    }

    @Test(arguments: errorScripts)
    func everyMistakeGetsItsMessageAtItsPlace(file: String) async throws {
        for mistake in try errorCases(in: file) {
            #expect(mistake.marked(await findings(mistake.script)) == mistake.expected)
            #expect(isFoundWithoutRunning(mistake.script) == file.hasPrefix("check-"))
        }
    }

    private func isFoundWithoutRunning(_ text: String) -> Bool {
        guard let tree = try? parse(SourceText(name: "test.nds", text: text)) else { return true }
        return !Session(language: testLanguage).check(tree, folder: scriptFolder.path, allowsRebinding: false).isEmpty
    }
}

/// The names of the files of error scripts.
let errorScripts: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: scriptFolder.path)) ?? []
    return names.filter { $0.hasSuffix(".nds") }.sorted()
}()

func errorCases(in file: String) throws -> [ErrorCase] {
    try ErrorCase.all(in: scriptFolder.appendingPathComponent(file))
}
