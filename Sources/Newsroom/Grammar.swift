/// Rules that fit together: every slot names a rule, every rule has something to offer in both parts, no entity holds another
/// and no rule leads back to itself.
struct Grammar: Sendable {
    private let alternatives: [NewsPart: [String: [Template]]]

    init(_ rules: [Rule]) throws(GrammarFault) {
        var alternatives = Dictionary(uniqueKeysWithValues: NewsPart.allCases.map { ($0, [String: [Template]]()) })
        for rule in rules {
            guard alternatives[.train]?[rule.name] == nil else { throw GrammarFault("`\(rule.name)` is defined twice") }
            for part in NewsPart.allCases {
                let usable = try Grammar.templates(of: rule, in: part)
                guard !usable.isEmpty else { throw GrammarFault("`\(rule.name)` offers nothing in the \(part.rawValue) part") }
                alternatives[part]?[rule.name] = usable
            }
        }
        self.alternatives = alternatives
        var known: [String: Bool] = [:]
        for rule in rules { _ = try holdsEntity(rule.name, path: [], known: &known) }
    }

    func templates(of rule: String, in part: NewsPart) -> [Template] {
        alternatives[part]?[rule] ?? []
    }

    /// Templates made of slots alone are in both parts: what fills them is divided already.
    private static func templates(of rule: Rule, in part: NewsPart) throws(GrammarFault) -> [Template] {
        var usable: [Template] = []
        for text in rule.alternatives {
            let template = try Template(text)
            if rule.isShared || !template.hasWords || parts(using: text).contains(part) { usable.append(template) }
        }
        return usable
    }

    /// Whether the rule can yield an entity. On the way down it finds unknown rules, circles and entities within entities.
    private func holdsEntity(_ rule: String, path: [String], known: inout [String: Bool]) throws(GrammarFault) -> Bool {
        if let answer = known[rule] { return answer }
        if path.contains(rule) { throw GrammarFault("`\(rule)` leads back to itself") }
        var answer = false
        for template in NewsPart.allCases.flatMap({ templates(of: rule, in: $0) }) {
            for slot in template.slots {
                guard !templates(of: slot.rule, in: .train).isEmpty else {
                    throw GrammarFault("no rule `\(slot.rule)`, which `\(template.text)` asks for")
                }
                let isEntityBelow = try holdsEntity(slot.rule, path: path + [rule], known: &known)
                if slot.type != nil, isEntityBelow {
                    throw GrammarFault("`\(slot.rule)` in `\(template.text)` would put an entity within an entity")
                }
                answer = answer || isEntityBelow || slot.type != nil
            }
        }
        known[rule] = answer
        return answer
    }
}
