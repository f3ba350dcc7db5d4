import Notebook
import Testing

@MainActor
struct HintTests {
    private let options = "[epochs=3] [rate=0.5] [schedule=simple] [limit=all] [shuffle=true]"

    private func hint(_ text: String) -> String? { Session(language: testLanguage).hint(of: text) }

    @Test(arguments: [
        ("pour", "bag into=…"), ("pour ", "bag into=…"), ("pour big", "into=…"), ("pour into=big ", "bag"),
        ("let x = pour ", "bag into=…"), ("big | pour ", "into=…"), ("big |\n pour", "into=…"), ("pour(", "bag into=…"),
        ("pour(big, ", "into=…"), ("x | pour(", "into=…"), ("for i in 1..2 { pour ", "bag into=…"),
        ("pour (bag 5 name=\"a b\") ", "into=…"), ("pour big into=(bag ", "size [name=\"bag\"]"), ("bag 5 ", "[name=\"bag\"]"),
        ("join ", "bags…"), ("join bag(1) ", "bags…"), ("open \"a b", "[format=none]"), ("topic", "[word=none]"),
    ])
    func whatTheCallStillTakesIsShown(text: String, expected: String) {
        #expect(hint(text) == expected)
    }

    @Test func optionsFollowWhatMustBeGiven() {
        #expect(hint("fit ") == "bag on=… " + options)
        #expect(hint("fit big on=big epochs=4 rate=0.5 shuffle=true ") == "[schedule=simple] [limit=all]")
    }

    @Test(arguments: [
        ("fit big epochs=", "passes over the bag, a number [3]"), ("fit big epochs=12", "passes over the bag, a number [3]"),
        ("fit(big, schedule=li", "in which order, one of simple, linear [simple]"), ("pour on=2 into=", "what receives it, a bag"),
    ])
    func theValueThatIsBeingTypedIsExplained(text: String, expected: String) {
        #expect(hint(text) == expected)
    }

    @Test(arguments: [
        "", "   ", "pou", "big ", "let x = ", "let pour", "# pour ", "palette ", "pour big into=big ", "bag 5; ", "bag 5 name=\"a\" ", ")",
        "x = pour(big, into=big)",
    ])
    func whereNothingIsLeftThereIsNone(text: String) {
        #expect(hint(text) == nil)
    }
}
