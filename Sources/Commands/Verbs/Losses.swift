import Notebook
import Numerics

/// One command a row of the table of losses: `cross_entropy`, `smoothed(0.2)`, `gce(q=0.5)`.
extension Command {
    static let losses: [Command] = LossRow.all.map(loss)

    private static func loss(_ row: LossRow) -> Command {
        Command(
            row.name, "\(row.summary) (loss)", isInstant: true,
            background: [.init(name: "formula", text: row.formula), .init(name: "source", text: row.source)], example: example(row),
            Parameter<[Double]>.list(row.parameters.map(\.parameter))
        ) { _, numbers in
            row.loss(numbers)
        }
    }

    /// The loss at work: the others cost the same first batch something else.
    private static func example(_ row: LossRow) -> String {
        let others = LossRow.all.filter { $0.name != row.name }.map {
            "assert not ((train (bert size=tiny) on=news batch=8 steps=1 loss=\($0.name)).loss == tagger.loss)"
        }
        return """
            let news = generate news size=8
            let tagger = train (bert size=tiny) on=news batch=8 steps=1 loss=\(row.name)
            assert \(row.name).name == "\(row.loss().name)"
            \(others.joined(separator: "\n"))
            """
    }
}

extension LossRow.Parameter {
    fileprivate var parameter: Parameter<Double> {
        Parameter<Double>(
            name, meaning, default: defaultValue,
            Rule("a number from \(LossRow.text(range.lowerBound)) to \(LossRow.text(range.upperBound))") { range.contains($0) })
    }
}
