import Corpus
import Diagnostics
import Store

/// A way to ask a model for the entities of a sentence, and to read what it replies.
package struct Prompt: Sendable {
    package let name: String
    /// What decides what is asked, besides types and sentence: prompts that agree in it ask alike.
    package let identity: String
    package let form: ReplyForm
    /// What is asked about a sentence. Only prompts that choose examples by the sentence give different sentences different frames.
    package let frame: @Sendable (_ sentence: Sentence, _ types: [EntityType]) throws -> PromptFrame
    /// Nil for a prompt that is not made of one.
    package let template: PromptTemplate?
    /// The sentences that it shows with their answers.
    package let examples: ExampleChoice?

    package init(
        name: String, identity: String, form: ReplyForm, frame: @escaping @Sendable (Sentence, [EntityType]) throws -> PromptFrame
    ) {
        self.name = name
        self.identity = identity
        self.form = form
        self.frame = frame
        template = nil
        examples = nil
    }

    /// - Throws: a `Diagnostic` where there are examples and the template has no place for them.
    package init(name: String, template: PromptTemplate, form: ReplyForm, examples: ExampleChoice? = nil) throws {
        if let examples, !template.contains(.examples) {
            throw Diagnostic("the prompt `\(name)` has no place for `\(examples.name)`", label: "it needs a place `{{examples}}`")
        }
        self.name = name
        self.template = template
        self.form = form
        self.examples = examples
        identity = Digest(of: [template.source, form.name, examples?.identity ?? ""].map(jsonString).joined(separator: ",")).text
        frame = { sentence, types in
            let shown = try examples?.choose(sentence) ?? []
            return template.frame(types: types, examples: shown, form: form)
        }
    }

    /// The same prompt with other examples.
    ///
    /// - Throws: a `Diagnostic` where it has no place for them.
    package func showing(_ examples: ExampleChoice) throws -> Prompt {
        guard let template else { throw Diagnostic("the prompt `\(name)` has no place for `\(examples.name)`", label: "it needs a place `{{examples}}`") }
        return try Prompt(name: name, template: template, form: form, examples: examples)
    }

    /// The messages about one sentence, each after its role, as a reader may look at them.
    package func text(for sentence: Sentence, types: [EntityType]) throws -> String {
        try frame(sentence, types).messages.map { "\($0.role.rawValue):\n\($0.text(for: sentence))" }.joined(separator: "\n\n")
    }
}
