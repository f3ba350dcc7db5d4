import ArgumentParser
import Commands
import Diagnostics
import Foundation
import class Notebook.Session
import Script

struct CheckBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Reads, parses and checks a long script as `nds check` does; without --script one that is made here.",
        discussion: "The first pass of a fresh process is what is timed: nothing is warm.")

    @Option(help: "Lines of the script that is made.")
    var lines = 10_000

    @Option(help: "A script to check instead.")
    var script: String?

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nds-bench-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let made = folder.appendingPathComponent("study.nds").path
        if script == nil { try study(lines: lines).write(toFile: made, atomically: false, encoding: .utf8) }
        let path = script ?? made

        let (reading, source) = try await timed { try SourceText(reading: path) }
        let (parsing, tree) = try await timed { try Script.parse(source) }
        let (checking, findings) = await timed {
            await Session(language: .nds).check(tree, folder: (path as NSString).deletingLastPathComponent, allowsRebinding: false)
        }
        var figures = Figures()
        figures.add("task", "check")
        figures.add("lines", source.lineCount)
        figures.add("statements", tree.statements.count)
        figures.add("findings", findings.count)
        figures.add("read_s", reading, digits: 4)
        figures.add("parse_s", parsing, digits: 4)
        figures.add("check_s", checking, digits: 4)
        figures.add("all_s", reading + parsing + checking, digits: 4)
        figures.report()
    }
}

/// A script of so many lines as people write them, only longer: parts with prose, datasets, loops of trainings, recorded output and
/// assertions, each with names of its own.
private func study(lines: Int) -> String {
    var text = ["nds 1", "", "## # A long study", "seed 1", "param steps: number = 100 \"steps of each arm\"", ""]
    var part = 0
    func next() -> [String] {
        part += 1
        return [
            "## ## Part \(part)", "## How does it go on with other sentences?", "let news_\(part) = generate news size=\(100 + part % 50)",
            "let parts_\(part) = split news_\(part) 80%", "let labelled_\(part) = annotate parts_\(part).first by=oracle # simulated",
            "let start_\(part) = bert size=tiny", "let arms_\(part) = for rate in [1e-4, 2e-4, 5e-4] {",
            "    let blend = mix labelled_\(part) parts_\(part).rest schedule=sigmoid(k=\(part % 9 + 1)) batch=16 steps=steps",
            "    train start_\(part) on=blend lr=rate dropout=10% | eval on=parts_\(part).rest", "}", "#= f1 0.5 +- 0.1",
            "assert max(arms_\(part).f1) > 0.1 and arms_\(part)[0].f1 < 1, \"part \(part): \\(arms_\(part).f1[0])\"", "",
        ]
    }
    var more = next()
    while text.count + more.count <= lines {
        text += more
        more = next()
    }
    text += (text.count..<max(text.count, lines)).map { "# line \($0 + 1)" }
    return text.joined(separator: "\n") + "\n"
}
