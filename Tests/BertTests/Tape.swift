import Foundation

/// A small reverse-mode tape in double precision, made of primitive operations only: the oracle for every gradient.
final class Tape {
    /// A matrix on the tape and, after `backward`, the gradient of the loss in it.
    final class Value {
        let rows: Int
        let columns: Int
        fileprivate(set) var data: [Double]
        fileprivate(set) var gradient: [Double]

        fileprivate init(_ rows: Int, _ columns: Int, _ data: [Double]) {
            precondition(data.count == rows * columns)
            (self.rows, self.columns, self.data) = (rows, columns, data)
            gradient = [Double](repeating: 0, count: data.count)
        }
    }

    private var backwards: [() -> Void] = []

    /// From the last value, a scalar, back to every leaf.
    func backward(from loss: Value) {
        loss.gradient = [1]
        for step in backwards.reversed() { step() }
    }

    func leaf(_ rows: Int, _ columns: Int, _ data: [Double]) -> Value { Value(rows, columns, data) }

    func product(_ a: Value, _ b: Value) -> Value {
        let y = Value(a.rows, b.columns, times(a.data, b.data, a.rows, a.columns, b.columns))
        backwards.append {
            accumulate(a, times(y.gradient, transposed(b.data, b.rows, b.columns), a.rows, b.columns, a.columns))
            accumulate(b, times(transposed(a.data, a.rows, a.columns), y.gradient, a.columns, a.rows, b.columns))
        }
        return y
    }

    func transpose(_ a: Value) -> Value {
        let y = Value(a.columns, a.rows, transposed(a.data, a.rows, a.columns))
        backwards.append { accumulate(a, transposed(y.gradient, y.rows, y.columns)) }
        return y
    }

    func sum(_ a: Value, _ b: Value) -> Value {
        let y = Value(a.rows, a.columns, zip(a.data, b.data).map(+))
        backwards.append {
            accumulate(a, y.gradient)
            accumulate(b, y.gradient)
        }
        return y
    }

    func elementwiseProduct(_ a: Value, _ b: Value) -> Value {
        let y = Value(a.rows, a.columns, zip(a.data, b.data).map(*))
        backwards.append {
            accumulate(a, zip(y.gradient, b.data).map(*))
            accumulate(b, zip(y.gradient, a.data).map(*))
        }
        return y
    }

    /// Repeats a row or a column until it has the size of `like`.
    func spread(_ a: Value, like: Value) -> Value {
        let source = (0..<like.rows * like.columns).map { a.columns == 1 ? $0 / like.columns : $0 % like.columns }
        let y = Value(like.rows, like.columns, source.map { a.data[$0] })
        backwards.append { for (index, from) in source.enumerated() { a.gradient[from] += y.gradient[index] } }
        return y
    }

    func rowSums(_ a: Value) -> Value {
        let y = Value(a.rows, 1, (0..<a.rows).map { row in a.data[row * a.columns..<(row + 1) * a.columns].reduce(0, +) })
        backwards.append { accumulate(a, a.data.indices.map { y.gradient[$0 / a.columns] }) }
        return y
    }

    func map(_ a: Value, _ function: (Double) -> Double, derivative: @escaping (Double) -> Double) -> Value {
        let y = Value(a.rows, a.columns, a.data.map(function))
        backwards.append { accumulate(a, zip(y.gradient, a.data).map { $0 * derivative($1) }) }
        return y
    }

    /// The elements of `a` at these places, in a new shape.
    func gather(_ a: Value, _ places: [Int], _ rows: Int, _ columns: Int) -> Value {
        let y = Value(rows, columns, places.map { a.data[$0] })
        backwards.append { for (index, from) in places.enumerated() { a.gradient[from] += y.gradient[index] } }
        return y
    }

    func joinColumns(_ parts: [Value]) -> Value {
        let joined = parts.dropFirst().reduce(transpose(parts[0])) { joinRows([$0, transpose($1)]) }
        return transpose(joined)
    }

    func joinRows(_ parts: [Value]) -> Value {
        let y = Value(parts.map(\.rows).reduce(0, +), parts[0].columns, parts.flatMap(\.data))
        backwards.append {
            var start = 0
            for part in parts {
                accumulate(part, Array(y.gradient[start..<start + part.data.count]))
                start += part.data.count
            }
        }
        return y
    }
}

/// What is made of the primitives.
extension Tape {
    func scaled(_ a: Value, _ factor: Double) -> Value { map(a, { $0 * factor }, derivative: { _ in factor }) }

    func rows(_ a: Value, _ ids: [Int]) -> Value {
        gather(a, ids.flatMap { id in (0..<a.columns).map { id * a.columns + $0 } }, ids.count, a.columns)
    }

    func columns(_ a: Value, _ range: Range<Int>) -> Value {
        gather(a, (0..<a.rows).flatMap { row in range.map { row * a.columns + $0 } }, a.rows, range.count)
    }

    func plusRow(_ a: Value, _ row: Value) -> Value { sum(a, spread(row, like: a)) }

    func linear(_ x: Value, _ weight: Value, _ bias: Value) -> Value { plusRow(product(x, transpose(weight)), bias) }

    func gelu(_ x: Value) -> Value {
        let bell = map(scaled(x, 0.5.squareRoot()), erf, derivative: { 2 / Double.pi.squareRoot() * exp(-$0 * $0) })
        return scaled(elementwiseProduct(x, map(bell, { 1 + $0 }, derivative: { _ in 1 })), 0.5)
    }

    func softmax(_ x: Value) -> Value {
        let powers = map(x, exp, derivative: exp)
        let inverse = map(rowSums(powers), { 1 / $0 }, derivative: { -1 / ($0 * $0) })
        return elementwiseProduct(powers, spread(inverse, like: x))
    }

    func norm(_ x: Value, _ gain: Value, _ shift: Value, epsilon: Double) -> Value {
        let share = 1 / Double(x.columns)
        let centred = sum(x, spread(scaled(rowSums(x), -share), like: x))
        let variance = scaled(rowSums(elementwiseProduct(centred, centred)), share)
        let rstd = map(variance, { pow($0 + epsilon, -0.5) }, derivative: { -0.5 * pow($0 + epsilon, -1.5) })
        let normalised = elementwiseProduct(centred, spread(rstd, like: x))
        return plusRow(elementwiseProduct(normalised, spread(gain, like: x)), shift)
    }
}

private func accumulate(_ value: Tape.Value, _ gradient: [Double]) {
    value.gradient = zip(value.gradient, gradient).map(+)
}

private func times(_ a: [Double], _ b: [Double], _ rows: Int, _ inner: Int, _ columns: Int) -> [Double] {
    var y = [Double](repeating: 0, count: rows * columns)
    for row in 0..<rows {
        for k in 0..<inner {
            for column in 0..<columns { y[row * columns + column] += a[row * inner + k] * b[k * columns + column] }
        }
    }
    return y
}

private func transposed(_ a: [Double], _ rows: Int, _ columns: Int) -> [Double] {
    (0..<columns).flatMap { column in (0..<rows).map { a[$0 * columns + column] } }
}
