import Numerics

/// BERT (Devlin et al. 2019) with a linear classifier on every token, on packed sequences: under each forward pass stand its
/// backward pass and the gradients of its weights.
///
/// One law: a backward pass sets the gradients of activations (except that it adds where a residual connection brought one
/// before); the gradients of weights are made afterwards, over the whole batch, from what the backward passes left. So the
/// parts of a batch share nothing, and every sum has one order.
///
/// Legend: T tokens of the part at hand, H hidden size, I intermediate size.
struct Encoder: Sendable {
    let config: BertConfig
    let weights: Parameters

    private var layout: WeightLayout { weights.layout }
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
    func backward(
        _ part: PackedRows, _ activations: Activations, _ gradients: ActivationGradients, dropout: EncoderDropout
    ) {
        classifyBackward(part, activations, gradients, dropout)
        for index in layout.layers.indices.reversed() {
            backward(layer: index, part, activations, gradients, dropout.layers[index])
        }
        embedBackward(part, activations, gradients, dropout)
    }

    /// Tasks that set the gradients of all weights but the table of words, whose rows of `batch` they add to. Each task writes
    /// tensors of its own. T is the whole batch here.
    func weightGradientTasks(
        _ batch: PackedBatch, _ activations: Activations, _ gradients: ActivationGradients, into weightGradients: Parameters
    ) -> [@Sendable () -> Void] {
        let tokens = batch.ids.count
        return embedTasks(batch, activations, gradients, weightGradients)
            + layout.layers.indices.reversed().flatMap { layerTasks($0, tokens, activations, gradients, weightGradients) }
            + classifyTasks(tokens, activations, gradients, weightGradients)
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
            normed.rows(part.rows), first: firstElement(part), into: activations.embedded.rows(part.rows))
    }

    private func embedBackward(
        _ part: PackedRows, _ activations: Activations, _ gradients: ActivationGradients, _ dropout: EncoderDropout
    ) {
        let dNorm = gradients.embeddingNorm.rows(part.rows)
        dropout.embedded.backward(gradients.embedded.rows(part.rows), first: firstElement(part), into: dNorm)
        weights[layout.embeddingNorm].backward(
            dNorm, kept: activations.embeddingNorm.rows(part.rows), into: gradients.embeddingSum.rows(part.rows))
    }

    private func embedTasks(
        _ batch: PackedBatch, _ activations: Activations, _ gradients: ActivationGradients, _ weightGradients: Parameters
    ) -> [@Sendable () -> Void] {
        let all = 0..<batch.ids.count
        let dSum = gradients.embeddingSum.rows(all)
        return [
            { Embedding.add(dSum, ids: batch.ids, to: weightGradients[layout.words]) },
            {
                let dPositions = weightGradients[layout.positions]
                dPositions.elements.update(repeating: 0)
                for sequence in PackedRows(lengths: batch.lengths, heads: config.headCount).sequences {
                    Embedding.add(dSum.rows(sequence.rows), toRowsFrom: 0, of: dPositions)
                }
            },
            { Embedding.setRow(0, toSumOf: dSum, in: weightGradients[layout.types]) },
            {
                weightGradients[layout.embeddingNorm].set(
                    from: gradients.embeddingNorm.rows(all), kept: activations.embeddingNorm.rows(all))
            },
        ]
    }
}

/// attended = norm(x + dropout(attention(x) W + b)); output = norm(attended + dropout(gelu(attended W + b) W + b)).
extension Encoder {
    private func forward(
        layer index: Int, _ part: PackedRows, _ activations: Activations, _ dropout: EncoderDropout.Layer?
    ) {
        let slots = layout.layers[index]
        let a = activations.layers[index].rows(part.rows)
        let input = activations.input(ofLayer: index).rows(part.rows)
        let projected = activations.projected.rows(part.rows)
        let first = firstElement(part)
        let masks = dropout ?? .none

        weights[slots.queryKeyValue].forward(input, into: a.queryKeyValue)
        attend(layer: index, part, activations, dropout?.probabilities)
        weights[slots.attentionOutput].forwardWithoutBias(a.context, into: projected)
        weights[slots.attentionNorm].forward(
            projected, bias: weights[slots.attentionOutput.bias], dropout: masks.attentionProjection, first: first,
            residual: input, epsilon: config.layerNormEpsilon, keeping: a.attentionNorm, into: a.attended)

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
        let a = activations.layers[index].rows(part.rows)
        let d = gradients.layers[index].rows(part.rows)
        let dOutput = gradients.output(ofLayer: index).rows(part.rows)
        let dInner = gradients.inner.rows(part.rows)
        let dContext = gradients.hidden.rows(part.rows)
        let first = firstElement(part)

        weights[slots.outputNorm].backward(dOutput, kept: a.outputNorm, into: d.attended)
        dropout.outputProjection.backward(d.attended, first: first, into: d.outputProjection)
        weights[slots.output].backward(d.outputProjection, into: dInner)
        Gelu.backward(dInner, slope: a.intermediate)
        weights[slots.intermediate].backward(a.intermediate, into: d.attended, addingToResidual: true)

        weights[slots.attentionNorm].backward(d.attended, kept: a.attentionNorm, into: d.input)
        dropout.attentionProjection.backward(d.input, first: first, into: d.attentionProjection)
        weights[slots.attentionOutput].backward(d.attentionProjection, into: dContext)
        attendBackward(layer: index, part, activations, gradients, dropout.probabilities)
        weights[slots.queryKeyValue].backward(d.queryKeyValue, into: d.input, addingToResidual: true)
    }

    private func layerTasks(
        _ index: Int, _ tokens: Int, _ activations: Activations, _ gradients: ActivationGradients, _ weightGradients: Parameters
    ) -> [@Sendable () -> Void] {
        let slots = layout.layers[index]
        let a = activations.layers[index].rows(0..<tokens)
        let d = gradients.layers[index].rows(0..<tokens)
        let input = activations.input(ofLayer: index).rows(0..<tokens)
        let dOutput = gradients.output(ofLayer: index).rows(0..<tokens)
        return [
            { weightGradients[slots.outputNorm].set(from: dOutput, kept: a.outputNorm) },
            { weightGradients[slots.output].set(from: d.outputProjection, input: a.inner) },
            { weightGradients[slots.intermediate].set(from: a.intermediate, input: a.attended) },
            { weightGradients[slots.attentionNorm].set(from: d.attended, kept: a.attentionNorm) },
            { weightGradients[slots.attentionOutput].set(from: d.attentionProjection, input: a.context) },
            { weightGradients[slots.queryKeyValue].set(from: d.queryKeyValue, input: input) },
        ]
    }
}

/// context = dropout(softmax(Q Kᵀ / √d)) V, sequence by sequence. In tagging all sequences share room for their probabilities.
extension Encoder {
    private func attend(layer index: Int, _ part: PackedRows, _ activations: Activations, _ dropout: Dropout?) {
        let a = activations.layers[index]
        for sequence in part.sequences {
            let length = sequence.rows.count
            let place = dropout == nil ? 0..<sequence.probabilities.count : sequence.probabilities
            attention.forward(
                a.queryKeyValue.rows(sequence.rows), probabilities: a.probabilities.elements(place, asRowsOf: length),
                dropped: dropout.map { dropout in
                    let dropped = activations.dropped[part.number].elements(0..<place.count, asRowsOf: length)
                    return (dropout, first: place.lowerBound, dropped)
                }, into: a.context.rows(sequence.rows))
        }
    }

    private func attendBackward(
        layer index: Int, _ part: PackedRows, _ activations: Activations, _ gradients: ActivationGradients,
        _ dropout: Dropout
    ) {
        let a = activations.layers[index]
        for sequence in part.sequences {
            let (length, place) = (sequence.rows.count, sequence.probabilities)
            let dropped = activations.dropped[part.number].elements(0..<place.count, asRowsOf: length)
            attention.backward(
                gradients.hidden.rows(sequence.rows), queryKeyValue: a.queryKeyValue.rows(sequence.rows),
                probabilities: a.probabilities.elements(place, asRowsOf: length),
                dropped: (dropout, first: place.lowerBound, dropped),
                dScores: gradients.scores[part.number].elements(0..<place.count, asRowsOf: length),
                into: gradients.layers[index].queryKeyValue.rows(sequence.rows))
        }
    }
}

/// logits = dropout(output) W + b.
extension Encoder {
    private func classify(_ part: PackedRows, _ activations: Activations, _ dropout: EncoderDropout?) {
        let input = activations.classifierInput.rows(part.rows)
        (dropout?.classifierInput ?? .none).forward(activations.output.rows(part.rows), first: firstElement(part), into: input)
        weights[layout.classifier].forward(input, into: activations.logits.rows(part.rows))
    }

    private func classifyBackward(
        _ part: PackedRows, _ activations: Activations, _ gradients: ActivationGradients, _ dropout: EncoderDropout
    ) {
        let dInput = gradients.hidden.rows(part.rows)
        weights[layout.classifier].backward(activations.logits.rows(part.rows), into: dInput)
        dropout.classifierInput.backward(dInput, first: firstElement(part), into: gradients.output.rows(part.rows))
    }

    private func classifyTasks(
        _ tokens: Int, _ activations: Activations, _ gradients: ActivationGradients, _ weightGradients: Parameters
    ) -> [@Sendable () -> Void] {
        let (dLogits, input) = (activations.logits.rows(0..<tokens), activations.classifierInput.rows(0..<tokens))
        return [{ weightGradients[layout.classifier].set(from: dLogits, input: input) }]
    }

    /// The number of a part's first element at a dropout site of H features.
    private func firstElement(_ part: PackedRows) -> Int {
        part.rows.lowerBound * config.hiddenSize
    }
}
