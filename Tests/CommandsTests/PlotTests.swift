import Notebook
import Report
import Testing

@testable import Commands

/// Another form of chart than the one that must be.
private struct NotDrawn: Error {}

/// What values are drawn as.
@MainActor
struct PlotTests {
    private func drawn(_ script: String) async throws -> [Chart] {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        let value = try #require(try await scratch.run(script))
        return try Plot(value).drawn
    }

    private func lines(_ chart: Chart) throws -> LineChart {
        guard case .lines(let chart) = chart else { throw NotDrawn() }
        return chart
    }

    @Test func seedsAreABandAroundTheirMean() async throws {
        let charts = try await drawn(
            """
            let runs = for s in 1..3 { for size in [10, 20] { {f1: (s + size) / 100, arm: "a"} } }
            plot runs x="size"
            """)
        let chart = try lines(charts[0])
        #expect(chart.x.name == "size" && chart.y.name == "f1" && chart.series.map(\.name) == ["a"])
        #expect(chart.series[0].points.map(\.x) == [10, 20])
        #expect(chart.series[0].points[0].band == 0.11...0.13)
        #expect(abs(chart.series[0].points[1].y - 0.22) < 1e-12)
    }

    @Test func figuresAloneAreDrawnOverTheFirstColumn() async throws {
        let chart = try lines(try await drawn("plot (for step in [1, 5] { {loss: step * 2, rest: 0} })")[0])
        #expect(chart.x.name == "step" && chart.series.map(\.name) == ["loss", "rest"])
        #expect(chart.series[0].points == [.init(1, 2), .init(5, 10)])
    }

    @Test func oneColumnOrSeveralAreMeasured() async throws {
        let table = "let t = for step in [1, 5] { {loss: step * 2, f1: 0.5, rest: 0} }\n"
        #expect(try lines(try await drawn(table + "plot t y=\"loss\"")[0]).series.map(\.name) == ["loss"])
        #expect(try lines(try await drawn(table + "plot t y=[\"loss\", \"rest\"]")[0]).series.map(\.name) == ["loss", "rest"])
    }

    @Test func aTrainingShowsTheLossOfEachSourceAndWhatWasWatched() async throws {
        let charts = try await drawn(
            """
            let news = generate news size=20
            plot (train (bert size=tiny) on=(mix (annotate news by=oracle) news schedule=simple batch=8 steps=4) watch=4 eval_every=2 dev=(sample news 4))
            """)
        #expect(charts.map(\.title).count == 3 && charts.map(\.title).allSatisfy { $0.hasSuffix("(simulated labels)") })
        let loss = try lines(charts[0])
        #expect(loss.series.map(\.name) == ["distilled", "original"])
        #expect(loss.series[0].points.map(\.x) == [1, 2] && loss.series[1].points.map(\.x) == [3, 4])
        #expect(try lines(charts[1]).series.map(\.name) == ["f1", "precision", "recall"])
        #expect(try lines(charts[2]).series.map { $0.points.map(\.x) } == [[2, 4], [2, 4]])
    }

    @Test func confusionsCountEachEntityOnce() async throws {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        let charts = try Plot(
            try #require(try await scratch.run("let gold = generate news size=60\nlet card = agree (annotate gold by=oracle) with=gold\nplot card"))).drawn
        guard case .matrix(let matrix) = charts[0] else { throw NotDrawn() }
        let gold = try [Double](try #require(try await scratch.run("[card.types[\"LOC\"].gold, card.types[\"PER\"].gold]")))
        func sum(_ row: Int) -> Double { matrix.cells[row].compactMap(\.self).reduce(0, +) }
        #expect([sum(0), sum(3)] == gold && matrix.rows.prefix(4) == ["LOC", "MISC", "ORG", "PER"])
        #expect(matrix.cells.last?.suffix(2) == [nil, nil])
    }
}
