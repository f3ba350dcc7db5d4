import Corpus
import Diagnostics
import Foundation
import Store

/// A teacher that gives the replies kept in a JSONL file, each to the sentence whose number it bears, or whose words it is for.
///
/// Of several replies for a sentence the first counts and the others are remarked on. Types are as the replies name them.
package struct Recording: Teacher {
    package let name: String
    package let isSimulated = false
    package let identity: String
    private let path: String
    private let form: ReplyForm
    private let repeats: RepeatRule
    private let replies: [Key: RecordedReply]
    private let repeated: [RecordedReply]

    /// What a reply is known by.
    private enum Key: Hashable {
        case number(Int)
        case tokens([String])

        init(_ reply: RecordedReply) {
            self = reply.sentence.map(Key.number) ?? .tokens(reply.tokens ?? [])
        }

        var text: String {
            switch self {
            case .number(let number): "sentence \(number)"
            case .tokens(let tokens): "`\(tokens.joined(separator: " "))`"
            }
        }
    }

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
        var first: [Key: RecordedReply] = [:]
        var repeated: [RecordedReply] = []
        for reply in try RecordedReply.all(in: path) {
            let key = Key(reply)
            if first[key] == nil { first[key] = reply } else { repeated.append(reply) }
        }
        self.replies = first
        self.repeated = repeated
    }

    /// Throws a `Diagnostic` where a reply is for other words than the sentence of its number, where a number alone does not say
    /// which sentence is meant, and where no reply is for any of the sentences.
    package func annotate(_ dataset: Dataset, types: [String]?, progress: ProgressSink) async throws -> TeacherAnswers {
        let sentences = dataset.sentences
        var files: [Int: String] = [:]
        var used: Set<Key> = []
        var outcomes: [SentenceOutcome] = []
        for sentence in sentences {
            try Task.checkCancellation()
            let number = sentence.origin.number
            if let reply = replies[.number(number)] {
                let file = files[number, default: sentence.origin.file]
                files[number] = file
                used.insert(.number(number))
                try check(reply, of: number, isFor: sentence, otherFile: file == sentence.origin.file ? nil : file)
                outcomes.append(outcome(of: reply, for: sentence, types: types))
            } else if let reply = replies[.tokens(sentence.tokens)] {
                used.insert(.tokens(sentence.tokens))
                outcomes.append(outcome(of: reply, for: sentence, types: types))
            } else {
                outcomes.append(.unanswered)
            }
            progress(ProgressUpdate("annotate", done: outcomes.count, total: sentences.count, unit: "sentences"))
        }
        if used.isEmpty, !sentences.isEmpty {
            throw Diagnostic("no reply in `\(path)` is for any of the \(sentences.count) sentences of `\(dataset.name)`")
        }
        return TeacherAnswers(
            outcomes: outcomes, types: types?.sorted() ?? typesGiven(outcomes),
            remarks: repeated.filter { used.contains(Key($0)) }.map(remark))
    }

    private func check(_ reply: RecordedReply, of number: Int, isFor sentence: Sentence, otherFile: String?) throws {
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
        let outcome = form.outcome(of: recorded.reply, for: sentence, types: types, repeats: repeats)
        guard case .unreadable(let reply, var problem) = outcome else { return outcome }
        problem.notes.append("recorded at \(recorded.place.description)")
        return .unreadable(reply: reply, problem: problem)
    }

    private func typesGiven(_ outcomes: [SentenceOutcome]) -> [String] {
        let types = outcomes.flatMap { outcome in
            if case .annotated(let spans, _) = outcome { spans.map(\.type) } else { [String]() }
        }
        return Set(types).sorted()
    }

    private func remark(on repeated: RecordedReply) -> Diagnostic {
        let key = Key(repeated)
        let first = replies[key]?.place.description ?? ""
        return Diagnostic("a second reply for \(key.text) is ignored; the first stands at \(first)", at: repeated.place)
    }
}
