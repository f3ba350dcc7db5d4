import Corpus
import Diagnostics

/// What happened when a teacher labelled a dataset: nothing that it said is lost silently.
package struct AnnotationReport: Sendable {
    /// An entity of a reply with its sentence.
    package struct Line: Sendable, Hashable {
        package var origin: Origin
        package var entry: LedgerEntry
    }

    package let teacher: LabelSource
    /// Sentences asked about: those annotated and those left out.
    package let asked: Int
    package let annotated: Int
    package let leftOut: [LeftOut]
    /// Labelled places in the sentences; a mention may have several.
    package let spans: Int
    /// Every entity that a reply named, in the order of sentences and replies.
    package let ledger: [Line]
    /// The teacher's own remarks, with their places.
    package let remarks: [Diagnostic]

    init(teacher: LabelSource, sentences: [Sentence], answers: TeacherAnswers) {
        var annotated = 0, spanCount = 0
        var leftOut: [LeftOut] = [], ledger: [Line] = []
        for (sentence, outcome) in zip(sentences, answers.outcomes) {
            switch outcome {
            case .annotated(let spans, let entries):
                annotated += 1
                spanCount += spans.count
                ledger += (entries ?? []).map { Line(origin: sentence.origin, entry: $0) }
            case .unreadable(let reply, let problem):
                leftOut.append(LeftOut(sentence, .unreadable, detail: problem.message, reply: reply))
            case .refused(let why):
                leftOut.append(LeftOut(sentence, .refused, detail: why))
            case .unanswered:
                leftOut.append(LeftOut(sentence, .unanswered))
            }
        }
        self.teacher = teacher
        self.asked = sentences.count
        self.annotated = annotated
        self.spans = spanCount
        self.leftOut = leftOut
        self.ledger = ledger
        remarks = answers.remarks
    }

    /// How many entities had each fate; all of them together are `ledger.count`.
    package var fates: [(fate: Fate, count: Int)] { ledger.lazy.map(\.entry).fates }

    /// The report in a few lines of prose.
    package var notes: [String] {
        var lines = ["\(annotated) of \(counted(asked, "sentence")) annotated by \(teacher.name)"]
        if teacher.isSimulated { lines.append("simulated: no model and no human gave these labels") }
        let unanswered = leftOut.count { $0.reason == .unanswered }
        if unanswered > 0 { lines.append("\(counted(unanswered, "sentence")) without a reply left out") }
        if let told = told(.unreadable, "could not be read") { lines.append(told) }
        if let told = told(.refused, "refused by the teacher") { lines.append(told) }
        if !ledger.isEmpty {
            let parts = fates.map { "\($0.count) \($0.fate.text)" }
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

extension AnnotationReport {
    private func told(_ reason: LeftOut.Reason, _ text: String) -> String? {
        let cases = leftOut.filter { $0.reason == reason }
        guard let first = cases.first else { return nil }
        let counted = reason == .unreadable ? (cases.count == 1 ? "1 reply" : "\(cases.count) replies") : counted(cases.count, "sentence")
        return "\(counted) \(text), the first for sentence \(first.origin.number): \(first.detail)"
    }
}

func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
    "\(count) " + (count == 1 ? noun : plural ?? noun + "s")
}
