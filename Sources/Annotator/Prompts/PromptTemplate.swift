import ChatClient
import Corpus
import Diagnostics

/// A prompt in plain text with places for what changes: `{{text}}` or `{{tokens}}` for the sentence, `{{types}}` for the types with
/// their definitions, `{{examples}}` for sentences with their answers. A line `system:`, `user:` or `assistant:` of its own begins a
/// message of that role; what stands before any such line is a message of the user.
package struct PromptTemplate: Sendable, Hashable {
    package enum Placeholder: String, Sendable, CaseIterable {
        case text, tokens, types, examples

        fileprivate var slot: PromptFrame.Slot? { PromptFrame.Slot(rawValue: rawValue) }
        var written: String { "{{\(rawValue)}}" }
    }

    fileprivate enum Part: Sendable, Hashable {
        case text(String)
        case placeholder(Placeholder)
    }

    fileprivate struct Message: Sendable, Hashable {
        var role: ChatMessage.Role
        var parts: [Part]
    }

    /// As it is written.
    package let source: String
    private let messages: [Message]

    /// - Throws: a `Diagnostic` with line and column for a placeholder that is unknown or not closed, and for a template that does not
    ///   show the sentence.
    package init(_ source: SourceText) throws(Diagnostic) {
        self.source = source.text
        var messages: [Message] = []
        for (role, range) in PromptTemplate.sections(of: source) {
            let parts = try PromptTemplate.parts(of: source, range)
            if !parts.isEmpty { messages.append(Message(role: role, parts: parts)) }
        }
        self.messages = messages
        if !contains(.text), !contains(.tokens) {
            throw Diagnostic(
                "the prompt does not show the sentence", at: source.place(0..<0), label: "it needs a place `{{text}}` or `{{tokens}}`")
        }
    }

    package func contains(_ placeholder: Placeholder) -> Bool {
        messages.contains { $0.parts.contains(.placeholder(placeholder)) }
    }

    /// The prompt with types and examples filled in.
    ///
    /// - Parameter form: how the examples' answers are written.
    func frame(types: [EntityType], examples: [Sentence], form: ReplyForm) -> PromptFrame {
        let names = Set(types.map(\.name))
        let shown = examples.map { example in
            let text = contains(.tokens) ? example.text : PromptFrame.Slot.text.filling(example)
            return "Text: \(text)\nAnswer: \(form.text(example.spans.filter { names.contains($0.type) }, of: example.tokens))"
        }
        return PromptFrame(messages: messages.map { message in
            var parts: [PromptFrame.Part] = []
            var text = ""
            var isAfterNothing = false
            for part in message.parts {
                defer { isAfterNothing = part == .placeholder(.examples) && shown.isEmpty }
                switch part {
                case .text(let words) where isAfterNothing && (text.isEmpty && parts.isEmpty || text.hasSuffix("\n")):
                    // A place that stays empty takes its blank lines with it.
                    text += words.drop(while: \.isNewline)
                case .text(let words): text += words
                case .placeholder(.types): text += types.map(\.line).joined(separator: "\n")
                case .placeholder(.examples): text += shown.joined(separator: "\n\n")
                case .placeholder(let placeholder):
                    guard let slot = placeholder.slot else { continue }
                    if !text.isEmpty { parts.append(.text(text)) }
                    parts.append(.slot(slot))
                    text = ""
                }
            }
            if !text.isEmpty { parts.append(.text(text)) }
            return PromptFrame.Message(role: message.role, parts: parts)
        })
    }
}

extension PromptTemplate {
    /// The roles with what they say, in bytes; blank lines around it are not part of it.
    private static func sections(of source: SourceText) -> [(role: ChatMessage.Role, range: Range<Int>)] {
        let bytes = source.utf8
        var sections: [(role: ChatMessage.Role, range: Range<Int>)] = []
        var role = ChatMessage.Role.user, start = 0, lineStart = 0
        func end(at end: Int) {
            var range = start..<end
            while let first = range.first, isSpace(bytes[first]) { range.removeFirst() }
            while let last = range.last, isSpace(bytes[last]) { range.removeLast() }
            if !range.isEmpty { sections.append((role, range)) }
        }
        while lineStart < bytes.count {
            let lineEnd = bytes[lineStart...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            let line = source.text(lineStart..<lineEnd).trimmed
            if line.hasSuffix(":"), let named = ChatMessage.Role(rawValue: String(line.dropLast())) {
                end(at: lineStart)
                role = named
                start = lineEnd
            }
            lineStart = lineEnd + 1
        }
        end(at: bytes.count)
        return sections
    }

    private static func parts(of source: SourceText, _ range: Range<Int>) throws(Diagnostic) -> [Part] {
        let opening = Array("{{".utf8), closing = Array("}}".utf8)
        let bytes = source.utf8[..<range.upperBound]
        var parts: [Part] = []
        var position = range.lowerBound, textStart = position
        func addText(to end: Int) {
            if textStart < end { parts.append(.text(source.text(textStart..<end))) }
        }
        while position < range.upperBound {
            guard bytes[position...].starts(with: opening) else {
                position += 1
                continue
            }
            addText(to: position)
            let nameStart = position + opening.count
            guard let nameEnd = bytes[nameStart...].indices.first(where: { bytes[$0...].starts(with: closing) || bytes[$0] == UInt8(ascii: "\n") }),
                bytes[nameEnd] != UInt8(ascii: "\n")
            else {
                throw Diagnostic("the placeholder that begins here does not end", at: source.place(position..<nameStart), label: "it ends with `}}`")
            }
            let name = source.text(nameStart..<nameEnd).trimmed
            guard let placeholder = Placeholder(rawValue: name) else {
                let near = suggestion(for: name, among: Placeholder.allCases.map(\.rawValue)).map { "did you mean `{{\($0)}}`?" }
                throw Diagnostic(
                    "a prompt has no place `{{\(name)}}`", at: source.place(position..<nameEnd + closing.count),
                    label: near ?? "its places are " + Placeholder.allCases.map(\.written).joined(separator: " "))
            }
            parts.append(.placeholder(placeholder))
            position = nameEnd + closing.count
            textStart = position
        }
        addText(to: range.upperBound)
        return parts
    }
}

extension EntityType {
    /// As a prompt lists it.
    fileprivate var line: String { definition.isEmpty ? "- \(name)" : "- \(name): \(definition)" }
}
