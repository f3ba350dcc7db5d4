/// The opening tag of an element.
struct MarkupTag {
    /// As it is written.
    var name: String
    /// Names in lower case.
    var attributes: [(name: String, value: String)]
    var range: Range<Int>

    /// The type that the element gives its text, empty where it gives none; nil for an element that marks no mention.
    var entityType: String? {
        let key = name.lowercased()
        if Self.structure.contains(key) { return nil }
        if let type = attributes.first(where: { Self.typeAttributes.contains($0.name) }) { return type.value }
        if Self.style.contains(key) { return nil }
        return Self.marks.contains(key) ? "" : name
    }

    /// Whether an element of this name may be there without marking a mention.
    static func mayStandAlone(_ name: String) -> Bool {
        structure.contains(name.lowercased()) || style.contains(name.lowercased())
    }

    /// Whether an element of this name marks a mention of the type of that name.
    static func isTypeName(_ type: String) -> Bool {
        let isName = (type.utf8.first.map(isLetter) ?? false) && type.utf8.allSatisfy(MarkupScanner.isInName)
        return isName && !mayStandAlone(type) && !marks.contains(type.lowercased())
    }

    private static let structure: Set = [
        "html", "head", "body", "p", "div", "br", "hr", "pre", "text", "sentence", "s", "output", "answer", "result", "response", "reply",
        "annotated", "annotation", "annotations", "document", "doc", "root", "xml", "ul", "ol", "li",
    ]
    private static let style: Set = ["b", "i", "em", "strong", "u", "code", "a", "font", "small"]
    private static let marks: Set = ["span", "mark", "entity", "ent", "ne", "name", "tag"]
    private static let typeAttributes: Set = [
        "type", "class", "label", "category", "tag", "ner", "entity", "data-type", "data-label", "data-entity", "data-entity-type",
    ]
}
