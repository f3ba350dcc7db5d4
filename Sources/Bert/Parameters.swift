import Foundation
import Numerics
import Random

/// One flat buffer laid out as the list of tensors says: weights, or their gradients, or AdamW's moments.
struct Parameters: Sendable {
    let layout: WeightLayout
    private let storage: FloatStorage
    /// The matrices of the layers once more, transposed.
    private var transposed: TransposedMatrices?

    /// All zero.
    /// - Parameter isSparse: few rows of the table of words are going to be written; the others then take no memory.
    init(_ layout: WeightLayout, isSparse: Bool = false) {
        self.layout = layout
        storage = FloatStorage(count: layout.count)
        storage.takeLargePages(isSparse ? layout.words.count..<layout.count : 0..<layout.count)
    }

    /// Weights as they were laid out before.
    init(_ layout: WeightLayout, holding storage: FloatStorage) {
        precondition(storage.view.count == layout.count, "weights for another layout")
        self.layout = layout
        self.storage = storage
    }

    func copy() -> Parameters {
        let copy = Parameters(layout)
        _ = copy.all.elements.update(fromContentsOf: all.elements)
        return copy
    }

    /// The same weights, and the matrices of the layers once more: multiplications go faster.
    func withTransposed(workers: Workers) -> Parameters {
        var copy = self
        copy.transposed = TransposedMatrices(of: self, workers: workers)
        return copy
    }

    var all: Matrix { storage.view }

    subscript(slot: WeightLayout.Slot) -> Matrix {
        Matrix(start: storage.view.start + slot.offset, rows: slot.rows, columns: slot.columns)
    }

    subscript(flat range: Range<Int>) -> Matrix {
        precondition(range.lowerBound >= 0 && range.upperBound <= layout.count)
        return Matrix(start: storage.view.start + range.lowerBound, rows: 1, columns: range.count)
    }

    subscript(slots: WeightLayout.LinearSlots) -> Linear {
        Linear(weight: self[slots.weight], bias: self[slots.bias], transposed: transposed?[slots.weight])
    }

    subscript(slots: WeightLayout.NormSlots) -> Norm {
        Norm(gain: self[slots.gain], shift: self[slots.shift])
    }

    subscript(tensor: WeightLayout.Tensor) -> UnsafeMutableBufferPointer<Float> {
        UnsafeMutableBufferPointer(start: storage.view.start + tensor.offset, count: tensor.count)
    }

    /// Starts one tensor as BERT does. Each tensor has a stream of its own, named like it.
    func start(_ tensor: WeightLayout.Tensor, stream: RandomStream) {
        let values = self[tensor]
        switch tensor.start {
        case .zero: values.update(repeating: 0)
        case .one: values.update(repeating: 1)
        case .normal:
            var stream = stream.substream(tensor.name)
            for index in values.indices { values[index] = Float(0.02 * normal(&stream)) }
        }
    }
}

/// N(0, 1) by Box and Muller 1958.
private func normal(_ stream: inout RandomStream) -> Double {
    let radius = (-2 * log(1 - stream.uniform())).squareRoot()
    return radius * cos(2 * .pi * stream.uniform())
}
