import Numerics

/// The multiplications of a training step by the matrices of the layers, on memory of the same size and in the same order, and
/// nothing else: what a step could take at best.
package struct StepProducts {
    private let encoder: Encoder
    private let weightGradients: Parameters
    private let activations: Activations
    private let gradients: ActivationGradients
    private let whole: PackedRows
    private let workers: Workers

    /// - Parameters:
    ///   - lengths: the tokens of each sequence of the batch.
    ///   - asked: the share of the tokens whose logits are asked for.
    package init(of model: TokenClassifier, lengths: [Int], asked share: Double, threads: Int) {
        encoder = Encoder(config: model.config, weights: model.weights)
        weightGradients = Parameters(model.weights.layout, isSparse: true)
        let tokens = Int32(lengths.reduce(0, +))
        let asked = (0..<tokens).filter { Int(Double($0 + 1) * share) > Int(Double($0) * share) }
        whole = PackedRows(lengths: lengths, heads: model.config.headCount, asked: asked)
        activations = Activations(
            model.config, labelCount: model.labels.count, capacity: Capacity(whole), purpose: .training(parts: 2))
        gradients = ActivationGradients(model.config, capacity: Capacity(whole), parts: 2)
        workers = Workers(count: threads)
    }

    /// One step's worth.
    /// - Returns: floating-point operations.
    package func run() -> Int {
        let parts = whole.halves
        let layers = encoder.layout.layers.indices
        workers.run(tasks: parts.count) { task, _ in
            let own = layers.flatMap { products($0, parts[task]) }
            for product in own { product.linear.forwardWithoutBias(product.x, into: product.y) }
            for product in own.reversed() { product.linear.backward(product.dy, into: product.dx) }
        }
        let tasks = layers.reversed().flatMap { products($0, whole) }
        workers.run(tasks: tasks.count) { task, _ in tasks[task].gradient.set(from: tasks[task].dy, input: tasks[task].x) }
        return tasks.reduce(0) { $0 + 6 * $1.x.count * $1.linear.weight.rows }
    }

    /// A multiplication by weights, and where its operands and their gradients lie.
    private struct Product: Sendable {
        let linear, gradient: Linear
        let x, y, dx, dy: Matrix
    }

    private func products(_ index: Int, _ part: PackedRows) -> [Product] {
        let slots = encoder.layout.layers[index]
        let isLast = index == encoder.config.layerCount - 1
        let asking = isLast ? part.asked : part.rows
        let a = activations.layers[index].rows(part.rows, asking: asking)
        let d = gradients.layers[index].rows(part.rows, asking: asking)
        let input = activations.input(ofLayer: index).rows(part.rows)
        func product(_ slots: WeightLayout.LinearSlots, _ x: Matrix, _ y: Matrix, _ dx: Matrix, _ dy: Matrix) -> Product {
            Product(linear: encoder.weights[slots], gradient: weightGradients[slots], x: x, y: y, dx: dx, dy: dy)
        }
        let projections: [Product]
        if let all = a.projections.all, let dAll = d.projections.all {
            projections = [product(slots.queryKeyValue, input, all, d.input, dAll)]
        } else {
            projections = [
                product(
                    slots.query, activations.asking.rows(asking), a.projections.query, gradients.asking.rows(asking),
                    d.projections.query),
                product(slots.keyValue, input, a.projections.keyValue, d.input, d.projections.keyValue),
            ]
        }
        let start = part.rows.lowerBound
        let scratch = start..<start + asking.count  // each part has the rows of its tokens
        return projections + [
            product(
                slots.attentionOutput, a.context, activations.projected.rows(scratch), gradients.hidden.rows(scratch),
                d.attentionProjection),
            product(slots.intermediate, a.attended, a.intermediate, d.attended, a.intermediate),
            product(slots.output, a.inner, activations.projected.rows(scratch), gradients.inner.rows(scratch), d.outputProjection),
        ]
    }
}
