/// One token's tag: its part in an entity, and the entity's type.
package struct Tag: Hashable, Sendable {
    /// L (last) and U (unit) of BILOU are read as E and S.
    package enum Part: Character, Sendable {
        case outside = "O"
        case begin = "B"
        case inside = "I"
        case end = "E"
        case single = "S"
    }

    package var part: Part
    /// Empty outside entities.
    package var type: String

    package init(_ part: Part, _ type: String) {
        self.part = part
        self.type = type
    }

    package static let outside = Tag(.outside, "")

    /// Reads `O`, or a letter of BIESLU, a hyphen and a type; nil for everything else, such as `X-PER`, `B-` or `PER`.
    package init?(_ text: String) {
        if text == "O" {
            self = .outside
            return
        }
        let utf8 = text.utf8
        guard utf8.count > 2, utf8.dropFirst().first == UInt8(ascii: "-") else { return nil }
        let type = String(text.dropFirst(2))
        switch text.first {
        case "B": self.init(.begin, type)
        case "I": self.init(.inside, type)
        case "E", "L": self.init(.end, type)
        case "S", "U": self.init(.single, type)
        default: return nil
        }
    }

    package var text: String {
        part == .outside ? "O" : "\(part.rawValue)-\(type)"
    }

    /// Whether this tag goes on with the entity of the tag before it, as conlleval and seqeval's default mode see it.
    func continues(_ previous: Tag) -> Bool {
        switch (previous.part, part) {
        case (.begin, .inside), (.begin, .end), (.inside, .inside), (.inside, .end): type == previous.type
        default: false
        }
    }
}
