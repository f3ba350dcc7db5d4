import Numerics

/// BERT (Devlin et al. 2019) with a linear classifier on every token, on packed sequences: under each forward pass stands its
/// backward pass; `WeightGradients.swift` holds the gradients of the weights.
///
/// One law: a backward pass sets the gradients of activations (except that it adds where a residual connection brought one
/// before); the gradients of weights are made afterwards, over the whole batch, from what the backward passes left. So the
/// parts of a batch share nothing, and every sum has one order.
///
/// Logits are wanted for some tokens only: a word's first piece, no [CLS], no [SEP]. So in the last layer those tokens alone ask,
/// and nothing is computed that no logit needs.
///
/// Legend: T tokens of the part at hand, R tokens that ask, H hidden size, I intermediate size.
struct Encoder: Sendable {
    let config: BertConfig
    let weights: Parameters

    var layout: WeightLayout { weights.layout }
    private var attention: Attention { Attention(heads: config.headCount) }

    /// From ids to logits. Without dropout nothing is kept for a backward pass.
    func forward(_ ids: [Int32], _ part: PackedRows, _ activations: Activations, dropout: EncoderDropout?) {
        embed(ids, part, activations, dropout)
        for index in layout.layers.indices {
            forward(layer: index, part, activations, dropout?.layers[index])
        }
        classify(part, activations, dropout)
    }

    /// From the gradient of the logits, which stands in their place, to the gradient of the embeddings.
    /// - Parameters:
    ///   - levels: it ends at the lowest level that learns.
    ///   - passed: told when the gradients are there that a piece of `weightGradientTasks` waits for.
    func backward(
        _ part: PackedRows, _ activations: Activations, _ gradients: ActivationGradients, dropout: EncoderDropout, levels: Levels,
        passed: Milestones
    ) {
        passed.pass(classifierMilestone)
        if levels.learns(layer: config.layerCount - 1) { classifyBackward(part, activations, gradients, dropout) }
        for index in layout.layers.indices.reversed() where levels.learns(layer: index) {
            backward(layer: index, part, activations, gradients, dropout.layers[index])
            if levels.learnsBelow(layer: index) { projectBackward(layer: index, part, gradients) }
            passed.pass(milestone(ofLayer: index))
        }
        guard levels.learnsEmbeddings else { return }
        embedBackward(part, activations, gradients, dropout)
        passed.pass(embeddingMilestone)
    }

    /// The rows of a layer's tokens that ask.
    private func asking(inLayer index: Int, _ part: PackedRows) -> Range<Int> {
        isLast(index) ? part.asked : part.rows
    }

    private func isLast(_ index: Int) -> Bool { index == config.layerCount - 1 }

    /// Where rows that ask lie in scratch memory, in which each part of the batch has the rows of its tokens.
    private func scratch(_ asking: Range<Int>, inLayer index: Int, _ part: PackedRows) -> Range<Int> {
        let shift = isLast(index) ? part.rows.lowerBound - part.asked.lowerBound : 0
        return asking.lowerBound + shift..<asking.upperBound + shift
    }

    /// The number of a row's first element at a dropout site of H features.
    private func firstElement(_ rows: Range<Int>) -> Int {
        rows.lowerBound * config.hiddenSize
    }
}

/// embedded = dropout(norm(words[id] + positions[place] + types[0])).
extension Encoder {
    private func embed(_ ids: [Int32], _ part: PackedRows, _ activations: Activations, _ dropout: EncoderDropout?) {
        let (words, normed) = (activations.embedded, activations.projected)  // the words make room for what comes of them
        Embedding.forward(ids[part.rows], table: weights[layout.words], into: words.rows(part.rows))
        for sequence in part.sequences {
            weights[layout.embeddingNorm].forward(
                words.rows(sequence.rows), bias: weights[layout.types].rows(0..<1), dropout: .none, first: 0,
                residual: weights[layout.positions].rows(0..<sequence.rows.count), epsilon: config.layerNormEpsilon,
                keeping: activations.embeddingNorm.rows(sequence.rows), into: normed.rows(sequence.rows))
        }
        (dropout?.embedded ?? .none).forward(
            normed.rows(part.rows), first: firstElement(part.rows), into: activations.embedded.rows(part.rows))
    }

    private func embedBackward(
        _ part: PackedRows, _ activations: Activations, _ gradients: ActivationGradients, _ dropout: EncoderDropout
    ) {
        let dNorm = gradients.embeddingNorm.rows(part.rows)
        dropout.embedded.backward(gradients.embedded.rows(part.rows), first: firstElement(part.rows), into: dNorm)
        weights[layout.embeddingNorm].backward(
            dNorm, kept: activations.embeddingNorm.rows(part.rows), into: gradients.embeddingSum.rows(part.rows))
    }
}

/// attended = norm(x + dropout(attention(x) W + b)); output = norm(attended + dropout(gelu(attended W + b) W + b)).
extension Encoder {
    private func forward(
        layer index: Int, _ part: PackedRows, _ activations: Activations, _ dropout: EncoderDropout.Layer?
    ) {
        let slots = layout.layers[index]
        let asking = asking(inLayer: index, part)
        let a = activations.layers[index].rows(part.rows, asking: asking)
        let projected = activations.projected.rows(scratch(asking, inLayer: index, part))
        let first = firstElement(asking)
        let masks = dropout ?? .none

        let residual = project(layer: index, part, activations)
        attend(layer: index, part, activations, dropout?.probabilities)
        weights[slots.attentionOutput].forwardWithoutBias(a.context, into: projected)
        weights[slots.attentionNorm].forward(
            projected, bias: weights[slots.attentionOutput.bias], dropout: masks.attentionProjection, first: first,
            residual: residual, epsilon: config.layerNormEpsilon, keeping: a.attentionNorm, into: a.attended)

        weights[slots.intermediate].forwardWithoutBias(a.attended, into: a.intermediate)
        if dropout == nil {
            Gelu.forward(a.intermediate, bias: weights[slots.intermediate.bias], into: a.inner)
        } else {
            Gelu.forwardKeepingSlope(a.intermediate, bias: weights[slots.intermediate.bias], into: a.inner)
        }
        weights[slots.output].forwardWithoutBias(a.inner, into: projected)
        weights[slots.outputNorm].forward(
            projected, bias: weights[slots.output.bias], dropout: masks.outputProjection, first: first, residual: a.attended,
            epsilon: config.layerNormEpsilon, keeping: a.outputNorm, into: a.output)
    }

    private func backward(
        layer index: Int, _ part: PackedRows, _ activations: Activations, _ gradients: ActivationGradients,
        _ dropout: EncoderDropout.Layer
    ) {
        let slots = layout.layers[index]
        let asking = asking(inLayer: index, part)
        let a = activations.layers[index].rows(part.rows, asking: asking)
        let d = gradients.layers[index].rows(part.rows, asking: asking)
        let dOutput = gradients.output(ofLayer: index).rows(asking)
        let dResidual = isLast(index) ? gradients.asking.rows(asking) : d.input
        let scratch = scratch(asking, inLayer: index, part)
        let (dInner, dContext) = (gradients.inner.rows(scratch), gradients.hidden.rows(scratch))
        let first = firstElement(asking)

        weights[slots.outputNorm].backward(
            dOutput, kept: a.outputNorm, into: d.attended, dropout: dropout.outputProjection, first: first,
            droppedInto: d.outputProjection)
        weights[slots.output].backward(d.outputProjection, into: dInner)
        Gelu.backward(dInner, slope: a.intermediate)
        weights[slots.intermediate].backward(a.intermediate, into: d.attended, addingToResidual: true)

        weights[slots.attentionNorm].backward(
            d.attended, kept: a.attentionNorm, into: dResidual, dropout: dropout.attentionProjection, first: first,
            droppedInto: d.attentionProjection)
        weights[slots.attentionOutput].backward(d.attentionProjection, into: dContext)
        attendBackward(layer: index, part, activations, gradients, dropout.probabilities)
    }
}

/// Q, K, V = x W + b; in the last layer Q for the tokens alone that ask.
extension Encoder {
    /// Gives the rows of the input that ask, which go round the attention as its residual.
    private func project(layer index: Int, _ part: PackedRows, _ activations: Activations) -> Matrix {
        let slots = layout.layers[index]
        let input = activations.input(ofLayer: index)
        let projections = activations.layers[index].projections.rows(part.rows, asking: asking(inLayer: index, part))
        if let all = projections.all {
            weights[slots.queryKeyValue].forward(input.rows(part.rows), into: all)
            return input.rows(part.rows)
        }
        let asking = activations.asking.rows(part.asked)
        input.gather(part.askedRows, into: asking)
        weights[slots.query].forward(asking, into: projections.query)
        weights[slots.keyValue].forward(input.rows(part.rows), into: projections.keyValue)
        return asking
    }

    private func projectBackward(layer index: Int, _ part: PackedRows, _ gradients: ActivationGradients) {
        let slots = layout.layers[index]
        let d = gradients.layers[index].rows(part.rows, asking: asking(inLayer: index, part))
        if let all = d.projections.all {
            weights[slots.queryKeyValue].backward(all, into: d.input, addingToResidual: true)
            return
        }
        let dAsking = gradients.asking.rows(part.asked)
        weights[slots.query].backward(d.projections.query, into: dAsking, addingToResidual: true)
        weights[slots.keyValue].backward(d.projections.keyValue, into: d.input)
        gradients.layers[index].input.scatterAdd(dAsking, to: part.askedRows)
    }
}

/// context = dropout(softmax(Q Kᵀ / √d)) V, sequence by sequence. In tagging all sequences share room for their probabilities.
extension Encoder {
    private func attend(layer index: Int, _ part: PackedRows, _ activations: Activations, _ dropout: Dropout?) {
        let a = activations.layers[index]
        for sequence in part.sequences {
            let asking = isLast(index) ? sequence.asked : sequence.rows
            let (length, count) = (sequence.rows.count, config.headCount * asking.count * sequence.rows.count)
            let start = dropout == nil ? 0 : sequence.probabilities.lowerBound
            attention.forward(
                a.projections.query.rows(asking), a.projections.keyValue.rows(sequence.rows),
                probabilities: a.probabilities.elements(start..<start + count, asRowsOf: length),
                dropped: dropout.map { dropout in
                    let dropped = activations.dropped[part.number].elements(0..<count, asRowsOf: length)
                    return (dropout, first: start, dropped)
                }, into: a.context.rows(asking))
        }
    }

    private func attendBackward(
        layer index: Int, _ part: PackedRows, _ activations: Activations, _ gradients: ActivationGradients,
        _ dropout: Dropout
    ) {
        let (a, d) = (activations.layers[index], gradients.layers[index])
        for sequence in part.sequences {
            let asking = isLast(index) ? sequence.asked : sequence.rows
            let (length, count) = (sequence.rows.count, config.headCount * asking.count * sequence.rows.count)
            let start = sequence.probabilities.lowerBound
            let dropped = activations.dropped[part.number].elements(0..<count, asRowsOf: length)
            attention.backward(
                gradients.hidden.rows(scratch(asking, inLayer: index, part)), a.projections.query.rows(asking),
                a.projections.keyValue.rows(sequence.rows),
                probabilities: a.probabilities.elements(start..<start + count, asRowsOf: length),
                dropped: (dropout, first: start, dropped),
                dScores: gradients.scores[part.number].elements(0..<count, asRowsOf: length),
                into: d.projections.query.rows(asking), d.projections.keyValue.rows(sequence.rows))
        }
    }
}

/// logits = dropout(output) W + b, for the tokens that ask.
extension Encoder {
    private func classify(_ part: PackedRows, _ activations: Activations, _ dropout: EncoderDropout?) {
        let input = activations.classifierInput.rows(part.asked)
        (dropout?.classifierInput ?? .none).forward(
            activations.output.rows(part.asked), first: firstElement(part.asked), into: input)
        weights[layout.classifier].forward(input, into: activations.logits.rows(part.asked))
    }

    private func classifyBackward(
        _ part: PackedRows, _ activations: Activations, _ gradients: ActivationGradients, _ dropout: EncoderDropout
    ) {
        let dInput = gradients.hidden.rows(scratch(part.asked, inLayer: config.layerCount - 1, part))
        weights[layout.classifier].backward(activations.logits.rows(part.asked), into: dInput)
        dropout.classifierInput.backward(dInput, first: firstElement(part.asked), into: gradients.output.rows(part.asked))
    }
}
