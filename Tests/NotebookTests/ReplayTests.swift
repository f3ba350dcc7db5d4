import Diagnostics
import Foundation
import Script
import Store
import Testing

@testable import Notebook

/// Scripts held against their recorded output and their lock, in folders of their own.
@MainActor
final class ReplayTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("nds-replay-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try "some text".write(to: folder.appendingPathComponent("a.txt"), atomically: true, encoding: .utf8)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private var path: String { folder.appendingPathComponent("x.nds").path }

    private func write(_ script: String) throws {
        try script.write(toFile: path, atomically: true, encoding: .utf8)
    }

    private func replay(
        _ parameters: [String: Value] = [:], language: Language = testLanguage
    ) async throws -> ReplayOutcome {
        let tree = try parse(SourceText(name: "x.nds", text: try String(contentsOfFile: path, encoding: .utf8)))
        let session = Session(language: language)
        let lock = try Lock(reading: Lock.path(of: path))
        return try await Replay(tree, in: session, folder: folder.path, parameters: parameters, lock: lock).run()
    }

    /// Writes a script and its lock.
    private func record(_ script: String, _ parameters: [String: Value] = [:]) async throws {
        try write(script)
        try await replay(parameters).accept(into: path)
    }

    private var script: String { try! String(contentsOfFile: path, encoding: .utf8) }
    private var lock: String { try! String(contentsOfFile: Lock.path(of: path), encoding: .utf8) }

    private let experiment = "seed 3\nlet a = bag 2\nlet d = draw a count=3\nlet t = open \"a.txt\"\nlet s = fit a on=(bag 3)\n#= f1 0.4\n"

    @Test func whatWasRecordedIsFoundAgain() async throws {
        try await record(experiment)
        #expect(script == experiment)
        let outcome = try await replay()
        #expect(outcome.agrees && outcome.hasLock && outcome.lineCount == 1 && outcome.agreeingCalls == 5)
        #expect(outcome.verdict(on: "x.nds") == ["x.nds agrees: 1 recorded line and 5 calls"])
        #expect(outcome.steps.map(\.agrees) == [nil, true, true, true, true])
    }

    @Test func theLockIsACallALineAndHoldsNoPathOfThisMachine() async throws {
        try await record("param data: path\n" + experiment + "let u = open \"\\(data)/a.txt\"\n", ["data": .text(folder.path)])
        let digest = Digest(of: "some text").text
        #expect(lock.hasPrefix("{\n  \"calls\": [\n    {\"arguments\": {\"name\": \"\\\"bag\\\"\", \"size\": \"2\"}, \"command\": \"bag\", \"digest\": \""))
        #expect(lock.split(separator: "\n").count { $0.hasPrefix("    {\"arguments\"") } == 6)
        #expect(lock.contains("\"gave\": \"bag of 2\", \"line\": 3, \"seed\": null}"))
        #expect(lock.contains("\"seed\": 3}"))
        #expect(lock.contains("  \"inputs\": {\n    \"$data/a.txt\": \"\(digest)\"\n  },\n  \"kernel\": \"none\",\n  \"language\": 1,\n"))
        #expect(lock.contains("  \"parameters\": {\n    \"data\": \"a path\"\n  },\n  \"script\": \"\(Digest(of: script).text)\"\n}\n"))
        #expect(!lock.contains(folder.path) && !lock.contains(NSHomeDirectory()))
        #expect(try Lock(reading: Lock.path(of: path))?.text == lock)
    }

    @Test func anotherInputIsNamedWithBothDigests() async throws {
        try await record(experiment)
        try "another text".write(to: folder.appendingPathComponent("a.txt"), atomically: true, encoding: .utf8)
        let outcome = try await replay()
        let (before, after) = (Digest(of: "some text").text.prefix(12), Digest(of: "another text").text.prefix(12))
        let call = outcome.divergence?.diagnostic.rendered() ?? ""
        #expect(call.hasPrefix("""
            error: `open` differs from what the lock records
                ┌─ x.nds:4:9
            4   │ let t = open "a.txt"
                │         ^^^^^^^^^^^^
                = recorded: any 9 (
            """))
        #expect(call.hasSuffix("    = why: `a.txt` has changed: SHA-256 \(before)… then, \(after)… now"))
        #expect(outcome.agreeingCalls == 2 && outcome.differences.isEmpty && !outcome.agrees)
        #expect(outcome.verdict(on: "x.nds") == [
            "x.nds differs: `open` is the first call that differs, after 2 that agree",
            "`nds replay x.nds --accept` takes what was found as the new record",
        ])
    }

    @Test func anotherScriptIsNamedWithWhatChanged() async throws {
        try await record(experiment)
        try write(experiment.replacing("count=3", with: "count=4"))
        let outcome = try await replay()
        #expect(outcome.divergence?.why == ["the script has changed since: `count` was 3, is 4"])
        try write(experiment.replacing("seed 3", with: "seed 4"))
        #expect(try await replay().divergence?.why == ["the script has changed since: the seed was 3, is 4"])
        try write(experiment + "bag 9\n")
        let longer = try await replay().divergence
        #expect(longer?.diagnostic.message == "`bag` was not called when this was recorded")
        #expect(longer?.why == ["the script has changed since: it has more calls"])
        try write("let a = bag 2\n")
        let shorter = try await replay().divergence
        #expect(shorter?.diagnostic.message == "`draw` was called next when this was recorded")
        #expect(shorter?.why == ["the script has changed since: it has fewer calls"])
    }

    @Test func aChangeThatChangesNoCallAgrees() async throws {
        try await record(experiment)
        try write("# a remark\n\n" + experiment.replacing("a", with: "a"))
        #expect(try await replay().agrees)
    }

    @Test func anotherParameterIsNamed() async throws {
        try await record("param n: number = 2\nlet a = bag n\n#= bag of 2\n")
        let outcome = try await replay(["n": .number(3)])
        #expect(outcome.divergence?.why == ["the parameter `n` was 2, is 3", "`size` was 2, is 3"])
        #expect(outcome.differences.map(\.recorded) == ["2"])
        #expect(outcome.verdict(on: "x.nds").first == "x.nds differs: 1 of 1 recorded line; `bag` is the first call that differs, after 0 that agree")
    }

    @Test func anotherVersionIsNamed() async throws {
        try await record(experiment)
        try lock.replacing("\"nds\": \"0\"", with: "\"nds\": \"0.0\"").replacing("\"gave\": \"bag of 3\"", with: "\"gave\": \"sack of 3\"")
            .replacing(Bag(size: 3, name: "bag").value.digest.portable.text, with: Digest(of: "sack").text)
            .write(toFile: Lock.path(of: path), atomically: true, encoding: .utf8)
        let divergence = try await replay().divergence
        #expect(divergence?.why == ["nds 0.0 recorded it, this is nds 0"])
        #expect(divergence?.recorded?.hasPrefix("sack of 3 (") == true && divergence?.found?.hasPrefix("bag of 3 (") == true)
    }

    @Test func aValueThatDiffersForNoReasonSaysSo() async throws {
        try await record(experiment)
        try lock.replacing(Bag(size: 2, name: "bag").value.digest.portable.text, with: Digest(of: "another").text)
            .write(toFile: Lock.path(of: path), atomically: true, encoding: .utf8)
        #expect(try await replay().divergence?.why == ["same inputs, same arguments, same version, same kernel, and yet another value"])
    }

    @Test func onAnotherKernelValuesAreNotComparedToTheBit() async throws {
        try await record(experiment.replacing("0.4", with: "0.415 +- 0.1") + "s.f1\n#= 0.4\n")
        let other = lock.replacing("\"kernel\": \"none\"", with: "\"kernel\": \"Haswell\"")
            .replacing(Bag(size: 2, name: "bag").value.digest.portable.text, with: Digest(of: "another").text)
        try other.write(toFile: Lock.path(of: path), atomically: true, encoding: .utf8)
        try write(script.replacing("#= 0.4\n", with: "#= 0.41\n"))
        let outcome = try await replay()
        #expect(outcome.agrees && outcome.otherKernel == "Haswell")
        #expect(outcome.verdict(on: "x.nds") == ["x.nds agrees: 2 recorded lines"])
        try write(script.replacing("#= 0.41\n", with: "#= 0.43\n"))
        #expect(try await replay().differences.map(\.recorded) == ["0.43"])
    }

    @Test func acceptingRewritesFiguresAndKeepsTolerances() async throws {
        try await record("let s = fit (bag 1) on=(bag 3)\n#= f1 0.5 +- 0.01, rate 0.5\nlet p = palette\n#=\n")
        #expect(script == "let s = fit (bag 1) on=(bag 3)\n#= f1 0.25 +- 0.01, rate 0.5\nlet p = palette\n#= colour  weight\n#= red      1.000\n#= blue     2.500\n")
        #expect(try await replay().agrees)
        #expect(try Lock(reading: Lock.path(of: path))?.script == Digest(of: script).text)
    }

    @Test func withoutALockOnlyTheRecordedLinesCount() async throws {
        try write("bag 2\n#= bag of 2\nbag 3\n#=\n")
        let outcome = try await replay()
        #expect(outcome.agrees && !outcome.hasLock && outcome.bareCount == 1)
        #expect(outcome.verdict(on: "x.nds") == [
            "x.nds agrees: 1 recorded line", "there is no lock yet: `nds replay x.nds --accept` writes one",
            "1 bare `#=`: `nds replay x.nds --accept` fills in the output",
        ])
        #expect(outcome.steps.map(\.agrees) == [true, nil])
    }

    @Test(arguments: [
        ("{", "the input ends"), ("[]", "a JSON object was expected"), ("{\"nds\": 3}", "`nds` should be text"), ("{}", "`nds` is missing from the lock"),
    ])
    func aLockThatIsNoneIsAFindingWithItsPlace(text: String, message: String) throws {
        try text.write(toFile: path + ".lock", atomically: true, encoding: .utf8)
        let error = #expect(throws: Diagnostic.self) { try Lock(reading: path + ".lock") }
        #expect(error?.notes == ["`nds replay … --accept` writes the lock anew"])
        #expect(error?.message.contains(message) == true || text == "{", "\(error?.message ?? "")")
        #expect(error?.place?.file == path + ".lock")
    }

    @Test func pathsMeanTheSameOnAnotherMachine() {
        let paths = PortablePaths(folder: "/work/exp", parameters: ["data": "/work/exp/data", "more": "/data"])
        #expect(paths.portable("/work/exp/data/train.conll") == "$data/train.conll")
        #expect(paths.portable("/work/exp/data") == "$data")
        #expect(paths.portable("/data/x/y") == "$more/x/y")
        #expect(paths.portable("/work/exp/a.txt") == "a.txt")
        #expect(paths.portable("/work/a.txt") == "../a.txt")
        #expect(paths.portable(NSHomeDirectory() + "/models/minilm") == "~/models/minilm")
        #expect(paths.portable("/elsewhere/deep") == "/elsewhere/deep")
        #expect(paths.portable(argument: "\"/work/exp/a.txt\"") == "\"a.txt\"")
        #expect(paths.portable(argument: "bag 12") == "bag 12")
    }

    @Test func aRunRemarksWhereRecordedOutputNoLongerHolds() throws {
        let tree = try parse(SourceText(name: "x.nds", text: "param n: number = 2\n1 / 3\n#= 0.5"))
        let remarks = RecordedRemarks(tree, parameters: [:], lock: nil, engine: "none")
        #expect(remarks.remark(on: tree.statements[1], gave: .number(1 / 3), of: tree)
            == "x.nds:3:4: recorded is `0.5`, found `0.333333`; `nds replay x.nds` tells more")
        #expect(remarks.remark(on: tree.statements[0], gave: .number(2), of: tree) == nil)
        let others = RecordedRemarks(tree, parameters: ["n": .number(5)], lock: nil, engine: "none")
        #expect(others.remark(on: tree.statements[1], gave: .number(1 / 3), of: tree) == nil, "other parameters, other figures")
    }
}
