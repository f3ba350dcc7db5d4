import ChatClient
import Corpus

/// What a model is asked, but for the sentence: types, definitions and examples are filled in, and slots are left for the sentence.
///
/// Sentences that are asked about alike have equal frames, so that a recording holds each frame once. Slots are marked by structure,
/// not by text: no sentence or example can be taken for one.
package struct PromptFrame: Sendable, Hashable {
    package enum Slot: String, Sendable, Hashable, CaseIterable {
        /// The running text that the sentence was cut from, or its tokens with single spaces where there is none.
        case text
        /// The tokens with single spaces.
        case tokens

        func filling(_ sentence: Sentence) -> String {
            switch self {
            case .text: sentence.running?.text ?? sentence.text
            case .tokens: sentence.text
            }
        }
    }

    package enum Part: Sendable, Hashable {
        case text(String)
        case slot(Slot)
    }

    /// A message of a chat: who speaks, and what.
    package struct Message: Sendable, Hashable {
        package var role: ChatMessage.Role
        package var parts: [Part]

        package init(role: ChatMessage.Role, parts: [Part]) {
            self.role = role
            self.parts = parts
        }

        /// The message about a sentence.
        package func text(for sentence: Sentence) -> String {
            parts.reduce(into: "") { text, part in
                switch part {
                case .text(let words): text += words
                case .slot(let slot): text += slot.filling(sentence)
                }
            }
        }
    }

    package var messages: [Message]

    package init(messages: [Message]) {
        self.messages = messages
    }
}
