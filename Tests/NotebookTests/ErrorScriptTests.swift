import Diagnostics
import Foundation
import Notebook
import Script
import Testing

/// Every message of the language stands in a script under `ErrorScripts`, below the line that causes it and with its carets where
/// they must be:
///
///       bag sice=5
///     #!    ^^^^ `bag` has no option `sice` | did you mean `size`?
///     #! = a note
///
/// Cases are set apart by lines that begin with `#----`. What `check-….nds` holds is found before anything runs, what `run-….nds`
/// holds only then.
@MainActor
struct ErrorScriptTests {
    @Test func theScriptsAreThere() {
        #expect(errorScripts.count >= 6)
    }

    @Test(arguments: errorScripts)
    func everyMistakeGetsItsMessageAtItsPlace(file: String) async throws {
        for expected in try errorCases(in: file) {
            let lines = expected.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            let script = lines.filter { !$0.hasPrefix("#!") }
            let text = script.joined(separator: "\n")
            let found = await findings(text)
            #expect(annotated(script, found) == expected)
            #expect(isFoundWithoutRunning(text) == file.hasPrefix("check-"))
        }
    }

    private func isFoundWithoutRunning(_ text: String) -> Bool {
        guard let tree = try? parse(SourceText(name: "test.nds", text: text)) else { return true }
        return !Session(language: testLanguage).check(tree, folder: scriptFolder.path, allowsRebinding: false).isEmpty
    }

    /// The script with each finding under its line.
    private func annotated(_ script: [String], _ findings: [Diagnostic]) -> String {
        var result: [String] = []
        for (index, line) in script.enumerated() {
            result.append(line)
            result += findings.filter { $0.line == index + 1 }.flatMap(marked)
        }
        result += findings.filter { $0.line == nil }.flatMap(marked)
        return result.joined(separator: "\n")
    }

    private func marked(_ finding: Diagnostic) -> [String] {
        var lead = "#! "
        if case .line(_, let column, let length, _)? = finding.place?.position {
            lead = "#!" + String(repeating: " ", count: max(0, column - 3)) + String(repeating: "^", count: length) + " "
        }
        let label = finding.label.isEmpty ? "" : " | " + finding.label
        return [lead + finding.message + label] + finding.notes.map { "#! = " + $0 }
    }
}

/// The names of the files of error scripts.
let errorScripts: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: scriptFolder.path)) ?? []
    return names.filter { $0.hasSuffix(".nds") }.sorted()
}()

/// The cases of a file of error scripts, with their marks.
func errorCases(in file: String) throws -> [String] {
    let text = try String(contentsOf: scriptFolder.appendingPathComponent(file), encoding: .utf8)
    var cases: [[Substring]] = []
    for line in text.split(separator: "\n") {
        if line.hasPrefix("#----") { cases.append([]) } else { cases[cases.count - 1].append(line) }
    }
    return cases.map { $0.joined(separator: "\n") }
}

extension Diagnostic {
    var line: Int? {
        if case .line(let line, _, _, _)? = place?.position { line } else { nil }
    }
}
