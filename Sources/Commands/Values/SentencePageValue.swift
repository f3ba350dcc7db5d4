import Corpus
import Notebook
import Report

/// Some sentences of a dataset, to look at.
package struct SentencePage: Kind {
    /// The sentences that are shown.
    let dataset: Dataset
    /// Their numbers in the dataset they are from, from 0.
    let numbers: [Int]
    /// How many sentences there are to page through.
    let matching: Int
    /// The first of those that is shown, from 0.
    let start: Int
    let heading: String
    let condition: String

    /// - Parameters:
    ///   - words: only sentences whose text holds them, in whatever case.
    ///   - label: only sentences in which something has this label.
    init(_ dataset: Dataset, from start: Int, count: Int, with words: String?, label: String?) {
        let matching = dataset.sentences.indices.filter { dataset.sentences[$0].matches(words, label) }
        numbers = Array(matching.dropFirst(start).prefix(count))
        self.matching = matching.count
        self.start = start
        heading = dataset.summary
        let parts = [words.map { "with `\($0)`" }, label.map { "with the label \($0)" }].compactMap(\.self)
        condition = parts.isEmpty ? "" : " " + parts.joined(separator: " and ")
        var shown = dataset
        shown.sentences = numbers.map { dataset.sentences[$0] }
        self.dataset = shown
    }

    package static let kindName = "page"

    package static let fields: [Field<SentencePage>] = [
        Field("sentences", "how many are shown") { $0.numbers.count },
        Field("matching", "how many there are to page through") { $0.matching },
        Field("numbers", "the number of each in the dataset, from 0") { $0.numbers },
        Field("texts", "the words of each") { $0.dataset.sentences.map(\.text) },
        Field("dataset", "those that are shown as a dataset") { $0.dataset },
    ]

    private enum CodingKeys: CodingKey { case dataset, numbers, matching }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(dataset, forKey: .dataset)
        try container.encode(numbers, forKey: .numbers)
        try container.encode(matching, forKey: .matching)
    }

    package var summary: String {
        guard matching > 0 else { return "\(heading): no sentence\(condition)" }
        guard !numbers.isEmpty else { return "\(heading): \(counted(matching, "sentence"))\(condition), none from \(grouped(start)) on" }
        let end = start + numbers.count
        if start == 0, end == matching { return condition.isEmpty ? heading : "\(heading): all \(counted(matching, "sentence"))\(condition)" }
        return "\(heading): \(grouped(start)) to \(grouped(end - 1)) of \(counted(matching, "sentence"))\(condition)"
    }

    package var blocks: [Block] {
        let shown = zip(numbers, dataset.sentences).map { number, sentence in
            sentence.tagged.captioned("\(number) · \(sentence.origin.place)")
        }
        let end = start + numbers.count
        return [.text(([summary] + dataset.notes.map { "· \($0)" }).joined(separator: "\n"))] + (shown.isEmpty ? [] : [.tagged(shown)])
            + (end < matching && !shown.isEmpty ? [.text("… \(counted(matching - end, "more sentence")): `from=\(end)` goes on")] : [])
    }
}

extension Sentence {
    fileprivate func matches(_ words: String?, _ label: String?) -> Bool {
        if let label, !spans.contains(where: { $0.type == label }) { return false }
        return words.map { text.lowercased().contains($0.lowercased()) } ?? true
    }
}
