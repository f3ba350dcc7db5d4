import Corpus
import Diagnostics

/// Reads the sentence with its mentions in elements of XML or HTML: `<PER>John</PER>`, `<span class="PER">John</span>`,
/// `<entity type='PER'>John</entity>`. Elements within elements, other elements around, prose and character references are no trouble.
///
/// An element that is not closed is an error, and so is a reply that breaks off or does not repeat the sentence.
enum MarkupReply {
    private struct Element {
        var name: String
        var type: String
        var tag: Range<Int>
        /// How many mentions and how many parts of words stand before it.
        var order: Int
        var firstWord: Int
        var text = ""
    }

    static func entities(in reply: SourceText, of tokens: [String]) throws(Diagnostic) -> [PlacedEntity] {
        var scanner = MarkupScanner(reply)
        var words: [[UInt8]] = []
        var open: [Element] = []
        var closed: [(order: Int, mention: String, type: String, words: Range<Int>)] = []
        var count = 0
        while let item = try scanner.next() {
            switch item {
            case .text(let text):
                words += parts(of: text)
                for index in open.indices { open[index].text += text }
            case .opening(let tag):
                guard let type = tag.entityType else { continue }
                open.append(Element(name: tag.name, type: type, tag: tag.range, order: count, firstWord: words.count))
                count += 1
            case .closing(let name, let range):
                if let last = open.last, last.name.lowercased() == name.lowercased() {
                    open.removeLast()
                    closed.append((last.order, last.text.trimmed, last.type, last.firstWord..<words.count))
                } else if !MarkupTag.mayStandAlone(name) {
                    let expected = open.last.map { ", but `<\($0.name)>` is open" } ?? ""
                    throw Diagnostic("`</\(name)>` closes nothing\(expected)", at: reply.place(range))
                }
            case .aside: break
            }
        }
        if let first = open.first { throw Diagnostic("`<\(first.name)>` is not closed", at: reply.place(first.tag)) }
        let match = WordMatch(words, to: tokens)
        try match.check(reply)
        return closed.sorted { $0.order < $1.order }.map { PlacedEntity($0.mention, $0.type, place: match.place(of: $0.words)) }
    }

    static func text(_ spans: [Span], of tokens: [String]) -> String {
        inline(spans, of: tokens, word: escaped) { type, words in
            MarkupTag.isTypeName(type)
                ? "<\(type)>\(words)</\(type)>" : "<span class=\"\(escaped(type))\">\(words)</span>"
        }
    }

    private static func escaped(_ text: String) -> String {
        text.map { character in
            switch character {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            default: String(character)
            }
        }.joined()
    }
}
