import Corpus
import Diagnostics

/// Several teachers as one. An entity counts if more than half of those that have an answer name its very words; its type is the one
/// that most of these give, of equally many the one that the teacher named first gives. Its votes are how many gave it that type.
package struct VotedTeacher: Teacher {
    package let teachers: [any Teacher]

    /// - Precondition: there is one.
    package init(_ teachers: [any Teacher]) {
        precondition(!teachers.isEmpty, "nobody votes")
        self.teachers = teachers
    }

    package var name: String { "vote of " + teachers.map(\.name).joined(separator: ", ") }

    /// Where one simulated teacher votes, the labels are not real.
    package var isSimulated: Bool { teachers.contains { $0.isSimulated } }

    package var identity: String { teachers.map { "\($0.name) \($0.isSimulated) \($0.identity)" }.joined(separator: "\n") }

    /// Sentences that no teacher has an answer for have none. Ties of types are counted in a remark.
    /// - Throws: what a teacher throws.
    package func annotate(_ dataset: Dataset, types: [String]?, progress: ProgressSink) async throws -> TeacherAnswers {
        var answers: [TeacherAnswers] = []
        for teacher in teachers {
            let number = answers.count
            answers.append(
                try await teacher.annotate(dataset, types: types) { update in
                    progress(ProgressUpdate("annotate", done: update.done + number * update.total, total: update.total * teachers.count, unit: update.unit))
                })
        }
        var ties = 0
        let outcomes = dataset.sentences.indices.map { sentence in
            outcome(of: answers.map { $0.outcomes[sentence] }, for: dataset.sentences[sentence], ties: &ties)
        }
        var remarks = answers.flatMap(\.remarks)
        if ties > 0 {
            remarks.append(Diagnostic("\(ties == 1 ? "1 entity" : "\(ties) entities") with equally many votes for several types: the teacher named first decided"))
        }
        return TeacherAnswers(outcomes: outcomes, types: Set(answers.flatMap(\.types)).sorted(), remarks: remarks)
    }

    package func unrecordedCalls(for dataset: Dataset, types: [String]?) async throws -> Int {
        var calls = 0
        for teacher in teachers { calls += try await teacher.unrecordedCalls(for: dataset, types: types) }
        return calls
    }

    /// Places that count cannot overlap: more than half name each, so that one teacher would name both.
    private func outcome(of outcomes: [SentenceOutcome], for sentence: Sentence, ties: inout Int) -> SentenceOutcome {
        let answered = outcomes.compactMap { outcome -> [Span]? in
            if case .annotated(let spans, _) = outcome { spans } else { nil }
        }
        guard !answered.isEmpty else { return outcomes[0] }
        var ballots: [Range<Int>: [String]] = [:]
        for spans in answered {
            for span in spans { ballots[span.range, default: []].append(span.type) }
        }
        let ledger = ballots.sorted { ($0.key.lowerBound, $0.key.upperBound) < ($1.key.lowerBound, $1.key.upperBound) }.compactMap { place, types -> LedgerEntry? in
            guard 2 * types.count > answered.count else { return nil }
            let counts = Dictionary(types.map { ($0, 1) }, uniquingKeysWith: +)
            guard let most = counts.values.max(), let type = types.first(where: { counts[$0] == most }) else { return nil }
            if counts.values.count(where: { $0 == most }) > 1 { ties += 1 }
            let span = Span(place.lowerBound, place.upperBound, type)
            return LedgerEntry(entity: NamedEntity(sentence.mention(span), type, votes: most), fate: .exact, spans: [span])
        }
        return .annotated(spans: ledger.flatMap(\.spans), ledger: ledger)
    }
}
