import Diagnostics

/// A prompt of the table of prompts: what it is called, what it asks, and how its replies are read.
package struct BuiltInPrompt: Sendable {
    package let name: String
    package let summary: String
    package let form: ReplyForm
    package let text: String

    /// Without examples. The texts of the table are sound, which a test sees to.
    package func prompt() throws -> Prompt {
        try Prompt(name: name, template: PromptTemplate(SourceText(name: name, text: text)), form: form)
    }

    /// All of them, in the order in which outputs list them. The words are ours: `standard` and `cot` follow the description that
    /// reviews give of the prompts of Huang, Tang and Chen (2024, arXiv 2402.09282), which are not public to us.
    package static let all = [standard, cot, marked, list]

    private static let role = """
        system:
        You are an expert annotator of named entities (NLP annotation expert).

        user:
        """

    private static let types = """
        Find the named entities of the text that have one of these types:
        {{types}}
        """

    private static let rules = """
        Copy each mention exactly as it stands in the text. Take the longest name, without words around it that are no part of it. Leave \
        out whatever is no name, or of another type.
        """

    package static let standard = BuiltInPrompt(
        name: "standard", summary: "role, definitions, steps, then a dictionary; after the paper's description, in our words", form: .dictionary,
        text: """
            \(role)
            \(types)

            Work in these steps:
            1. Read the whole text.
            2. Find every mention that is a name.
            3. Decide the type of each by the definitions above and by what the text says about it.
            4. Check that no name is left out, and that each mention is copied exactly.

            \(rules)
            The result is a JSON dictionary from mentions to types, such as {"mention": "type"}; without entities it is {}. Give the \
            dictionary alone.

            {{examples}}

            Text: {{text}}
            Answer:
            """)

    static let cot = BuiltInPrompt(
        name: "cot", summary: "context, candidates, types and reasons in words, then a dictionary; after the paper's description, in our words",
        form: .cot,
        text: """
            \(role)
            \(types)

            Think step by step, and write down each step:
            1. Context: say in one sentence what the text is about.
            2. Candidates: list every mention that may be a named entity.
            3. Types: decide the type of each candidate from the context, or that it has none.
            4. Reasons: justify each decision in a few words.

            \(rules)
            After the steps write a line `Result:` with a JSON dictionary from mentions to types, such as {"mention": "type"}; without \
            entities it is {}. End with the dictionary.

            {{examples}}

            Text: {{text}}
            Answer:
            """)

    static let marked = BuiltInPrompt(
        name: "marked", summary: "the sentence again with every mention marked in it: @@mention|type##", form: .marked,
        text: """
            \(role)
            \(types)

            Write the text again, word for word, and mark each entity with its type in it: @@mention|type##. Change nothing else. A text \
            without entities is written as it is. Give the marked text alone.

            {{examples}}

            Text: {{tokens}}
            Answer:
            """)

    static let list = BuiltInPrompt(
        name: "list", summary: "a list of mentions and types in the order of the text, repeated ones too", form: .list,
        text: """
            \(role)
            \(types)

            \(rules)
            The result is a JSON list in the order of the text, a mention as often as it stands there, such as [{"mention": "…", "type": \
            "…"}]; without entities it is []. Give the list alone.

            {{examples}}

            Text: {{text}}
            Answer:
            """)
}
