import Corpus

/// A way to ask a model for the entities of a sentence, and to read what it replies.
package struct Prompt: Sendable {
    package let name: String
    /// What decides what is asked, besides types and sentence: prompts that agree in it ask alike.
    package let identity: String
    package let form: ReplyForm
    /// What is asked about a sentence. Only prompts that choose examples by the sentence give different sentences different frames.
    package let frame: @Sendable (_ sentence: Sentence, _ types: [EntityType]) throws -> PromptFrame

    package init(
        name: String, identity: String, form: ReplyForm, frame: @escaping @Sendable (Sentence, [EntityType]) throws -> PromptFrame
    ) {
        self.name = name
        self.identity = identity
        self.form = form
        self.frame = frame
    }
}
