import Bert
import Corpus
import Diagnostics

extension TaggingModel {
    /// The memory that a training takes besides that of this model; parameters as of `train`, which refuses it where there is less.
    /// - Throws: `Diagnostic` for a sentence that is too long, where that is refused.
    package func trainingMemory(
        on batches: [[TrainingExample]], types: [String], options: TrainingOptions, development: [Sentence]? = nil
    ) throws -> TrainingMemory {
        let labels = labels(afterTrainingFor: types, on: options.labelling)
        return try EncodedBatches(batches, for: self, labels: labels, options: options).memory(
            classifier.config, labelCount: labels.count, options: options.optimizer(labels: labels),
            copies: options.copies(isEvaluating: development != nil))
    }
}

extension TrainingOptions {
    /// How often weights are set aside at once: to be evaluated, and the best so far.
    func copies(isEvaluating: Bool) -> Int {
        isEvaluating ? patience == nil ? 1 : 2 : 0
    }
}

extension EncodedBatches {
    /// As a training of this model reads them.
    init(_ batches: [[TrainingExample]], for model: TaggingModel, labels: [String], options: TrainingOptions) throws {
        let packer = BatchPacker(windows: WindowCutter(model, long: options.long), labels: labels, labelledPieces: options.labelledPieces, labelling: options.labelling)
        try self.init(batches, packer: packer, threads: options.threads)
    }

    /// The memory that a training on them takes.
    /// - Parameter copies: how often weights are set aside at once.
    func memory(_ config: BertConfig, labelCount: Int, options: OptimizerOptions, copies: Int) -> TrainingMemory {
        TrainingMemory(config, labelCount: labelCount, options: options, batches: all, copies: copies)
    }

    /// The same, looked at before anything is allocated.
    /// - Throws: `Diagnostic` where it is more than there is: with both figures, and the smallest `accumulate` that fits.
    func requireMemory(
        _ config: BertConfig, labelCount: Int, options: OptimizerOptions, copies: Int, available: Int
    ) throws -> TrainingMemory {
        let needed = memory(config, labelCount: labelCount, options: options, copies: copies)
        guard needed.total > available else { return needed }
        throw Diagnostic(
            "this training needs \(memoryAmount(needed.total)) of memory, \(memoryAmount(available)) is available",
            label: advice(config, labelCount: labelCount, options: options, copies: copies, needed: needed, available: available),
            notes: [needed.parts])
    }

    /// Powers of two alone are tried: the pieces of a batch are nearly equal.
    private func advice(
        _ config: BertConfig, labelCount: Int, options: OptimizerOptions, copies: Int, needed: TrainingMemory, available: Int
    ) -> String {
        let smaller = "take a smaller model, or let less of it learn, as with `freeze=\(max(1, config.layerCount / 2))`"
        guard needed.withoutActivations < available else { return smaller }
        let most = all.reduce(1) { max($0, $1.lengths.count) }
        var pieces = 2
        while pieces < 2 * most {
            if pieces > options.accumulate {
                var options = options
                options.accumulate = pieces
                let less = memory(config, labelCount: labelCount, options: options, copies: copies)
                if less.total <= available { return "`accumulate=\(pieces)` fits: \(memoryAmount(less.total))" }
            }
            pieces *= 2
        }
        return smaller
    }
}

extension TrainingMemory {
    /// What it goes into.
    fileprivate var parts: String {
        let parts = [
            ("weights", weights), ("weights set aside for evaluations", copies), ("gradient", gradient), ("moments", moments),
            ("activations of \(pieces) word pieces at once", activations),
        ]
        return parts.filter { $0.1 > 0 }.map { "\($0.0) \(memoryAmount($0.1))" }.joined(separator: ", ")
    }
}
