import Corpus
import Diagnostics

/// A dataset with a teacher's labels, and the account of how it got them.
package struct Annotation: Sendable {
    /// The sentences that have an answer, in their order, with their origins and without the labels they had before.
    package let dataset: Dataset
    package let report: AnnotationReport

    /// Asks a teacher to label sentences.
    ///
    /// - Parameter types: the entity types asked for; nil takes any that the teacher gives.
    /// - Throws: what the teacher throws, where it can label nothing at all.
    package init(
        of dataset: Dataset, by teacher: some Teacher, types: [String]? = nil, progress: ProgressSink = { _ in }
    ) async throws {
        let answers = try await teacher.annotate(dataset, types: types, progress: progress)
        precondition(answers.outcomes.count == dataset.sentences.count, "a teacher owes one outcome a sentence")
        let source = LabelSource(name: teacher.name, isSimulated: teacher.isSimulated)
        let sentences = zip(dataset.sentences, answers.outcomes).compactMap { sentence, outcome -> Sentence? in
            guard case .annotated(let spans, let ledger) = outcome else { return nil }
            var labelled = sentence
            labelled.spans = spans
            labelled.ledger = ledger
            return labelled
        }
        report = AnnotationReport(teacher: source, sentences: dataset.sentences, answers: answers)
        self.dataset = Dataset(
            name: dataset.name, sentences: sentences, types: answers.types, labels: source, notes: dataset.notes + report.notes,
            leftOut: report.leftOut, labelling: teacher.labelling)
    }
}
