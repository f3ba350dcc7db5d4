import Corpus
import Diagnostics
import Notebook
import Store
import Tagger

/// A trained model as a teacher: what it tags, with how sure it is of each entity.
///
/// It stands in for a language model, and its labels are called so wherever they go.
struct TaggerTeacher: Teacher {
    let model: Model

    var name: String { LabelSource.standInName(model.tagging.name) }

    var isSimulated: Bool { model.training?.isSimulated ?? false }

    var labelling: Labelling { model.tagging.labelling }

    var identity: String {
        var hash = Digest.Stream()
        let paths = PathsInEncoding(isPortable: true)
        do {
            try BinaryEncoder.encode(model.tagging, userInfo: [PathsInEncoding.key: paths]) { hash.update($0) }
        } catch {
            preconditionFailure("a model can be encoded: \(error)")
        }
        return hash.digest.text
    }

    /// Every entity has the confidence that `Tagging` says: the mean softmax probability of its words' tags.
    /// - Throws: `Diagnostic` for a model that was never trained to tag.
    func annotate(_ dataset: Dataset, types: [String]?, progress: ProgressSink) async throws -> TeacherAnswers {
        let tagging = try await withoutActuallyEscaping(progress) { try await model.tagging.tag(dataset.sentences, progress: $0) }
        let outcomes = zip(dataset.sentences, zip(tagging.spans, tagging.confidences)).map { sentence, found in
            let ledger = zip(found.0, found.1).map { span, confidence in
                let entity = NamedEntity(sentence.mention(span), span.type, confidence: confidence)
                let isAsked = types?.contains(span.type) ?? true
                return LedgerEntry(entity: entity, fate: isAsked ? .exact : .dropped(.typeNotAsked), spans: isAsked ? [span] : [])
            }
            return SentenceOutcome.annotated(spans: ledger.flatMap(\.spans), ledger: ledger)
        }
        return TeacherAnswers(
            outcomes: outcomes, types: types?.sorted() ?? model.tagging.types, remarks: tagging.long.notes(loss: nil).map { Diagnostic($0) })
    }
}
