import Corpus
import Diagnostics
import Foundation
import Store

/// A teacher that gives the replies kept in a JSONL file, each to the sentence whose number it bears.
///
/// Of several replies for a sentence the first counts and the others are remarked on. Types are as the replies name them.
package struct Recording: Teacher {
    package let name: String
    package let isSimulated = false
    package let identity: String
    private let path: String
    private let form: ReplyForm
    private let repeats: RepeatRule
    private let replies: [Int: RecordedReply]
    private let repeated: [RecordedReply]

    /// - Parameters:
    ///   - name: what outputs call the teacher; nil is the file's name without its extension.
    ///   - repeats: nil is the form's own rule.
    /// - Throws: a `Diagnostic` for a file that cannot be read, and with line and column for a row that is none.
    package init(path: String, name: String? = nil, form: ReplyForm = .dictionary, repeats: RepeatRule? = nil) throws {
        self.name = name ?? ((path as NSString).lastPathComponent as NSString).deletingPathExtension
        self.path = path
        identity = "\(try Digest(ofFile: path).text) read as \(form.name), \(repeats ?? form.repeats)"
        self.form = form
        self.repeats = repeats ?? form.repeats
        var first: [Int: RecordedReply] = [:]
        var repeated: [RecordedReply] = []
        for reply in try RecordedReply.all(in: path) {
            if first[reply.sentence] == nil { first[reply.sentence] = reply } else { repeated.append(reply) }
        }
        self.replies = first
        self.repeated = repeated
    }

    /// Throws a `Diagnostic` where a reply is for other words than the sentence of its number, where a number alone does not say
    /// which sentence is meant, and where no reply is for any of the sentences.
    package func annotate(_ dataset: Dataset, types: [String]?, progress: ProgressSink) async throws -> TeacherAnswers {
        let sentences = dataset.sentences
        var files: [Int: String] = [:]
        var outcomes: [SentenceOutcome] = []
        for sentence in sentences {
            try Task.checkCancellation()
            if let reply = replies[sentence.origin.number] {
                let file = files[sentence.origin.number, default: sentence.origin.file]
                files[sentence.origin.number] = file
                try check(reply, isFor: sentence, otherFile: file == sentence.origin.file ? nil : file)
                outcomes.append(outcome(of: reply, for: sentence, types: types))
            } else {
                outcomes.append(.unanswered)
            }
            progress(ProgressUpdate("annotate", done: outcomes.count, total: sentences.count, unit: "sentences"))
        }
        if files.isEmpty, !sentences.isEmpty {
            throw Diagnostic("no reply in `\(path)` is for any of the \(sentences.count) sentences of `\(dataset.name)`")
        }
        return TeacherAnswers(
            outcomes: outcomes, types: types?.sorted() ?? typesGiven(outcomes),
            remarks: repeated.filter { files[$0.sentence] != nil }.map(remark))
    }

    private func check(_ reply: RecordedReply, isFor sentence: Sentence, otherFile: String?) throws {
        let number = reply.sentence
        if let tokens = reply.tokens {
            if tokens == sentence.tokens { return }
            throw Diagnostic(
                "the reply for sentence \(number) is for other words than sentence \(number) of `\(sentence.origin.file)`",
                at: reply.place, notes: ["replied to: \(tokens.joined(separator: " "))", "the sentence: \(sentence.text)"])
        } else if let otherFile {
            throw Diagnostic(
                "two sentences have the number \(number), and the reply does not say for which it is", at: reply.place,
                notes: ["one is from `\(otherFile)`, one from `\(sentence.origin.file)`"])
        }
    }

    private func outcome(of recorded: RecordedReply, for sentence: Sentence, types: [String]?) -> SentenceOutcome {
        do {
            let entities = try form.entities(SourceText(name: "reply for sentence \(recorded.sentence)", text: recorded.reply))
            let alignment = align(entities, in: sentence.tokens, types: types, repeats: repeats)
            return .annotated(spans: alignment.spans, ledger: alignment.ledger)
        } catch {
            var problem = error
            problem.notes.append("recorded at \(recorded.place.description)")
            return .unreadable(reply: recorded.reply, problem: problem)
        }
    }

    private func typesGiven(_ outcomes: [SentenceOutcome]) -> [String] {
        let types = outcomes.flatMap { outcome in
            if case .annotated(let spans, _) = outcome { spans.map(\.type) } else { [String]() }
        }
        return Set(types).sorted()
    }

    private func remark(on repeated: RecordedReply) -> Diagnostic {
        let first = replies[repeated.sentence]?.place.description ?? ""
        return Diagnostic(
            "a second reply for sentence \(repeated.sentence) is ignored; the first stands at \(first)", at: repeated.place)
    }
}
