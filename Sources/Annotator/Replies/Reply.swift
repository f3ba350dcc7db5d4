import Corpus

/// What a model sent about one sentence: one text, or one for each type where every type was a question of its own.
package struct Reply: Sendable, Hashable {
    package struct Part: Sendable, Hashable {
        /// The type that was asked for; nil where the text itself names the types.
        package var type: String?
        package var text: String

        package init(type: String? = nil, _ text: String) {
            self.type = type
            self.text = text
        }
    }

    package var parts: [Part]
    /// True where the sender says that it stopped at its limit (`finish_reason` is `length`): never read as an answer.
    package var isCutOff: Bool

    package init(_ text: String, isCutOff: Bool = false) {
        self.init(parts: [Part(text)], isCutOff: isCutOff)
    }

    package init(parts: [Part], isCutOff: Bool = false) {
        self.parts = parts
        self.isCutOff = isCutOff
    }

    /// Parts of types named earlier come first, those of no such type last.
    mutating func sortParts(by types: [String]) {
        let ranks = Dictionary(types.enumerated().map { ($1, $0) }, uniquingKeysWith: min)
        func rank(_ part: Part) -> Int { part.type.flatMap { ranks[$0] } ?? types.count }
        parts = parts.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
    }

    /// All of it for a reader, each part after its type.
    package var text: String {
        parts.map { part in (part.type.map { "\($0): " } ?? "") + part.text }.joined(separator: "\n")
    }
}

/// An entity as a reply names it, with its tokens where the reply itself marks them.
package struct PlacedEntity: Sendable, Hashable {
    package var entity: NamedEntity
    /// In tokens of the sentence; nil where the reply names the mention alone.
    package var place: Range<Int>?

    package init(_ entity: NamedEntity, place: Range<Int>? = nil) {
        self.entity = entity
        self.place = place
    }

    package init(_ mention: String, _ type: String, place: Range<Int>? = nil) {
        self.init(NamedEntity(mention, type), place: place)
    }
}
