extension RunLength {
    /// The steps, from 0, with which the stages of a run begin: the first step, and for each later stage the step whose beginning lies
    /// nearest, the later of two. A stage too short for a step is none.
    /// - Parameters:
    ///   - stages: when the later stages begin, in 0…1.
    ///   - grain: where shares are the same throughout an epoch, stages begin with epochs.
    func stageStarts(_ stages: [Double], grain: Grain) -> [Int] {
        let distance = grain == .step ? 1 : stepsPerEpoch
        var starts = [0]
        for stage in stages.sorted() {
            let wanted = stage * Double(draws)
            var best = starts.last ?? 0
            for step in stride(from: best, through: steps + distance - 1, by: distance) {
                let step = min(step, steps)
                guard abs(beginning(ofStep: step) - wanted) <= abs(beginning(ofStep: best) - wanted) else { break }
                best = step
            }
            if best > (starts.last ?? 0), best < steps { starts.append(best) }
        }
        return starts
    }

    /// Sentences drawn before a step.
    private func beginning(ofStep step: Int) -> Double {
        Double(step / stepsPerEpoch * sentences + step % stepsPerEpoch * batch)
    }
}
