import Random

@testable import Numerics

/// A matrix that owns its floats, with what the tests ask of it in double precision.
struct FloatMatrix {
    private let storage: FloatStorage
    let rows: Int

    init(rows: Int = 1, _ values: [Float]) {
        self.rows = rows
        storage = FloatStorage(rows: rows, columns: values.count / rows)
        withExtendedLifetime(storage) { _ = storage.view.elements.update(fromContentsOf: values) }
    }

    var view: Matrix { storage.view }

    var doubles: [Double] { withExtendedLifetime(storage) { storage.view.elements.map(Double.init) } }

    func repeated(_ times: Int) -> [Double] { (0..<times).flatMap { _ in doubles } }

    func isClose(to expected: [Double], within limit: Double) -> Bool {
        doubles.count == expected.count && zip(doubles, expected).allSatisfy { abs($0 - $1) <= limit * max(1, abs($1)) }
    }
}

/// Makes matrices of uniform numbers in -spread/2...spread/2.
final class RandomMatrices {
    private var stream: RandomStream

    init(seed: Int) { stream = RandomStream(seed: seed, key: "kernels") }

    func matrix(_ rows: Int, _ columns: Int, spread: Double = 2) -> FloatMatrix {
        FloatMatrix(rows: rows, (0..<rows * columns).map { _ in Float(spread * (stream.uniform() - 0.5)) })
    }

    func zeros(_ rows: Int, _ columns: Int) -> FloatMatrix {
        FloatMatrix(rows: rows, [Float](repeating: 0, count: rows * columns))
    }
}

extension [Double] {
    func chunks(of count: Int) -> [[Double]] {
        stride(from: 0, to: self.count, by: count).map { Array(self[$0..<$0 + count]) }
    }

    /// Of a matrix with so many columns.
    func transposed(_ columns: Int) -> [Double] {
        (0..<columns).flatMap { column in stride(from: column, to: count, by: columns).map { self[$0] } }
    }

    func columnSums(_ columns: Int) -> [Double] {
        (0..<columns).map { column in stride(from: column, to: count, by: columns).reduce(0) { $0 + self[$1] } }
    }
}

/// The product of matrices of so many inner and outer columns.
func dot(_ a: [Double], _ b: [Double], inner: Int, columns: Int) -> [Double] {
    a.chunks(of: inner).flatMap { row in
        (0..<columns).map { column in row.indices.reduce(0.0) { $0 + row[$1] * b[$1 * columns + column] } }
    }
}
