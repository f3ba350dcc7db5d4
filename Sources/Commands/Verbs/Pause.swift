import Notebook

extension Command {
    static let pause = Command(
        "pause", "wait for Return at a terminal, so that a reader can predict what comes; go on at once elsewhere", effect: .shows,
        isAboutSession: true, result: ValueType.none,
        example: """
            let news = generate news size=5
            pause "Predict: how many names do five sentences hold?"
            news.entities
            assert (history "Predict").count == 1
            assert (report "five.md") == "3 cells written to five.md"
            """,
        Parameter<String>("text", "what to think about meanwhile; a report shows it as prose", default: "")
    ) { context, text in
        try await context.session.pause(at: text)
        return String?.none
    }
}
