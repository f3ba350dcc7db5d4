import Diagnostics
import Foundation
import Notebook
import Script

/// The folder that the error scripts stand in, and that relative paths of all scripts in these tests are relative to.
let scriptFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("ErrorScripts")

/// Reads, checks and runs a script in a new session.
///
/// - Throws: `Findings` where it does not parse or check, or whatever its run throws.
@MainActor
func run(_ script: String, parameters: [String: Value] = [:], session: Session? = nil) async throws -> [Cell] {
    let session = session ?? Session(language: testLanguage)
    let tree = try parse(SourceText(name: "test.nds", text: script))
    let findings = session.check(tree, folder: scriptFolder.path, parameters: parameters, allowsRebinding: false)
    guard findings.isEmpty else { throw Findings(findings) }
    var cells: [Cell] = []
    for statement in tree.statements {
        cells.append(try await session.run(statement, of: tree, folder: scriptFolder.path, parameters: parameters))
        try Task.checkCancellation()
    }
    return cells
}

/// The summary of the last value of a script.
@MainActor
func summary(_ script: String, parameters: [String: Value] = [:]) async throws -> String {
    try await run(script, parameters: parameters).last?.value?.summary ?? "no value"
}

/// The findings of a script, whether of reading, checking or running; a failure that is no diagnostic as one without a place.
@MainActor
func findings(_ script: String, parameters: [String: Value] = [:]) async -> [Diagnostic] {
    do {
        _ = try await run(script, parameters: parameters)
        return []
    } catch let findings as Findings {
        return findings.all
    } catch let finding as Diagnostic {
        return [finding]
    } catch {
        return [Diagnostic("\(error)")]
    }
}

/// Collects what commands remark, from whatever thread.
final class Remarks: @unchecked Sendable {
    private let lock = NSLock()
    private var lines: [String] = []

    func add(_ line: String) { lock.withLock { lines.append(line) } }
    var all: [String] { lock.withLock { lines } }
}
