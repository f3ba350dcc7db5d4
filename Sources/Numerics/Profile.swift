import Dispatch
import Synchronization

/// What the time of a step goes into.
package enum Work: Int, CaseIterable, Sendable {
    case gemmForward, gemmInput, gemmWeight, attention, bias, norm, gelu, dropout, embedding, loss, optimizer, tokenisation, waiting

    package var name: String {
        switch self {
        case .gemmForward: "GEMM forward"
        case .gemmInput: "GEMM dX"
        case .gemmWeight: "GEMM dW"
        case .attention: "attention"
        case .bias: "biases"
        case .norm: "LayerNorm"
        case .gelu: "GELU"
        case .dropout: "dropout"
        case .embedding: "embedding"
        case .loss: "classifier's loss"
        case .optimizer: "optimiser"
        case .tokenisation: "tokenisation"
        case .waiting: "waiting"
        }
    }
}

/// Seconds and floating-point operations by kind of work, summed over all threads of the process; only while a benchmark asks.
package enum Profile {
    private final class Counter: Sendable {
        let nanoseconds = Atomic<UInt64>(0)
        let operations = Atomic<UInt64>(0)
    }

    private static let isOn = Atomic<Bool>(false)
    private static let counters = Work.allCases.map { _ in Counter() }

    /// What one kind of work took.
    package struct Entry: Sendable {
        package let work: Work
        /// Of all threads together.
        package let seconds: Double
        /// Of multiplications of matrices alone.
        package let operations: Double
    }

    /// Measures a piece of work and all that it calls; one at a time in a process.
    package static func taken<Result>(during body: () async throws -> Result) async rethrows -> (entries: [Entry], result: Result) {
        for counter in counters {
            counter.nanoseconds.store(0, ordering: .relaxed)
            counter.operations.store(0, ordering: .relaxed)
        }
        isOn.store(true, ordering: .relaxed)
        defer { isOn.store(false, ordering: .relaxed) }
        let result = try await body()
        let entries = zip(Work.allCases, counters).map { work, counter in
            Entry(
                work: work, seconds: Double(counter.nanoseconds.load(ordering: .relaxed)) / 1e9,
                operations: Double(counter.operations.load(ordering: .relaxed)))
        }
        return (entries, result)
    }

    /// Books the time of `body`, which holds no other measured work.
    @inline(__always)
    package static func measure<Result>(_ work: Work, operations: Int = 0, _ body: () throws -> Result) rethrows -> Result {
        guard isOn.load(ordering: .relaxed) else { return try body() }
        let start = DispatchTime.now().uptimeNanoseconds
        defer { book(work, nanoseconds: DispatchTime.now().uptimeNanoseconds - start, operations: operations) }
        return try body()
    }

    /// What threads stand idle while they share out tasks.
    final class Idleness: Sendable {
        private let threads: Int
        private let start = isOn.load(ordering: .relaxed) ? DispatchTime.now().uptimeNanoseconds : 0
        private let busy = Atomic<UInt64>(0)

        init(threads: Int) { self.threads = threads }

        func except(_ work: () -> Void) {
            guard start > 0 else { return work() }
            let start = DispatchTime.now().uptimeNanoseconds
            work()
            busy.wrappingAdd(DispatchTime.now().uptimeNanoseconds - start, ordering: .relaxed)
        }

        func book() {
            guard start > 0 else { return }
            let whole = UInt64(threads) * (DispatchTime.now().uptimeNanoseconds - start)
            Profile.book(.waiting, nanoseconds: whole - min(whole, busy.load(ordering: .relaxed)))
        }
    }

    static func book(_ work: Work, nanoseconds: UInt64, operations: Int = 0) {
        counters[work.rawValue].nanoseconds.wrappingAdd(nanoseconds, ordering: .relaxed)
        counters[work.rawValue].operations.wrappingAdd(UInt64(operations), ordering: .relaxed)
    }
}
