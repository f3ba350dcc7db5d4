import Diagnostics
import Foundation
import Notebook
import Script
import Testing

@testable import Commands

/// Runs scripts in a folder of their own.
@MainActor
struct ScratchSession {
    /// Files that examples read: a text and a teacher's replies to it.
    private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures").path

    let folder: String
    let session = Session(language: .nds)

    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("nds-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        folder = url.path
        for name in try FileManager.default.contentsOfDirectory(atPath: Self.fixtures) {
            try FileManager.default.copyItem(atPath: Self.fixtures + "/" + name, toPath: folder + "/" + name)
        }
    }

    /// Checks and runs a script; gives the value of its last statement.
    @discardableResult
    func run(_ text: String, name: String = "test") async throws -> Value? {
        let tree = try parse(SourceText(name: name, text: text))
        let findings = session.check(tree, folder: folder, allowsRebinding: true)
        guard findings.isEmpty else { throw Findings(findings) }
        var last: Value?
        for statement in tree.statements { last = try await session.run(statement, of: tree, folder: folder).value }
        return last
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: folder)
    }
}

@MainActor
struct ExampleTests {
    @Test(arguments: Language.nds.commands.map(\.name))
    func theExampleOfEachCommandRunsAndHolds(_ name: String) async throws {
        let command = try #require(Language.nds.command(name))
        #expect(command.example.contains(name), "an example shows its command")
        #expect(command.example.contains("assert "), "an example claims something that could be wrong")
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        do {
            try await scratch.run(command.example)
        } catch let findings as Findings {
            Issue.record("\(findings.all.map { $0.rendered() }.joined(separator: "\n"))")
        } catch let finding as Diagnostic {
            Issue.record("\(finding.rendered())")
        }
    }

    @Test func everyCommandAndParameterSaysWhatItIs() {
        for command in Language.nds.commands {
            #expect(!command.summary.isEmpty && command.summary.first?.isUppercase == false, "\(command.name)")
            for parameter in command.parameters { #expect(!parameter.meaning.isEmpty, "\(command.name) \(parameter.name)") }
        }
    }

    @Test func noNameStandsTwice() {
        let names = Language.nds.commands.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { Keyword(rawValue: $0) == nil })
    }
}
