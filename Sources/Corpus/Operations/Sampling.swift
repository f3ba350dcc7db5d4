import Diagnostics
import Random

extension Dataset {
    /// So many sentences drawn without replacement, in the order of the source. For one stream a smaller sample is part of a
    /// larger one.
    /// - Precondition: at least one is asked for.
    /// - Throws: `Diagnostic` with both counts if there are not so many.
    package func sample(_ count: Int, from stream: RandomStream) throws -> Dataset {
        precondition(count > 0, "a sample has at least 1 sentence")
        guard count <= sentences.count else {
            throw Diagnostic("`\(name)` has \(sentences.count) sentences, \(count) are asked for")
        }
        return drawn(count, from: stream).drawn
    }

    /// A random part of so many sentences, and the rest; both in the order of the source.
    /// - Throws: `Diagnostic` with the counts if either part would be empty.
    package func split(_ count: Int, from stream: RandomStream) throws -> (first: Dataset, rest: Dataset) {
        guard count > 0, count < sentences.count else {
            throw Diagnostic("`\(name)` has \(sentences.count) sentences: a part of \(count) would leave one side empty")
        }
        let (first, rest) = drawn(count, from: stream)
        return (first, rest)
    }

    /// As `split` by count, with the nearest whole number of sentences.
    /// - Parameter fraction: between 0 and 1.
    /// - Throws: `Diagnostic` if either part would be empty.
    package func split(fraction: Double, from stream: RandomStream) throws -> (first: Dataset, rest: Dataset) {
        precondition(fraction > 0 && fraction < 1, "a part is between 0 and 1")
        return try split(Int((fraction * Double(sentences.count)).rounded()), from: stream)
    }

    private func drawn(_ count: Int, from stream: RandomStream) -> (drawn: Dataset, rest: Dataset) {
        var stream = stream
        let order = stream.shuffled(Array(sentences.indices))
        return (part(order.prefix(count)), part(order.dropFirst(count)))
    }

    private func part(_ positions: ArraySlice<Int>) -> Dataset {
        var part = self
        part.sentences = positions.sorted().map { sentences[$0] }
        part.notes.append("\(positions.count) of \(sentences.count) sentences drawn")
        return part
    }
}
