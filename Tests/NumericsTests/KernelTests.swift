import Foundation
import Random
import Testing

@testable import Numerics

/// Each kernel against its formula in double precision; lengths that leave a rest in every vector width.
struct KernelTests {
    private static let shapes = [(1, 1), (3, 7), (5, 16), (4, 33), (2, 384)]

    @Test(arguments: shapes)
    func gelu(rows: Int, columns: Int) {
        let random = RandomMatrices(seed: 1)
        let (x, bias) = (random.matrix(rows, columns, spread: 4), random.matrix(1, columns))
        let u = zip(x.doubles, bias.repeated(rows)).map(+)
        let y = random.zeros(rows, columns)
        Gelu.forward(x.view, bias: bias.view, into: y.view)
        #expect(y.isClose(to: u.map { $0 * distribution($0) }, within: 4e-7))

        let trained = random.zeros(rows, columns)
        Gelu.forwardKeepingSlope(x.view, bias: bias.view, into: trained.view)
        #expect(trained.doubles == y.doubles)
        let dy = random.matrix(rows, columns)
        let slope = u.map { distribution($0) + $0 * exp(-$0 * $0 / 2) / (2 * .pi).squareRoot() }
        Gelu.backward(dy.view, slope: x.view)
        #expect(x.isClose(to: zip(slope, dy.doubles).map(*), within: 1e-6))
    }

    @Test func geluHoldsAtTheEnds() {
        let random = RandomMatrices(seed: 1)
        let x = FloatMatrix([-1000, -88, -13, -6, -1e-20, 0, 1e-20, 6, 13, 88, 1000])
        let (bias, y) = (random.zeros(1, x.doubles.count), random.zeros(1, x.doubles.count))
        Gelu.forward(x.view, bias: bias.view, into: y.view)
        #expect(y.isClose(to: x.doubles.map { $0 * distribution($0) }, within: 1e-6))
    }

    @Test(arguments: shapes)
    func normAndItsGradients(rows: Int, columns: Int) {
        let random = RandomMatrices(seed: 2)
        let (x, residual) = (random.matrix(rows, columns), random.matrix(rows, columns))
        let (bias, gain, shift) = (random.matrix(1, columns), random.matrix(1, columns), random.matrix(1, columns))
        let (y, normalised, rstd) = (random.zeros(rows, columns), random.zeros(rows, columns), random.zeros(rows, 1))
        let kept = Norm.Kept(normalised: normalised.view, rstd: rstd.view)
        let norm = Norm(gain: gain.view, shift: shift.view)
        norm.forward(
            x.view, bias: bias.view, dropout: .none, first: 0, residual: residual.view, epsilon: 1e-5, keeping: kept,
            into: y.view)
        let z = zip(zip(x.doubles, bias.repeated(rows)).map(+), residual.doubles).map(+)
        let reference = z.chunks(of: columns).map { standardised($0, epsilon: 1e-5) }
        #expect(normalised.isClose(to: reference.flatMap(\.values), within: 1e-5))
        #expect(rstd.isClose(to: reference.map(\.scale), within: 1e-5 * reference.map(\.scale).max()!))
        let affine = zip(zip(reference.flatMap(\.values), gain.repeated(rows)).map(*), shift.repeated(rows)).map(+)
        #expect(y.isClose(to: affine, within: 1e-5))

        let (dy, dz) = (random.matrix(rows, columns), random.zeros(rows, columns))
        norm.backward(dy.view, kept: kept, into: dz.view)
        let g = zip(dy.doubles, gain.repeated(rows)).map(*).chunks(of: columns)
        let expected = zip(g, reference).flatMap { g, row in
            let (mean, product) = (average(g), average(zip(g, row.values).map(*)))
            return zip(g, row.values).map { row.scale * ($0 - mean - $1 * product) }
        }
        // What cancels within a row is multiplied by rstd.
        #expect(dz.isClose(to: expected, within: 1e-6 * (10 + reference.map(\.scale).max()!)))

        let (dGain, dShift) = (random.zeros(1, columns), random.zeros(1, columns))
        Norm(gain: dGain.view, shift: dShift.view).set(from: dy.view, kept: kept)
        #expect(dShift.isClose(to: dy.doubles.columnSums(columns), within: 1e-5))
        #expect(dGain.isClose(to: zip(dy.doubles, normalised.doubles).map(*).columnSums(columns), within: 1e-5))
    }

    @Test func linearAndItsGradients() {
        let random = RandomMatrices(seed: 3)
        let (x, weight, bias) = (random.matrix(5, 7), random.matrix(3, 7), random.matrix(1, 3))
        let y = random.zeros(5, 3)
        let linear = Linear(weight: weight.view, bias: bias.view)
        linear.forward(x.view, into: y.view)
        let product = dot(x.doubles, weight.doubles.transposed(7), inner: 7, columns: 3)
        #expect(y.isClose(to: zip(product, bias.repeated(5)).map(+), within: 1e-5))

        let (dy, dx) = (random.matrix(5, 3), random.matrix(5, 7))
        let before = dx.doubles
        linear.backward(dy.view, into: dx.view, addingToResidual: true)
        let expected = dot(dy.doubles, weight.doubles, inner: 3, columns: 7)
        #expect(dx.isClose(to: zip(before, expected).map(+), within: 1e-5))
        linear.backward(dy.view, into: dx.view)
        #expect(dx.isClose(to: expected, within: 1e-5))

        let (dWeight, dBias) = (random.matrix(3, 7), random.matrix(1, 3))
        Linear(weight: dWeight.view, bias: dBias.view).set(from: dy.view, input: x.view)
        #expect(dWeight.isClose(to: dot(dy.doubles.transposed(3), x.doubles, inner: 5, columns: 7), within: 1e-5))
        #expect(dBias.isClose(to: dy.doubles.columnSums(3), within: 1e-5))
    }

    @Test(arguments: [1, 5, 8, 23])
    func attentionIsSoftmaxOfScaledScores(length: Int) {
        let random = RandomMatrices(seed: 4)
        let (heads, width) = (2, 3)
        let size = heads * width
        let all = random.matrix(length, 3 * size, spread: 3)
        let (probabilities, context) = (random.zeros(heads * length, length), random.zeros(length, size))
        let (query, keyValue) = (all.view.columns(0..<size), all.view.columns(size..<3 * size))
        Attention(heads: heads).forward(query, keyValue, probabilities: probabilities.view, dropped: nil, into: context.view)
        for head in 0..<heads {
            func part(_ which: Int) -> [Double] {
                let first = which * size + head * width
                return all.doubles.chunks(of: 3 * size).flatMap { $0[first..<first + width] }
            }
            let products = dot(part(0), part(1).transposed(width), inner: width, columns: length)
            let scores = products.map { $0 / Double(width).squareRoot() }
            let expected = scores.chunks(of: length).flatMap { row in
                let total = row.map { exp($0) }.reduce(0, +)
                return row.map { exp($0) / total }
            }
            let ours = Array(probabilities.doubles[head * length * length..<(head + 1) * length * length])
            #expect(zip(ours, expected).allSatisfy { abs($0 - $1) < 1e-6 })
            let mixed = dot(expected, part(2), inner: length, columns: width)
            let ourContext = context.doubles.chunks(of: size).flatMap { $0[head * width..<(head + 1) * width] }
            #expect(zip(ourContext, mixed).allSatisfy { abs($0 - $1) < 1e-5 })
        }
    }

    @Test func crossEntropyAndItsGradient() {
        let logits = FloatMatrix(rows: 3, [1, 2, 3, 500, -500, 0, 0.5, 0.5, 0.5])
        let loss = TokenLoss().lossesAndGradient(logits.view, targets: sure(2, 0, -1), total: 2).reduce(0, +) / 2
        let powers = [exp(1.0), exp(2.0), exp(3.0)]
        let total = powers.reduce(0, +)
        #expect(abs(loss - (log(total) - 3) / 2) < 1e-7)
        let first = [powers[0] / total, powers[1] / total, powers[2] / total - 1].map { $0 / 2 }
        #expect(logits.isClose(to: first + [0, 0, 0, 0, 0, 0], within: 1e-7))
    }

    @Test func heavierClassesCountMoreInLossAndGradient() {
        let logits = FloatMatrix(rows: 3, [1, 2, 3, 0, 0, 0, 4, 5, 6])
        let weighted = TokenLoss(classWeights: [0.5, 0, 3])
        let targets = sure(2, 0, 1)
        #expect(weighted.total(targets) == 3.5 && weighted.total(sure(-1, -1)) == 0)
        let loss = weighted.lossesAndGradient(logits.view, targets: targets, total: 3.5).reduce(0, +) / 3.5
        let powers = [exp(1.0), exp(2.0), exp(3.0)]
        let total = powers.reduce(0, +)
        #expect(abs(loss - (3 * (log(total) - 3) + 0.5 * log(3)) / 3.5) < 1e-7)
        let first = [powers[0] / total, powers[1] / total, powers[2] / total - 1].map { $0 * 3 / 3.5 }
        let second = [-2.0 / 3, 1.0 / 3, 1.0 / 3].map { $0 * 0.5 / 3.5 }
        #expect(logits.isClose(to: first + second + [0, 0, 0], within: 1e-7))
    }

    @Test func aPartWithoutWeightHasLossZero() {
        let logits = FloatMatrix(rows: 1, [1, 2])
        #expect(TokenLoss(classWeights: [0, 1]).lossesAndGradient(logits.view, targets: sure(0), total: 0) == [0])
        #expect(logits.doubles == [0, 0])
    }

    @Test func embeddingGathersAndAddsBack() {
        let random = RandomMatrices(seed: 5)
        let (table, y) = (random.matrix(4, 3), random.zeros(3, 3))
        Embedding.forward([2, 0, 2], table: table.view, into: y.view)
        let rows = table.doubles.chunks(of: 3)
        #expect(y.doubles == rows[2] + rows[0] + rows[2])
        let dTable = random.zeros(4, 3)
        Embedding.add(y.view, ids: [1, 3, 1], to: dTable.view)
        #expect(dTable.isClose(to: [0, 0, 0] + rows[2].map { 2 * $0 } + [0, 0, 0] + rows[0], within: 1e-6))
        Embedding.clear([1, 3], in: dTable.view)
        #expect(dTable.doubles == [Double](repeating: 0, count: 12))
    }
}

private func sure(_ labels: Int32...) -> ArraySlice<TokenTarget> { labels.map { TokenTarget(label: $0) }[...] }

private func distribution(_ u: Double) -> Double { 0.5 * erfc(-u / 2.0.squareRoot()) }

private func average(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

private func standardised(_ z: [Double], epsilon: Double) -> (values: [Double], scale: Double) {
    let mean = average(z)
    let scale = 1 / (average(z.map { ($0 - mean) * ($0 - mean) }) + epsilon).squareRoot()
    return (z.map { ($0 - mean) * scale }, scale)
}
