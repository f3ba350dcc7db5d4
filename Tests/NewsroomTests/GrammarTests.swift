import Testing
@testable import Newsroom

@Test func theNewsGrammarHasNoFault() throws {
    _ = try Grammar(newsRules)
}

@Test func everyDividedRuleOffersAChoiceInBothParts() throws {
    let grammar = try Grammar(newsRules)
    for rule in newsRules where !rule.isShared {
        for part in NewsPart.allCases {
            let count = grammar.templates(of: rule.name, in: part).count
            #expect(count >= 3, "`\(rule.name)` offers \(count) in the \(part.rawValue) part")
        }
    }
}

@Test func everyRuleIsReachedFromASentence() throws {
    let grammar = try Grammar(newsRules)
    var reached: Set<String> = ["sentence"]
    var waiting = ["sentence"]
    while let rule = waiting.popLast() {
        let slots = NewsPart.allCases.flatMap { grammar.templates(of: rule, in: $0) }.flatMap(\.slots)
        for slot in slots where reached.insert(slot.rule).inserted { waiting.append(slot.rule) }
    }
    #expect(newsRules.map(\.name).filter { !reached.contains($0) } == [])
}

@Test func noRuleSaysTheSameThingTwice() {
    // A weighted rule repeats on purpose: its alternatives are slots alone.
    for rule in newsRules where !rule.isShared {
        let repeated = Dictionary(grouping: rule.alternatives, by: \.self).filter { $0.value.count > 1 }.keys.sorted()
        #expect(repeated == [], "in `\(rule.name)`")
    }
}

@Test func partsShareFewTemplates() throws {
    let grammar = try Grammar(newsRules)
    let topics = Set(grammar.templates(of: "sentence", in: .train).flatMap(\.slots).map(\.rule))
    func texts(_ part: NewsPart) -> Set<String> {
        let divided = newsRules.filter { topics.contains($0.name) && !$0.isShared }
        return Set(divided.flatMap { grammar.templates(of: $0.name, in: part) }.map(\.text))
    }
    let train = texts(.train), test = texts(.test)
    #expect(test.count >= 250)
    #expect(Double(train.intersection(test).count) < 0.4 * Double(test.count))
}

@Test(arguments: [
    ("{PER:person", "`{PER:person` in `{PER:person` is neither a word nor a slot"),
    ("x{PER:person}", "`x{PER:person}` in `x{PER:person}` is neither a word nor a slot"),
    ("a {PERS:person} b", "`PERS` in `a {PERS:person} b` is none of LOC MISC ORG PER"),
    ("{}", "`{}` in `{}` names no rule"),
    ("{PER:a:b}", "`{PER:a:b}` in `{PER:a:b}` names no rule"),
    ("{PER:nobody} left", "no rule `nobody`, which `{PER:nobody} left` asks for"),
    ("{ORG:nested} left", "`nested` in `{ORG:nested} left` would put an entity within an entity"),
    ("{circle}", "`sentence` leads back to itself"),
    (" ", "`sentence` offers nothing in the train part"),
])
func aBrokenTemplateIsCaught(template: String, message: String) {
    let rules: [Rule] = [
        .shared("sentence", template), .shared("person", "Ann | Bob"), .shared("nested", "{PER:person} and Sons"),
        .shared("circle", "{sentence}"),
    ]
    #expect(throws: GrammarFault(message)) { try Grammar(rules) }
}

@Test func aRuleDefinedTwiceIsCaught() {
    #expect(throws: GrammarFault("`person` is defined twice")) {
        try Grammar([.shared("person", "Ann"), .shared("person", "Bob")])
    }
}

@Test func lettersOfASlotSayHowItIsWritten() throws {
    let rules: [Rule] = [.shared("sentence", "{TOWN} : a {Town} in {LOC:town} , #"), .shared("town", "old York")]
    let written = expand(try Grammar(rules))
    #expect(written.tokens.dropLast() == ["OLD", "YORK", ":", "an", "Old", "York", "in", "old", "York", ","])
    #expect(written.spans.map { "\($0.start) \($0.end) \($0.type)" } == ["7 9 LOC"])
    #expect((1...9).map(String.init).contains(written.tokens.last ?? ""))
}

@Test func theArticleFollowsTheWord() throws {
    for (word, article) in [("apple", "An"), ("union", "A"), ("European", "A"), ("ivy", "An"), ("bond", "A"), ("U.N.", "A")] {
        let rules: [Rule] = [.shared("sentence", "a {thing}"), .shared("thing", word)]
        #expect(expand(try Grammar(rules)).tokens == [article, word])
    }
}
