import ArgumentParser
import Diagnostics
import Foundation
import Numerics

/// Measures the functions that the verbs call, with the verbs' defaults. Each subcommand prints one JSON line.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nds-bench", abstract: "Measures what the verbs of nds do. Each row is one JSON line on standard output.",
        subcommands: [
            GemmBench.self, TrainBench.self, TagBench.self, TokenizeBench.self, ReadyBench.self, CheckBench.self, ClientBench.self, RecordingBench.self,
            FuzzRun.self,
        ])

    static func main() async {
        KernelChoice.settle()
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
        } catch let code as ExitCode {
            Foundation.exit(code.rawValue)
        } catch let finding as Diagnostic {
            fail(finding.rendered(), code: 1)
        } catch {
            let message = fullMessage(for: error)
            if exitCode(for: error) == .success {
                print(message)
            } else {
                fail(message, code: 2)
            }
        }
    }

    private static func fail(_ message: String, code: Int32) -> Never {
        FileHandle.standardError.write(Data((message + "\n").utf8))
        Foundation.exit(code)
    }
}

/// One row of figures.
struct Figures {
    private var fields: [(name: String, value: String)] = []

    mutating func add(_ name: String, _ value: Double, digits: Int = 1) {
        fields.append((name, String(format: "%.\(digits)f", value)))
    }

    mutating func add(_ name: String, _ value: Int) {
        fields.append((name, String(value)))
    }

    mutating func add(_ name: String, _ value: String) {
        fields.append((name, "\"\(value)\""))
    }

    /// Prints the row, closed by the most memory that the process ever held.
    mutating func report() {
        var usage = rusage()
        getrusage(numericCast(RUSAGE_SELF.rawValue), &usage)
        add("max_rss_mib", Double(usage.ru_maxrss) / 1024)
        print("{" + fields.map { "\"\($0.name)\": \($0.value)" }.joined(separator: ", ") + "}")
    }
}

/// Seconds that a piece of work takes, and what it gives.
func timed<Result>(_ body: () async throws -> Result) async rethrows -> (seconds: Double, result: Result) {
    let start = ContinuousClock.now
    let result = try await body()
    return (start.duration(to: .now) / .seconds(1), result)
}
