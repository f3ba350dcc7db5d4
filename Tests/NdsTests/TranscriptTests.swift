import Foundation
import Script
import Testing

/// Scripts under `Tests/Transcripts` with what they print beside them, in a file that ends in `.out`: standard output, and where the
/// script fails its exit code and standard error too.
///
/// A script's first line may give arguments: `# nds run param.nds size=12`. With NDS_REWRITE_TRANSCRIPTS=1 the tests write what
/// they would compare. Figures that depend on the kernel of OpenBLAS do not stand in transcripts.
struct TranscriptTests {
    @Test func everyTranscriptHasItsScript() {
        let names = files(endingIn: ".out").map { String($0.dropLast(4)) }
        #expect(names.filter { !scripts.contains($0 + ".nds") } == [])
        #expect(scripts.count >= 15)
    }

    @Test func everyStatementHasATranscriptOfItsName() {
        let missing = Construct.all.filter { $0.beginsStatement && !scripts.contains($0.name + ".nds") }.map(\.name)
        #expect(missing == [])
    }

    @Test(arguments: scripts)
    func aScriptPrintsWhatItsTranscriptSays(script: String) throws {
        let program = Program()
        // Copies: what a script writes stays out of the sources.
        for name in try FileManager.default.contentsOfDirectory(atPath: transcriptFolder) {
            try FileManager.default.copyItem(atPath: transcriptFolder + "/" + name, toPath: program.home.path + "/" + name)
        }
        let outcome = try program.run(["run", script] + arguments(of: script))
        let errors = outcome.status == 0 ? "" : "---- exit code \(outcome.status)\n" + outcome.errors
        let printed = (outcome.output + errors).replacingOccurrences(of: program.home.path + "/", with: "FOLDER/")
        let expected = URL(fileURLWithPath: transcriptFolder + "/" + script.dropLast(4) + ".out")
        if ProcessInfo.processInfo.environment["NDS_REWRITE_TRANSCRIPTS"] == "1" {
            try printed.write(to: expected, atomically: true, encoding: .utf8)
        }
        #expect(try printed == String(contentsOf: expected, encoding: .utf8))
    }

    private func arguments(of script: String) throws -> [String] {
        let text = try String(contentsOfFile: transcriptFolder + "/" + script, encoding: .utf8)
        let words = text.prefix { $0 != "\n" }.split(separator: " ").map(String.init)
        return words.starts(with: ["#", "nds", "run", script]) ? Array(words.dropFirst(4)) : []
    }
}

private let transcriptFolder =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Transcripts").path

private let scripts = files(endingIn: ".nds")

private func files(endingIn suffix: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: transcriptFolder)) ?? []).filter { $0.hasSuffix(suffix) }.sorted()
}
