extension PackedBatch {
    /// Runs of neighbouring sequences with about the same number of tokens each: at most so many, none empty.
    func pieces(_ count: Int) -> [PackedBatch] {
        guard count > 1, lengths.count > 1 else { return [self] }
        var pieces: [PackedBatch] = []
        var sequence = 0, token = 0
        for number in 1...count where sequence < lengths.count {
            let goal = ids.count * number / count
            let (firstSequence, firstToken) = (sequence, token)
            // The sequence that crosses the goal goes to the side that has more of it.
            while sequence < lengths.count, sequence == firstSequence || token + lengths[sequence] / 2 < goal || number == count {
                token += lengths[sequence]
                sequence += 1
            }
            pieces.append(
                PackedBatch(
                    ids: Array(ids[firstToken..<token]), lengths: Array(lengths[firstSequence..<sequence]),
                    targets: Array(targets[firstToken..<token]), weights: weights.isEmpty ? [] : Array(weights[firstToken..<token]),
                    distributions: distributions.isEmpty ? [] : Array(distributions[firstToken..<token])))
        }
        return pieces
    }
}
