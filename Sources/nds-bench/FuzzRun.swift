import ArgumentParser
import Commands
import Diagnostics
import Foundation
import Fuzz

/// `scripts/fuzz`: damaged scripts through lexer, parser, checker and formatter.
struct FuzzRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuzz", abstract: "Damages scripts and says where lexer, parser, checker or formatter do not hold. Exits with 1 for a find.",
        shouldDisplay: false)

    @Argument(help: "How many inputs.")
    var inputs = 1_000_000

    @Argument(help: "The seed: it and the number of an input make its text.")
    var seed = 1

    @Option(help: "Print the text of one input and what is found in it.")
    var input: Int?

    @Option(help: "The folder of the project, whose scripts are damaged.")
    var root = "."

    @Option(help: "How many processes work beside each other.")
    var workers = ProcessInfo.processInfo.activeProcessorCount

    @Option(help: "Seconds after which an input hangs.")
    var limit = 10

    @Option(help: ArgumentHelp("As a worker: the first input, the board and the list of finds.", visibility: .hidden))
    var worker: [String] = []

    func validate() throws {
        guard inputs > 0, workers > 0, limit > 0 else { throw ValidationError("inputs, workers and the limit are above 0") }
        guard !SoundScripts.texts(root: root).isEmpty else { throw ValidationError("there are no scripts in \(root): --root names the project") }
    }

    private var damage: Damage { Damage(of: SoundScripts.texts(root: root), seed: seed) }

    @MainActor
    func run() async throws {
        let trial = Trial(language: .nds, folder: root + "/Tests/Transcripts")
        if let input {
            let text = damage.text(input)
            print(text)
            let result = trial.run(text)
            print("---- \(result.outcome)\(result.finds.map { "\n" + $0 }.joined())")
            if !result.finds.isEmpty { throw ExitCode(1) }
        } else if let first = worker.first.flatMap({ Int($0) }), worker.count == 3 {
            try work(trial, first..<first + inputs, Board(path: worker[1]), finds: worker[2])
        } else {
            try supervise()
        }
    }

    @MainActor
    private func work(_ trial: Trial, _ range: Range<Int>, _ board: Board, finds path: String) throws {
        let damage = damage
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let finds = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        for input in range {
            board[.input] = input
            let result = trial.run(damage.text(input))
            board[.count(result.outcome)] += 1
            for find in result.finds { try finds.write(contentsOf: Data("\(input) \(find.replacing("\n", with: " "))\n".utf8)) }
        }
    }

    private func supervise() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nds-fuzz-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (seed, root) = (seed, root)
        let supervisor = Supervisor(limit: .seconds(limit), folder: folder) { range, board, finds in
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            let files = ["--worker", String(range.lowerBound), "--worker", board, "--worker", finds]
            process.arguments = ["fuzz", String(range.count), String(seed), "--root", root] + files
            try process.run()
            return process
        }
        let start = ContinuousClock.now
        let summary = try supervisor.run(0..<inputs, workers: min(workers, inputs))
        for find in summary.finds { print("input \(find.input) of seed \(seed): \(find.what)") }
        if let first = summary.finds.first { print("again: scripts/fuzz --input \(first.input) 1 \(seed)") }
        var figures = Figures()
        figures.add("task", "fuzz")
        figures.add("seed", seed)
        figures.add("inputs", summary.inputs)
        figures.add("seconds", start.duration(to: .now) / .seconds(1))
        for outcome in Trial.Outcome.allCases { figures.add("\(outcome)", summary.outcomes[outcome.rawValue]) }
        figures.add("finds", summary.finds.count)
        figures.report()
        if !summary.finds.isEmpty { throw ExitCode(1) }
    }
}
