/// Which column of a CoNLL file holds the labels.
package enum LabelColumn: Sendable, Hashable {
    /// The last one: named entities in the files of CoNLL-2003.
    case ner
    /// The second one, a part of speech for every word.
    case pos
    /// The third one, chunks as tags.
    case chunk
    /// Counted from 1; its first label tells whether it holds tags or a label for every word.
    case number(Int)

    /// The words that name one.
    package static let named: [(name: String, column: LabelColumn)] = [("ner", .ner), ("pos", .pos), ("chunk", .chunk)]

    /// As one would type it.
    package var text: String {
        if case .number(let number) = self { return String(number) }
        return Self.named.first { $0.column == self }?.name ?? ""
    }

    /// Its place in a line of so many columns, from 0; nil where there is none.
    func index(of count: Int) -> Int? {
        switch self {
        case .ner: count > 1 ? count - 1 : nil
        case .pos: count > 1 ? 1 : nil
        case .chunk: count > 2 ? 2 : nil
        case .number(let number): number > 1 && number <= count ? number - 1 : nil
        }
    }

    /// What its labels are put on, given the first of them.
    func labelling(first label: String) -> Labelling {
        switch self {
        case .ner, .chunk: .spans
        case .pos: .words
        case .number: Tag(label) == nil ? .words : .spans
        }
    }
}
