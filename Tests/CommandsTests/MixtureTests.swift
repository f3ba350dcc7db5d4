import Diagnostics
import Foundation
import Mixing
import Notebook
import Script
import Testing

@testable import Commands

/// Mixtures as scripts make and look at them.
@MainActor
struct MixtureTests {
    private nonisolated static let sources = """
        let a = generate news size=30
        let b = generate news size=20
        let c = generate news part=test size=10
        def fade(t) { 1 - t }

        """

    private func value<Wanted>(_ script: String, as _: Wanted.Type = Wanted.self) async throws -> Wanted {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        guard case .kind(let kind)? = try await scratch.run(Self.sources + script), let wanted = kind as? Wanted else {
            throw Mismatch(expected: "\(Wanted.self)")
        }
        return wanted
    }

    @Test("a function in a record of weights is a schedule like any other")
    func functionsAsWeights() async throws {
        let ours: MixedData = try await value("mix {a: a, b: b, c: c} weights={a: fade, b: reverse(fade), c: join(fade, power)} batch=7")
        let theirs: MixedData = try await value("mix {a: a, b: b, c: c} weights={a: linear, b: linear(0, 1), c: join(linear, power)} batch=7")
        #expect(ours.mixture.batches == theirs.mixture.batches)
        #expect(ours.mixture.batches.count == 27)
    }

    @Test("a schedule and the weights that say the same draw alike", arguments: [("power", "power", "reverse(power)"), ("constant(0.25)", "1", "3")])
    func weightsOfTwo(schedule: String, first: String, second: String) async throws {
        let ours: MixedData = try await value("mix a b weights={distilled: \(first), original: \(second)} batch=7")
        let theirs: MixedData = try await value("mix {distilled: a, original: b} schedule=\(schedule) batch=7")
        #expect(ours.mixture.batches == theirs.mixture.batches)
    }

    @Test("every way to mix the same sources takes the same steps, and batches of the same sizes")
    func equalSteps() async throws {
        let arms = [
            "schedule=simple", "schedule=power grain=epoch", "schedule=gold_dev", "schedule=original_twice", "schedule=alternate",
            "schedule=join(only_distilled, gold_dev, at=0.3)", "schedule=fade", "schedule=reverse(join(fade, simple))",
        ]
        var shapes: [[Int]] = []
        for arm in arms {
            let mixed: MixedData = try await value("mix a b \(arm) dev=c batch=7 epochs=2")
            shapes.append(mixed.mixture.batches.map(\.count))
        }
        for weights in ["{a: 1, b: fade}", "{a: 0, b: 1}"] {
            let mixed: MixedData = try await value("mix {a: a, b: b} weights=\(weights) batch=7 epochs=2")
            shapes.append(mixed.mixture.batches.map(\.count))
        }
        #expect(shapes.allSatisfy { $0 == shapes[0] } && shapes[0].count == 16)
    }

    @Test("a model says how often it went through each source by the source's name")
    func passes() async throws {
        let model: Model = try await value(
            "train (bert size=tiny) on=(mix {llm: a, bbc: b, gold: c} weights={llm: 2, bbc: 1, gold: 1} batch=8 epochs=2)")
        let columns = try #require(model.training).columns
        #expect(columns.map(\.name) == ["labels", "steps", "passes_llm", "passes_bbc", "passes_gold"])
        #expect(columns[2...].map { try? Double($0.value) } == [2, 1.5, 3])
        let dev: Model = try await value("train (bert size=tiny) on=(mix a b schedule=gold_dev dev=c batch=8 steps=14)")
        #expect(try #require(dev.training).columns.last?.name == "passes_dev")
    }

    @Test("what is described of the epochs adds up to the batches")
    func breakdown() async throws {
        let mixed: MixedData = try await value("mix a b schedule=sigmoid batch=7 epochs=3")
        let breakdown = Breakdown(mixed)
        func column(_ name: String, of table: Table) throws -> [Double] { try #require(table.column(name)).map { try Double($0) } }
        #expect(breakdown.epochs.rows.count == 6)
        let sentences = try column("sentences", of: breakdown.epochs)
        #expect(stride(from: 0, to: 6, by: 2).allSatisfy { sentences[$0] + sentences[$0 + 1] == 50 })
        for name in ["sentences", "repeats", "entities"] {
            let byEpoch = try column(name, of: breakdown.epochs)
            let whole = try column(name, of: breakdown.sources)
            #expect((0..<2).allSatisfy { source in stride(from: source, to: 6, by: 2).reduce(0) { $0 + byEpoch[$1] } == whole[source] }, "\(name)")
        }
        let (drawn, repeats, different) = (
            try column("sentences", of: breakdown.sources), try column("repeats", of: breakdown.sources), try column("different", of: breakdown.sources)
        )
        #expect((0..<2).allSatisfy { drawn[$0] == different[$0] + repeats[$0] })
        #expect(drawn == mixed.mixture.drawCounts.map(Double.init))
    }

    @Test("a step peeked into is the batch that is trained on, with where its sentences come from")
    func peek() async throws {
        let mixed: MixedData = try await value("mix (annotate a by=oracle) b batch=7")
        for step in [1, 8, mixed.mixture.stepCount] {
            let batch = try PeekedBatch(mixed, step: step)
            let draws = mixed.mixture.batches[step - 1]
            #expect(batch.dataset.sentences == draws.map { mixed.datasets[$0.source].sentences[$0.index] })
            #expect(batch.sources == draws.map { mixed.mixture.sources[$0.source].name })
            #expect(batch.summary.contains("simulated") == draws.contains { $0.source == 0 })
        }
    }
}
