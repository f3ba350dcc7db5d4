import ChatClient
import Corpus
import Diagnostics
import Store

/// What a recording holds, in numbers, and what is wrong or idle in it.
package struct RecordingFacts: Sendable {
    /// The replies to one question, or those of another make.
    package struct Group: Sendable {
        /// Nil for replies of another make.
        package var ask: Ask?
        /// Models as the servers named them, in order of appearance.
        package var models: [String] = []
        package var replies = 0
        package var sentences = 0
        package var samples = 0
        package var refused = 0
        /// Replies that were cut off at their limit.
        package var cut = 0
        /// Replies that came twice: the first counts.
        package var repeated = 0
        package var promptTokens = 0
        package var completionTokens = 0
        /// Replies whose server did not count tokens.
        package var uncounted = 0
        /// The first and the last time, in UTC.
        package var from: String?
        package var to: String?
    }

    package let groups: [Group]
    /// A last line that a killed writer tore off.
    package let tornLine: Int?
    /// Questions that no reply is to.
    package let idle: [Ask]

    package init(_ contents: RecordingContents) {
        let replies = Dictionary(grouping: contents.replies, by: \.ask)
        let order = contents.askOrder.map(Optional.some) + [nil]
        groups = order.compactMap { name in replies[name].map { Group(name.flatMap { contents.asks[$0] }, $0) } }
        tornLine = contents.tornLine
        idle = contents.askOrder.filter { replies[$0] == nil }.compactMap { contents.asks[$0] }
    }
}

extension RecordingFacts.Group {
    fileprivate init(_ ask: Ask?, _ all: [RecordedReply]) {
        self.ask = ask
        var seen = Set<String>(), sentences = Set<String>(), samples = Set<Int>()
        for reply in all {
            let sentence = reply.ask == nil ? reply.sentence.map(String.init) ?? reply.words : reply.words
            guard seen.insert("\(reply.sample) \(sentence)").inserted else {
                repeated += 1
                continue
            }
            replies += 1
            sentences.insert(sentence)
            samples.insert(reply.sample)
            if case .refused = reply.answer { refused += 1 }
            if reply.isCut { cut += 1 }
            if let model = reply.model, !models.contains(model) { models.append(model) }
            if let usage = reply.usage {
                promptTokens += usage.promptTokens
                completionTokens += usage.completionTokens
            } else {
                uncounted += 1
            }
            if let at = reply.at {
                from = min(from ?? at, at)
                to = max(to ?? at, at)
            }
        }
        self.sentences = sentences.count
        self.samples = samples.count
    }
}

extension RecordedReply {
    /// The words that were asked about, as one text.
    fileprivate var words: String { (tokens ?? []).joined(separator: "\u{0}") + "\u{0}" + (text ?? "") }
}

extension RecordingContents {
    /// Puts a recording in order: each question that has replies stands once, before them, and of several replies to a call only the
    /// first is kept. Nothing that counts is lost, whoever writes meanwhile.
    ///
    /// - Returns: how many lines went.
    /// - Throws: `Diagnostic` for a recording that cannot be read or written.
    package static func compact(_ path: String) throws -> Int {
        var removed = 0
        try AppendLog.rewrite(path) { lines in
            let contents = try RecordingContents(reading: path)
            var seen = Set<CallKey>(), told = Set<String>()
            var kept: [String] = []
            for reply in contents.replies {
                if let key = reply.key, !seen.insert(key).inserted { continue }
                if let ask = reply.ask.flatMap({ contents.asks[$0] }), told.insert(ask.id).inserted { kept.append(ask.line) }
                // A line of another make stays as it is: it may hold more than what is read here.
                kept.append(reply.ask == nil ? lines[reply.line - 1] : reply.json)
            }
            removed = lines.count - kept.count
            return kept
        }
        return removed
    }
}
