import Corpus
import Foundation
import Numerics

extension TaggingModel {
    /// Sentences as vectors of length 1: the mean of the last layer's states over all pieces, [CLS] and [SEP] in, as
    /// sentence-transformers makes them of models such as all-MiniLM-L6-v2. The windows of a sentence that is too long for the model
    /// count by their pieces. The head does not matter.
    /// - Throws: `Diagnostic` where the longest sentence needs more memory than there is.
    package func vectors(of sentences: [Sentence], threads: Int = ProcessInfo.processInfo.activeProcessorCount) throws -> [[Float]] {
        let cutter = WindowCutter(self)
        let windows = try sentences.map { try cutter.windows(of: $0).map(\.ids) }
        let means = try classifier.meanStates(windows.flatMap { $0 }, threads: threads)
        var next = 0
        return windows.map { windows in
            var sum = [Float](repeating: 0, count: classifier.config.hiddenSize)
            for window in windows {
                for (index, value) in means[next].enumerated() { sum[index] += value * Float(window.count) }
                next += 1
            }
            let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return length > 0 ? sum.map { $0 / length } : sum
        }
    }
}
