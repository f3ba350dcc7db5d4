import ArgumentParser
import Bert
import Numerics
import Random
import Tagger

struct GemmBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gemm",
        abstract: "The limit of matrix multiplication: one-thread sgemm of 512×1536×384 on every worker at once.",
        discussion: "With --of it runs the multiplications of a training step of that model instead, and nothing else of the step.")

    @Option(help: "Workers.")
    var threads = 2

    @Option(help: "Seconds to measure.")
    var seconds = 2.0

    @Option(help: "A model folder or name, whose step's own multiplications are run.")
    var of: String?

    @Option(help: "Random weights of this size instead.")
    var randomSize: BertSize?

    @Option(help: "Sentences of 20 word pieces in the step; three pieces of four are asked for.")
    var batch = 32

    func run() async throws {
        var figures = Figures()
        figures.add("task", "gemm")
        figures.add("threads", threads)
        figures.add("kernel", matrixKernelName())
        if of == nil, randomSize == nil {
            figures.add("gflops", await speed(seconds: seconds, of: limit()))
        } else {
            let model = try model()
            figures.add("batch", batch)
            figures.add("gflops", await ownSpeed(of: model, batch: batch, threads: threads, seconds: seconds))
        }
        figures.report()
    }

    private func model() throws -> TokenClassifier {
        if let of, randomSize == nil { return try TaggingModel.load(of).model.classifier }
        let config = BertConfig(randomSize ?? .base, vocabularySize: 30_522)
        return TokenClassifier(config: config, labels: ["O"], stream: RandomStream(seed: 1, key: "weights"))
    }

    private func limit() -> () -> Int {
        let (rows, inner, columns) = (512, 384, 1536)
        let operands = (0..<threads).map { _ in
            (FloatStorage(rows: rows, columns: inner), FloatStorage(rows: inner, columns: columns), FloatStorage(rows: rows, columns: columns))
        }
        for (a, b, _) in operands {
            a.view.elements.update(repeating: 0.5)
            b.view.elements.update(repeating: 0.25)
        }
        let (workers, threads, repetitions) = (Workers(count: threads), threads, 16)
        return {
            workers.run(tasks: threads) { task, _ in
                let (a, b, c) = operands[task]
                for _ in 0..<repetitions { multiply(a.view, by: b.view, into: c.view) }
            }
            return 2 * rows * inner * columns * repetitions * threads
        }
    }
}

/// What the multiplications of a model's training step reach alone, in GFLOP/s: of sentences with 20 pieces, 15 of them asked for.
func ownSpeed(of model: TokenClassifier, batch: Int, threads: Int, seconds: Double = 1) async -> Double {
    let step = StepProducts(of: model, lengths: Array(repeating: 20, count: batch), asked: 0.75, threads: threads)
    return await speed(seconds: seconds, of: step.run)
}

/// In GFLOP/s, after a first round that warms memory and caches; a round gives its operations.
private func speed(seconds: Double, of round: () -> Int) async -> Double {
    _ = round()
    var operations = 0, elapsed = 0.0
    while elapsed < seconds {
        let (time, count) = await timed { round() }
        (operations, elapsed) = (operations + count, elapsed + time)
    }
    return Double(operations) / elapsed / 1e9
}
