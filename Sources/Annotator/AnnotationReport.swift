import Corpus
import Diagnostics

/// What happened when a teacher labelled a dataset: nothing that it said is lost silently.
package struct AnnotationReport: Sendable {
    /// An entity of a reply with its sentence.
    package struct Line: Sendable, Hashable {
        package var origin: Origin
        package var entry: LedgerEntry
    }

    package struct UnreadableReply: Sendable, Equatable {
        package var origin: Origin
        package var reply: String
        package var problem: Diagnostic
    }

    package let teacher: LabelSource
    /// Sentences asked about: those annotated, those whose reply cannot be read, those without a reply.
    package let asked: Int
    package let annotated: Int
    package let unreadable: [UnreadableReply]
    package let unanswered: [Origin]
    /// Labelled places in the sentences; a mention may have several.
    package let spans: Int
    /// Every entity that a reply named, in the order of sentences and replies.
    package let ledger: [Line]
    /// The teacher's own remarks, with their places.
    package let remarks: [Diagnostic]

    init(teacher: LabelSource, sentences: [Sentence], answers: TeacherAnswers) {
        var annotated = 0, spanCount = 0
        var unreadable: [UnreadableReply] = [], unanswered: [Origin] = [], ledger: [Line] = []
        for (sentence, outcome) in zip(sentences, answers.outcomes) {
            switch outcome {
            case .annotated(let spans, let entries):
                annotated += 1
                spanCount += spans.count
                ledger += entries.map { Line(origin: sentence.origin, entry: $0) }
            case .unreadable(let reply, let problem):
                unreadable.append(UnreadableReply(origin: sentence.origin, reply: reply, problem: problem))
            case .unanswered:
                unanswered.append(sentence.origin)
            }
        }
        self.teacher = teacher
        self.asked = sentences.count
        self.annotated = annotated
        self.spans = spanCount
        self.unreadable = unreadable
        self.unanswered = unanswered
        self.ledger = ledger
        remarks = answers.remarks
    }

    /// How many entities had each fate, in the order of `Fate.allCases`; all of them together are `ledger.count`.
    package var fates: [(fate: Fate, count: Int)] {
        let counts = Dictionary(ledger.map { ($0.entry.fate, 1) }, uniquingKeysWith: +)
        return Fate.allCases.map { ($0, counts[$0] ?? 0) }
    }

    /// The first entities that had a fate.
    package func examples(of fate: Fate, limit: Int = 5) -> [Line] {
        Array(ledger.lazy.filter { $0.entry.fate == fate }.prefix(limit))
    }

    /// The report in a few lines of prose.
    package var notes: [String] {
        var lines = ["\(annotated) of \(counted(asked, "sentence")) annotated by \(teacher.name)"]
        if teacher.isSimulated { lines.append("simulated: no model and no human gave these labels") }
        if !unanswered.isEmpty { lines.append("\(counted(unanswered.count, "sentence")) without a reply left out") }
        if let first = unreadable.first {
            let replies = unreadable.count == 1 ? "1 reply" : "\(unreadable.count) replies"
            lines.append("\(replies) could not be read, the first for sentence \(first.origin.number): \(first.problem.message)")
        }
        if !ledger.isEmpty {
            let parts = fates.filter { $0.count > 0 }.map { "\($0.count) \($0.fate.text)" }
            let entities = ledger.count == 1 ? "1 entity" : "\(ledger.count) entities"
            lines.append("\(entities) named: \(parts.joined(separator: ", "))")
        }
        lines += remarks.prefix(3).map { remark in
            remark.message + (remark.place.map { " (\($0.description))" } ?? "")
        }
        if remarks.count > 3 { lines.append("and \(remarks.count - 3) more remarks") }
        return lines
    }
}

private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
}
