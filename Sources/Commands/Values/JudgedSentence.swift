import Corpus
import Report

extension Sentence {
    /// The sentence as it was tagged, held against its own spans, which are gold: each tagged entity with its verdict, and the gold
    /// ones that were missed. Where boundaries differ, the tagged entity is marked and gold's words stand in its verdict.
    ///
    /// - Parameters:
    ///   - predicted: sorted and not overlapping, as a tagger gives them.
    ///   - caption: stands above.
    func tagged(predicted: [Span], caption: String = "") -> TaggedText {
        let judged = predicted.map { TaggedText.Mark($0.range, $0.type, verdict(on: $0)) }
        let missed = spans.filter { gold in !predicted.contains(where: gold.overlaps) }.map { TaggedText.Mark($0.range, $0.type, .missed) }
        let marks = (judged + missed).sorted { $0.range.lowerBound < $1.range.lowerBound }
        return TaggedText(tokens: tokens, marks: marks, caption: caption, source: origin.place)
    }

    private func verdict(on span: Span) -> TaggedText.Verdict {
        let met = spans.filter(span.overlaps)
        if met.isEmpty { return .spurious }
        if met == [span] { return .right }
        return .wrong(gold: met.map { $0.range == span.range ? $0.type : "\($0.type) “\(mention($0))”" }.joined(separator: ", "))
    }
}
