import Foundation
import Testing

struct CommandLineTests {
    private let program = Program()

    @Test func aLineIsRunAndItsValueShown() throws {
        let outcome = try program.run("-c", "2 ^ 10")
        #expect(outcome.status == 0)
        #expect(outcome.output.hasSuffix("1024\n"))
    }

    @Test func aScriptMayComeOnStandardInput() throws {
        let outcome = try program.run(input: "let a = 2\r\na * 21")
        #expect(outcome.status == 0)
        #expect(outcome.output.hasSuffix("42\n"))
    }

    @Test func jsonIsOneObjectALineAndNothingElse() throws {
        let path = try program.script(
            "cells.nds", "nds 1\nseed 3\n## prose\nlet news = generate news size=30\nfor n in 1..2 { n * n }\nagree news with=news\n")
        let outcome = try program.run("run", path, "--json")
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
        let path = try program.script("typo.nds", "1 + 1\ngenerat news size=3\n")
        let outcome = try program.run("run", path)
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("did you mean `generate`?"))
        #expect(outcome.errors.contains("typo.nds:2:1"))
    }

    @Test func aFailedAssertionEndsWith1AndKeepsWhatCameBefore() throws {
        let path = try program.script("assert.nds", "let a = 3\nassert a > 4, \"too small\"\n5")
        let outcome = try program.run("run", path)
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("a = 3"))
        #expect(outcome.errors.contains("too small"))
        #expect(outcome.errors.contains("3 > 4 is false"))
        #expect(!outcome.output.hasSuffix("5\n"))
    }

    @Test func wrongUsageEndsWith2() throws {
        #expect(try program.run("run").status == 2)
        #expect(try program.run("--no-such-flag").status == 2)
        #expect(try program.run("run", "missing.nds").status == 2)
        #expect(try program.run("--help").status == 0)
        #expect(try program.run("--version").output == "nds 0.1\n")
    }

    @Test func whatIsNoScriptIsSaid() throws {
        #expect(try program.run("run", "missing.nds").errors == "error: there is no script `missing.nds`\n")
        #expect(try program.run("check", "/").errors == "error: `/` is a folder, not a script\n")
    }

    @Test func parametersAreGivenByNameAndChecked() throws {
        let path = try program.script("params.nds", "param n: number = 2 \"how many\"\nparam who: text\n\"\\(who) \\(n * 2)\"\n")
        let good = try program.run("run", path, "who=me", "n=4")
        #expect(good.output.hasSuffix("me 8\n"))
        let missing = try program.run("run", path)
        #expect(missing.status == 2)
        #expect(missing.errors.contains("the parameter `who` must be given"))
        let wrong = try program.run("run", path, "who=me", "n=many")
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains("the parameter `n` is a number, not `many`"))
        let unknown = try program.run("run", path, "who=me", "m=1")
        #expect(unknown.status == 2)
        #expect(unknown.errors.contains("the script has no parameter `m`"))
    }

    @Test func pathsInAScriptAreRelativeToItAndThoseOnTheCommandLineToTheWorkingFolder() throws {
        try FileManager.default.createDirectory(atPath: program.home.path + "/scripts", withIntermediateDirectories: true)
        _ = try program.script("scripts/beside.txt", "One sentence here.\n")
        _ = try program.script("here.txt", "One sentence. Another one.\n")
        let path = try program.script("scripts/paths.nds", "param file: path\n(load \"beside.txt\").sentences\n(load file).sentences\n")
        let outcome = try program.run("run", path, "file=here.txt")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("\n1\n"))
        #expect(outcome.output.hasSuffix("\n2\n"))
    }
}
