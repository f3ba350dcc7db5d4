import Foundation
import Testing

/// Runs the `nds` of this build as another program would.
struct CommandLineTests {
    private struct Outcome {
        var status: Int32
        var output: String
        var errors: String
    }

    private let home = TemporaryHome()

    private func nds(_ arguments: String..., input: String = "") throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: PromptSession.program)
        process.arguments = arguments
        process.environment = home.environment
        process.currentDirectoryURL = URL(fileURLWithPath: home.path)
        let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (stdin, stdout, stderr)
        try process.run()
        stdin.fileHandleForWriting.write(Data(input.utf8))
        try stdin.fileHandleForWriting.close()
        let output = stdout.fileHandleForReading.readDataToEndOfFile()
        let errors = stderr.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: String(decoding: output, as: UTF8.self), errors: String(decoding: errors, as: UTF8.self))
    }

    private func script(_ name: String, _ text: String) throws -> String {
        let path = home.path + "/" + name
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test func aLineIsRunAndItsValueShown() throws {
        let outcome = try nds("-c", "2 ^ 10")
        #expect(outcome.status == 0)
        #expect(outcome.output.hasSuffix("1024\n"))
    }

    @Test func aScriptMayComeOnStandardInput() throws {
        let outcome = try nds(input: "let a = 2\r\na * 21")
        #expect(outcome.status == 0)
        #expect(outcome.output.hasSuffix("42\n"))
    }

    @Test func jsonIsOneObjectALineAndNothingElse() throws {
        let path = try script(
            "cells.nds", "nds 1\nseed 3\n## prose\nlet news = generate news size=30\nfor n in 1..2 { n * n }\nagree news with=news\n")
        let outcome = try nds("run", path, "--json")
        #expect(outcome.status == 0)
        let cells = try outcome.output.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        #expect(cells.compactMap { $0["cell"] as? Int } == [1, 2, 3, 4])
        #expect(cells.allSatisfy { $0["seconds"] is Double || $0["seconds"] is Int })
        #expect(cells[1]["source"] as? String == "let news = generate news size=30")
        #expect((cells[1]["value"] as? [String: Any])?["type"] as? String == "dataset")
        let rows = (cells[2]["value"] as? [String: Any])?["rows"] as? [[String: Int]]
        #expect(rows == [["n": 1, "value": 1], ["n": 2, "value": 4]])
        let card = cells[3]["value"] as? [String: Any]
        #expect(card?["f1"] as? Int == 1)
        #expect(card?["types"] is [String: [String: Any]])
    }

    @Test func aScriptThatDoesNotCheckEndsWith2AndRunsNothing() throws {
        let path = try script("typo.nds", "1 + 1\ngenerat news size=3\n")
        let outcome = try nds("run", path)
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("did you mean `generate`?"))
        #expect(outcome.errors.contains("typo.nds:2:1"))
    }

    @Test func aFailedAssertionEndsWith1AndKeepsWhatCameBefore() throws {
        let path = try script("assert.nds", "let a = 3\nassert a > 4, \"too small\"\n5")
        let outcome = try nds("run", path)
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("a = 3"))
        #expect(outcome.errors.contains("too small"))
        #expect(outcome.errors.contains("3 > 4 is false"))
        #expect(!outcome.output.hasSuffix("5\n"))
    }

    @Test func wrongUsageEndsWith2() throws {
        #expect(try nds("run").status == 2)
        #expect(try nds("--no-such-flag").status == 2)
        #expect(try nds("run", "missing.nds").status == 2)
        #expect(try nds("--help").status == 0)
        #expect(try nds("--version").output == "nds 0.1\n")
    }

    @Test func parametersAreGivenByNameAndChecked() throws {
        let path = try script("params.nds", "param n: number = 2 \"how many\"\nparam who: text\n\"\\(who) \\(n * 2)\"\n")
        let good = try nds("run", path, "who=me", "n=4")
        #expect(good.output.hasSuffix("me 8\n"))
        let missing = try nds("run", path)
        #expect(missing.status == 2)
        #expect(missing.errors.contains("the parameter `who` must be given"))
        let wrong = try nds("run", path, "who=me", "n=many")
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains("the parameter `n` is a number, not `many`"))
        let unknown = try nds("run", path, "who=me", "m=1")
        #expect(unknown.status == 2)
        #expect(unknown.errors.contains("the script has no parameter `m`"))
    }

    @Test func pathsInAScriptAreRelativeToItAndThoseOnTheCommandLineToTheWorkingFolder() throws {
        try FileManager.default.createDirectory(atPath: home.path + "/scripts", withIntermediateDirectories: true)
        _ = try script("scripts/beside.txt", "One sentence here.\n")
        _ = try script("here.txt", "One sentence. Another one.\n")
        let path = try script("scripts/paths.nds", "param file: path\n(load \"beside.txt\").sentences\n(load file).sentences\n")
        let outcome = try nds("run", path, "file=here.txt")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("\n1\n"))
        #expect(outcome.output.hasSuffix("\n2\n"))
    }
}
