import Commands
import Foundation
import Notebook
import Testing

/// `nds replay` as people use it: what it says, and how it ends.
struct ReplayCommandTests {
    private let program = Program()
    private var folder: String { program.home.path }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
    }

    @Test func aRecordedScriptAgreesWithItself() throws {
        _ = try program.script("x.nds", "seed 2\nlet news = generate news size=20\n#=\n")
        let accepted = try program.run("replay", "x.nds", "--accept")
        #expect(accepted.status == 0, "\(accepted.errors)")
        #expect(accepted.output.contains("- #=\n+ #= news train: 20 sentences, "))
        #expect(accepted.output.contains("x.nds: 1 recorded line written; x.nds.lock: 1 call on kernel "))
        let outcome = try program.run("replay", "x.nds")
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        #expect(outcome.output.hasPrefix("replay of x.nds, cold, on kernel "))
        #expect(outcome.output.hasSuffix("""
                 1  seed 2
            ✓    2  let news = generate news size=20
            x.nds agrees: 1 recorded line and 1 call

            """))
    }

    @Test func onlyAWarmReplayTakesWhatARunComputed() throws {
        _ = try program.script("x.nds", "seed 2\nlet news = generate news size=20\n#=\n")
        #expect(try program.run("run", "x.nds").status == 0)
        let warm = try program.run("replay", "x.nds", "--accept", "--warm")
        #expect(warm.status == 0 && warm.output.hasPrefix("replay of x.nds, warm, on kernel "))
        #expect(warm.output.contains("1 of 1 calls were taken from earlier runs\n"))
        let recorded = try text("x.nds.lock")
        let cold = try program.run("replay", "x.nds", "--accept")
        #expect(cold.status == 0 && !cold.output.contains("were taken"))
        #expect(try text("x.nds.lock") == recorded)
    }

    @Test func whatAReplayComputesIsThereForRuns() throws {
        _ = try program.script("x.nds", "seed 2\nlet news = generate news size=20\n#=\n")
        #expect(try program.run("replay", "x.nds", "--accept").status == 0)
        #expect(try program.run("run", "x.nds").errors.contains("cached"))
    }

    @Test func whatDiffersIsShownAndEndsWith1() throws {
        _ = try program.script("x.nds", "let news = generate news size=20\n#= 21 sentences\nnews.sentences\n#= 20\n")
        let outcome = try program.run("replay", "x.nds")
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("✗    1  let news = generate news size=20\n✓    3  news.sentences\n"))
        #expect(outcome.output.contains("x.nds differs: 1 of 2 recorded lines\n`nds replay x.nds --accept` takes"))
        #expect(outcome.errors.contains("""
            error: recorded is `21`, found `20`
                ┌─ x.nds:2:4
            2   │ #= 21 sentences
                │    ^^
                = now: #= 20 sentences

            """))
    }

    @Test func aScriptThatDoesNotCheckOrHasNothingToCompareEndsWith2() throws {
        _ = try program.script("bad.nds", "generat news\n")
        #expect(try program.run("replay", "bad.nds").status == 2)
        _ = try program.script("plain.nds", "1 + 1\n")
        let plain = try program.run("replay", "plain.nds")
        #expect(plain.status == 2 && plain.output.isEmpty)
        #expect(plain.errors == """
            error: there is nothing to compare: `plain.nds` has no `#= ` lines and no lock
                = `nds replay plain.nds --accept` writes the lock, and output under each bare `#=`

            """)
        _ = try program.script("early.nds", "#= 2\n1 + 1\n")
        let early = try program.run("check", "early.nds")
        #expect(early.status == 2 && early.errors.contains("early.nds:1:1"))
        _ = try program.script("broken.nds", "1 + 1\n#= 2\n")
        _ = try program.script("broken.nds.lock", "{\"nds\": 1}")
        let broken = try program.run("replay", "broken.nds")
        #expect(broken.status == 2 && broken.errors.contains("broken.nds.lock:1:9"))
        #expect(try program.run("replay", "broken.nds", "--accept").status == 0)
        #expect(try program.run("replay", "broken.nds").status == 0)
    }

    @Test func aScriptThatFailsEndsWith1AndItsRecordStays() throws {
        let script = "let n = 1\n#= 2\nassert n == 2\n"
        _ = try program.script("x.nds", script)
        let outcome = try program.run("replay", "x.nds", "--accept")
        #expect(outcome.status == 1 && outcome.errors.contains("the assertion does not hold"))
        #expect(try text("x.nds") == script && !FileManager.default.fileExists(atPath: folder + "/x.nds.lock"))
    }

    @Test func theKernelCanBeChosenAndAnotherOneIsToldApart() throws {
        let script = "let m = train (bert size=tiny) on=(generate news size=8) batch=4 steps=2\n#= trained for 2 steps\n"
        _ = try program.script("x.nds", script)
        // Any x86 has what Prescott needs; no CPU has what is not known.
        #expect(try program.run("replay", "x.nds", "--accept", "--kernel", "prescott").status == 0)
        #expect(try text("x.nds.lock").contains("\"kernel\": \"Prescott\""))
        #expect(try program.run("replay", "x.nds", "--kernel", "Prescott").status == 0)
        let other = try program.run("replay", "x.nds", "--kernel", "Nehalem")
        #expect(other.status == 0 && other.output.contains("the lock was written on kernel Prescott: values are not compared to the bit"))
        let none = try program.run("replay", "x.nds", "--kernel", "Imaginary")
        #expect(none.status == 2 && none.output.isEmpty)
        // Which one does then is OpenBLAS' own choice.
        let kernels = ["Haswell", "SkylakeX", "Cooperlake", "Zen", Language.nds.engine]
        #expect(kernels.contains { none.errors.contains("error: the kernel `Imaginary` does not run here, `\($0)` does") })
    }

    @Test func aRunSaysWhereItsRecordNoLongerHoldsAndDoesNotFail() throws {
        _ = try program.script("x.nds", "let news = generate news size=20\n#= 21 sentences\n")
        let outcome = try program.run("run", "x.nds")
        #expect(outcome.status == 0)
        #expect(outcome.errors.contains("· x.nds:2:4: recorded is `21`, found `20`; `nds replay x.nds` tells more\n"))
    }
}
