import Corpus
import Diagnostics
import Foundation
import Store

/// A teacher that gives the replies kept in a JSONL file.
///
/// A reply that nds recorded, or one without a number, goes to every sentence of the very words that were asked about; another to the
/// sentence whose number it bears. Of several replies to one question the first counts and the others are remarked on; several samples are voted.
/// Types are as the replies name them.
package struct Recording: Teacher {
    package let name: String
    package let isSimulated = false
    package let identity: String
    private let path: String
    private let reader: ReplyReader
    /// By number, and by words; in each the first reply of every sample.
    private let numbered: [Int: [RecordedReply]]
    private let worded: [[String]: [RecordedReply]]
    private let repeated: [(reply: RecordedReply, first: RecordedReply)]

    /// - Parameters:
    ///   - name: what outputs call the teacher; nil is the file's name without its extension.
    ///   - prompt: of which prompt the replies count, where the recording holds those of several; nil where it holds one.
    ///   - form: how replies of another make are read; those that nds recorded say so themselves.
    ///   - repeats: nil is the form's own rule.
    /// - Throws: a `Diagnostic` for a file that cannot be read, with line and column for a row that is none, and where it is open whose
    ///   replies count.
    package init(path: String, name: String? = nil, prompt: String? = nil, form: ReplyForm = .dictionary, repeats: RepeatRule? = nil) throws {
        let contents = try RecordingContents(reading: path)
        let file = (path as NSString).lastPathComponent
        let ask = try contents.ask(ofPrompt: prompt, file: file)
        let asked = try ask.map { try ReplyForm.named($0.form, in: file) } ?? form
        self.name = name ?? (file as NSString).deletingPathExtension
        self.path = path
        identity = "\(try Digest(ofFile: path).text) read as \(asked.name), \(repeats ?? asked.repeats), \(ask?.id ?? "")"
        reader = ReplyReader(form: asked, repeats: repeats)
        var numbered: [Int: [RecordedReply]] = [:], worded: [[String]: [RecordedReply]] = [:]
        var repeated: [(reply: RecordedReply, first: RecordedReply)] = []
        for reply in contents.replies where reply.ask == ask?.id {
            let number = reply.ask == nil ? reply.sentence : nil
            let before = number.map { numbered[$0] ?? [] } ?? reply.tokens.flatMap { worded[$0] } ?? []
            if let first = before.first(where: { $0.sample == reply.sample }) {
                repeated.append((reply, first))
            } else if let number {
                numbered[number, default: []].append(reply)
            } else if let tokens = reply.tokens {
                worded[tokens, default: []].append(reply)
            }
        }
        self.numbered = numbered
        self.worded = worded
        self.repeated = repeated
    }

    /// Throws a `Diagnostic` where a reply is for other words than the sentence of its number, where a number alone does not say
    /// which sentence is meant, and where no reply is for any of the sentences.
    package func annotate(_ dataset: Dataset, types: [String]?, progress: ProgressSink) async throws -> TeacherAnswers {
        var reader = reader
        reader.types = types
        let sentences = dataset.sentences
        var files: [Int: String] = [:]
        var used = Set<Int>()
        var outcomes: [SentenceOutcome] = []
        for sentence in sentences {
            try Task.checkCancellation()
            if let replies = worded[sentence.tokens] {
                used.formUnion(replies.map(\.line))
                outcomes.append(reader.outcome(of: replies, for: sentence))
            } else if let replies = numbered[sentence.origin.number] {
                let file = files[sentence.origin.number, default: sentence.origin.file]
                files[sentence.origin.number] = file
                for reply in replies { try check(reply, isFor: sentence, otherFile: file == sentence.origin.file ? nil : file) }
                used.formUnion(replies.map(\.line))
                outcomes.append(reader.outcome(of: replies, for: sentence))
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
            remarks: repeated.filter { used.contains($0.first.line) }.map(remark))
    }

    private func check(_ reply: RecordedReply, isFor sentence: Sentence, otherFile: String?) throws {
        let number = sentence.origin.number
        if let tokens = reply.tokens {
            if tokens == sentence.tokens { return }
            throw Diagnostic(
                "the reply for sentence \(number) is for other words than sentence \(number) of `\(sentence.origin.file)`",
                at: place(reply), notes: ["replied to: \(tokens.joined(separator: " "))", "the sentence: \(sentence.text)"])
        } else if let otherFile {
            throw Diagnostic(
                "two sentences have the number \(number), and the reply does not say for which it is", at: place(reply),
                notes: ["one is from `\(otherFile)`, one from `\(sentence.origin.file)`"])
        }
    }

    private func place(_ reply: RecordedReply) -> Place { RecordingContents.place(ofLine: reply.line, in: path) }

    private func remark(on repeated: (reply: RecordedReply, first: RecordedReply)) -> Diagnostic {
        Diagnostic(
            "a second reply for \(repeated.reply.subject) is ignored; the first stands at \(place(repeated.first).description)",
            at: place(repeated.reply))
    }
}

extension RecordedReply {
    /// What it is about, for a message.
    fileprivate var subject: String {
        if ask == nil, let sentence { return "sentence \(sentence)" }
        return "`\((tokens ?? []).joined(separator: " "))`"
    }
}

/// The types that replies gave, sorted.
func typesGiven(_ outcomes: [SentenceOutcome]) -> [String] {
    let types = outcomes.flatMap { outcome in
        if case .annotated(let spans, _) = outcome { spans.map(\.type) } else { [String]() }
    }
    return Set(types).sorted()
}

extension RecordingContents {
    /// Whose replies count: those to the one question of a recording, or to the one of a prompt's name; nil for replies of another make.
    fileprivate func ask(ofPrompt prompt: String?, file: String) throws -> Ask? {
        let all = askOrder.compactMap { asks[$0] }
        let fitting = prompt.map { name in all.filter { $0.prompt == name || $0.id.hasPrefix(name) } } ?? all
        if fitting.count == 1 { return fitting[0] }
        if all.isEmpty, prompt == nil { return nil }
        let names = all.map { "\($0.prompt) to \($0.model) (\($0.id))" }
        if let prompt, fitting.isEmpty {
            throw Diagnostic("`\(file)` holds no replies to a prompt `\(prompt)`", notes: names.isEmpty ? [] : ["it holds those to"] + names)
        }
        throw Diagnostic(
            "`\(file)` holds replies to \(fitting.count) questions", label: "give `prompt=`, a prompt's name or the digits in parentheses",
            notes: names)
    }
}

extension ReplyForm {
    /// - Throws: `Diagnostic` where this version knows no form of that name.
    static func named(_ name: String, in file: String) throws(Diagnostic) -> ReplyForm {
        if let form = all.first(where: { $0.name == name }) { return form }
        throw Diagnostic("the replies in `\(file)` are of the form `\(name)`, which this nds cannot read", notes: ["it reads " + all.map(\.name).joined(separator: ", ")])
    }
}
