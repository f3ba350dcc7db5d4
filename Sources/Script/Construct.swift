/// A statement or another form of the grammar, as help, completion and the reference explain it. The one list of them.
package struct Construct: Sendable {
    /// What one asks help for.
    package let name: String
    /// The keywords in it.
    package let keywords: [Keyword]
    /// Capitals stand for what the user writes.
    package let usage: String
    package let summary: String
    /// More to know, a sentence or two.
    package let notes: String
    /// A statement can begin with its name.
    package let beginsStatement: Bool
    /// A script, whose names stand for themselves.
    package let example: String

    package static func named(_ word: String) -> Construct? {
        all.first { $0.name == word || $0.keywords.contains { $0.rawValue == word } }
    }

    private init(
        _ name: String, _ keywords: [Keyword], _ usage: String, _ summary: String, begins: Bool = false, example: String, _ notes: String = ""
    ) {
        (self.name, self.keywords, self.usage, self.summary) = (name, keywords, usage, summary)
        (self.beginsStatement, self.example, self.notes) = (begins, example, notes)
    }

    package static let all = [
        Construct(
            "let", [.let], "let NAME = LINE", "bind a name", begins: true, example: "let few = [1, 2, 3]",
            "A script binds a name once; the prompt may bind it again. A name bound in a block ends with it."),
        Construct(
            "seed", [], "seed NUMBER", "choose the random numbers", begins: true,
            example: "seed 42\nfor s in 1..3 { seed s; sum([s]) }",
            "Once at the top, or first in a block. The same call under the same seed gives the same value wherever it stands; without a seed it is 1."),
        Construct(
            "assert", [.assert], "assert CONDITION [, TEXT]", "stop unless it holds", begins: true,
            example: "assert mean([1, 3]) == 2 +- 0.01, \"the mean is off\""),
        Construct(
            "param", [.param], "param NAME [: TYPE] [= VALUE] [TEXT]", "a value to be given when the script is run: `nds run F name=value`",
            begins: true, example: "param steps: number = 120 \"optimiser steps of each arm\"",
            "Without a default it must be given. The text is what `nds run F --help` says of it."),
        Construct(
            "def", [.def], "def NAME(PARAMETER [= VALUE], …) { STATEMENTS }", "define a function", begins: true,
            example: "def fade(t, g=2) { 1 - t^g }\nassert fade(0.5) == 0.75",
            "Its value is that of its last statement. It sees what stood before it, draws by the seed of its call, and never calls itself."),
        Construct(
            "include", [.include], "include TEXT", "run the statements of another script at this place", begins: true,
            example: "include \"arms.nds\"", "Paths in that script are relative to its own folder."),
        Construct(
            "for", [.for, .in], "for NAME in SEQUENCE { STATEMENTS }", "repeat over a list, a range, a table or a record", begins: true,
            example: "let squares = for i in 1..3 { {square: i^2} }\nassert squares.square == [1, 4, 9]",
            "It gives a table: the variable and the fields of the last value are its columns; nested loops give one table."),
        Construct(
            "if", [.if, .else], "if CONDITION { STATEMENTS } [else if …] [else { STATEMENTS }]", "run one of several blocks", begins: true,
            example: "let size = if 2 > 1 { \"big\" } else { \"small\" }\nassert size == \"big\"",
            "It gives the value of the block that ran, or nothing."),
        Construct(
            "|", [], "LINE | COMMAND …", "pass the value on the left on as the first argument", example: "assert ([1, 2] | sum) == 3"),
        Construct(
            "true", [.true, .false, .nothing], "true, false, none", "yes, no, nothing", example: "assert not (true == false)"),
        Construct(
            "not", [.not, .and, .or], "not A, A and B, A or B", "combine conditions; what is decided on the left does not run the right",
            example: "assert not (1 > 2 or 2 > 3) and true"),
        Construct(
            "..", [], "FROM..TO", "the whole numbers from one to another, both included", example: "assert sum(1..4) == 10"),
        Construct(
            "+-", [], "NUMBER +- NUMBER", "a number with a tolerance: equals every number that near", example: "assert 0.714 == 0.712 +- 0.005"),
        Construct(
            "+", [], "A + B, A - B, A * B, A / B, A ^ B", "arithmetic; + joins texts and lists too", example: "assert 2 + 3 * 2^2 == 14\nassert \"a\" + \"b\" == \"ab\""),
        Construct(
            "==", [], "A == B, A != B, A < B, A <= B, A > B, A >= B", "compare; comparisons do not chain", example: "assert 1 < 2 and 2 < 3"),
        Construct(
            ".", [], "VALUE.FIELD, VALUE[INDEX]", "a field of a value, an element of a list or a table; indices begin at 0, a text names a field",
            example: "assert {a: [5, 6]}.a[1] == 6"),
        Construct(
            "\"", [], "\"TEXT\", \"\"\"TEXT\"\"\"", "a text, `\\(…)` puts a value into it; three quotes span lines",
            example: "let n = 3\nassert \"\\(n) arms\" == \"3 arms\""),
        Construct(
            "#", [], "# REMARK, ## PROSE, #= RECORDED", "a comment; prose for reports; what the line above gave, compared by `nds replay`",
            example: "## ## Scores\nassert 1 + 1 == 2  # surely"),
    ]
}
