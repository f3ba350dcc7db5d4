import Foundation
import Testing

/// The same script gives the same bytes: in a new process, with another number of threads, with other names, with another cell between.
struct DeterminismTests {
    /// `bert size=tiny` throughout; every verb that draws, learns or tags is in it.
    private static let script = """
        nds 1
        seed 7
        param threads: number = 2
        let news = generate news size=48
        let test = generate news part=test size=16
        let parts = split news 25%
        let labelled = annotate parts.rest by=oracle
        agree labelled with=news
        describe labelled
        let few = sample news 10
        let renamed = relabel few {LOC: "PLACE", MISC: none}
        let start = bert size=tiny
        let blend = mix labelled parts.first schedule=sigmoid(k=8) batch=8 steps=6
        blend.sources
        let tagger = train start on=blend lr=1e-3 dev=test eval_every=2 threads=threads
        tagger.losses
        tagger.curve
        let tagged = tag tagger on=test threads=threads
        let score = eval tagger on=test threads=threads
        let arms = for schedule in [only_original, simple] {
            train start on=(mix labelled parts.first schedule=schedule batch=8 steps=2) threads=threads | eval on=test threads=threads
        }
        arms
        """

    /// What a run prints for each cell, by its source, in a process, a home and a cache of its own; without the seconds.
    private func cells(_ script: String, _ words: String...) throws -> [(source: String, line: String)] {
        let program = Program()
        _ = try program.script("script.nds", script)
        let outcome = try program.run(["run", "script.nds", "--json"] + words)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return try outcome.output.split(separator: "\n").map { line in
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            return (try #require(object["source"] as? String), String(line).replacing(#/,?"seconds":[0-9.e-]+/#, with: ""))
        }
    }

    /// The values alone, without the cells' numbers, names and sources.
    private func values(_ cells: [(source: String, line: String)]) throws -> [String] {
        try cells.map { cell in
            let object = try #require(try JSONSerialization.jsonObject(with: Data(cell.line.utf8)) as? [String: Any])
            let value = try JSONSerialization.data(withJSONObject: object["value"] ?? NSNull(), options: [.sortedKeys, .fragmentsAllowed])
            return String(decoding: value, as: UTF8.self)
        }
    }

    @Test func threeProcessesGiveTheSameBytes() throws {
        let first = try cells(Self.script).map(\.line)
        #expect(first.count == 20)
        #expect(first.contains { $0.contains("\"losses\"") } && !first.contains { $0.contains("seconds") })
        #expect(try cells(Self.script).map(\.line) == first)
        #expect(try cells(Self.script).map(\.line) == first)
    }

    @Test func oneThreadAndTwoGiveTheSameBytes() throws {
        let (one, two) = (try cells(Self.script, "threads=1"), try cells(Self.script, "threads=2"))
        #expect(one.map(\.source) == two.map(\.source))
        for (one, two) in zip(one, two) where !one.source.hasPrefix("param") { #expect(one.line == two.line) }
    }

    @Test func anotherCellInTheMiddleMovesNoOtherFigure() throws {
        let plain = try values(cells(Self.script))
        let inserted = Self.script.replacing("let start = bert", with: """
            let more = sample news 20
            let other = train (bert size=tiny) on=more batch=4 steps=2
            tag other on=few
            let start = bert
            """)
        var longer = try values(cells(inserted))
        let place = try #require(inserted.split(separator: "\n").dropFirst().firstIndex { $0.hasPrefix("let more") }) - 1
        longer.removeSubrange(place..<place + 3)
        #expect(longer == plain)
    }

    @Test func anotherNameMovesNoFigure() throws {
        let renamed = Self.script.replacing("labelled", with: "silver").replacing("tagger", with: "model_b").replacing("blend", with: "z")
        #expect(try values(cells(renamed)) == values(cells(Self.script)))
    }

    @Test func anotherSeedMovesThem() throws {
        let (one, other) = (try values(cells(Self.script)), try values(cells(Self.script.replacing("seed 7", with: "seed 8"))))
        #expect(zip(one, other).count { $0 != $1 } > 10)
    }
}
