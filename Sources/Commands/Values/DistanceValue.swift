import Bert
import Foundation
import Notebook
import Report
import Tagger

/// How far the weights of one model are from those of another, by layer.
package struct Distance: Kind, Codable {
    let model: String
    let start: String
    let levels: [LevelDistance]
    let notes: [String]

    package static let kindName = "distance"

    package static let fields: [Field<Distance>] = [
        Field("distance", "the L2 norm of the difference of all weights compared", isColumn: true) { $0.total },
        Field("layers", "by layer from below: weights, distance, relative to the norm of the weights there, the largest change of a weight") { $0.layers },
        Field("notes", "what could not be compared") { $0.notes },
    ]

    private var total: Double { levels.reduce(0) { $0 + $1.distance * $1.distance }.squareRoot() }

    private var layers: Table {
        Table(
            columns: ["layer", "weights", "distance", "relative", "largest"],
            rows: levels.map { level in
                [
                    .text(level.name), .number(Double(level.weights)), .number(level.distance), level.relative.isFinite ? .number(level.relative) : .none,
                    .number(level.largest),
                ]
            })
    }

    package var summary: String {
        let furthest = levels.max { ($0.relative.isFinite ? $0.relative : 0) < ($1.relative.isFinite ? $1.relative : 0) }
        let most = furthest.map { ", \($0.name) the most for its size" } ?? ""
        return "\(model) is \(threeDigits(total)) from \(start)\(total > 0 ? most : "")"
    }

    package var blocks: [Block] {
        let figures = TextTable(
            columns: [TextTable.Column("layer")] + ["weights", "distance", "relative", "largest"].map { TextTable.Column($0, .right) },
            rows: levels.map { level in
                [
                    level.name, grouped(level.weights), threeDigits(level.distance), level.relative.isFinite ? fiveDigits(level.relative) : "–",
                    fiveDigits(level.largest),
                ]
            })
        return [.text(([summary] + notes.map { "· \($0)" }).joined(separator: "\n")), .table(figures)]
    }
}

/// Changes of weights are small.
private func fiveDigits(_ number: Double) -> String { String(format: "%.5f", number) }
