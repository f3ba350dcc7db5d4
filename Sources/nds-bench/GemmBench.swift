import ArgumentParser
import Numerics

struct GemmBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gemm", abstract: "The limit of matrix multiplication: one-thread sgemm of 512×1536×384 on every worker at once.")

    @Option(help: "Workers.")
    var threads = 2

    @Option(help: "Seconds to measure.")
    var seconds = 2.0

    @Option(help: "Accepted beside the other rows and not used.")
    var model: String?

    func run() async throws {
        let (rows, inner, columns) = (512, 384, 1536)
        let operands = (0..<threads).map { _ in
            (FloatStorage(rows: rows, columns: inner), FloatStorage(rows: inner, columns: columns), FloatStorage(rows: rows, columns: columns))
        }
        for (a, b, _) in operands {
            a.view.elements.update(repeating: 0.5)
            b.view.elements.update(repeating: 0.25)
        }
        let workers = Workers(count: threads)
        func round(_ repetitions: Int) {
            workers.run(tasks: threads) { task, _ in
                let (a, b, c) = operands[task]
                for _ in 0..<repetitions { multiply(a.view, by: b.view, into: c.view) }
            }
        }
        round(4)
        var repetitions = 0, elapsed = 0.0
        while elapsed < seconds {
            elapsed += await timed { round(16) }.seconds
            repetitions += 16 * threads
        }
        let operations = 2 * Double(rows * inner * columns) * Double(repetitions)
        var figures = Figures()
        figures.add("task", "gemm")
        figures.add("threads", threads)
        figures.add("kernel", matrixKernelName())
        figures.add("gflops", operations / elapsed / 1e9)
        figures.report()
    }
}
