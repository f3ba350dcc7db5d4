import Mixing
import Notebook
import Report

/// The share of each source over a mixture's steps, as its schedule wants it and as it is.
package struct SharePlot: Kind, Codable {
    /// A stretch of steps that follow each other; the shares are those of all its sentences.
    struct Point: Sendable, Codable {
        /// Steps count from 1.
        var first: Int
        var last: Int
        /// One a source, in 0…1.
        var wanted: [Double]
        var realised: [Double]
    }

    let heading: String
    let sources: [String]
    let points: [Point]

    package static let kindName = "plot"

    package static let fields: [Field<SharePlot>] = [
        Field("sources", "the names of the sources") { $0.sources },
        Field("points", "for each stretch of steps and each source: first and last step, the share that is wanted and the one that is realised") { $0.table },
    ]

    /// - Parameter most: how many points there are, unless the mixture has fewer steps.
    init(_ data: MixedData, most: Int) {
        let mixture = data.mixture
        sources = mixture.sources.map(\.name)
        let bins = min(most, mixture.stepCount)
        points = (0..<bins).map { bin in
            let steps = bin * mixture.stepCount / bins..<(bin + 1) * mixture.stepCount / bins
            let shares = mixture.shares(ofSteps: steps)
            return Point(first: steps.lowerBound + 1, last: steps.upperBound, wanted: shares.wanted, realised: shares.realised)
        }
        heading = "\(data.heading), the shares of \(sources.joined(separator: ", ")) at \(counted(points.count, "point"))\(data.remark)"
    }

    private var table: Table {
        Table(
            columns: ["first", "last", "source", "wanted", "realised"],
            rows: points.flatMap { point in
                sources.enumerated().map { number, source in
                    [
                        .number(Double(point.first)), .number(Double(point.last)), .text(source), .number(point.wanted[number]),
                        .number(point.realised[number]),
                    ]
                }
            })
    }

    package var summary: String { heading }

    package var blocks: [Block] {
        let figures = TextTable(
            columns: [TextTable.Column("steps")]
                + sources.flatMap { [TextTable.Column("\($0) wanted", .right), TextTable.Column("realised", .right)] },
            rows: points.map { point in
                [point.first == point.last ? "\(point.first)" : "\(point.first)-\(point.last)"]
                    + sources.indices.flatMap { [threeDigits(point.wanted[$0]), threeDigits(point.realised[$0])] }
            })
        return [.text(summary), .chart(chart), .table(figures)]
    }

    /// For each source what is wanted and what is there, over the steps.
    private var chart: Chart {
        let series = sources.enumerated().flatMap { number, source -> [LineChart.Series] in
            func series(_ name: String, _ style: LineChart.Style, _ share: (Point) -> Double) -> LineChart.Series {
                LineChart.Series("\(source), \(name)", points.map { .init(Double($0.first + $0.last) / 2, share($0)) }, style: style)
            }
            return [series("wanted", .dashed) { $0.wanted[number] }, series("realised", .line) { $0.realised[number] }]
        }
        return .lines(LineChart(title: "share of each source", x: Axis("step"), y: Axis("share of the sentences", range: 0...1), series: series))
    }
}
