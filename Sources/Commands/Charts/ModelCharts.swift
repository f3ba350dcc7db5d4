import Notebook
import Report
import Tagger

extension Model {
    /// How its last training went; nothing for a model that was not trained here.
    package func charts() -> [Chart] { [lossChart, developmentChart, watchChart].compactMap(\.self) }

    /// Each point is the mean over a stretch of steps.
    private var lossChart: Chart? {
        guard let learning, learning.steps > 0 else { return nil }
        let count = min(Self.lossPoints, learning.steps)
        let stretches = (0..<count).map { $0 * learning.steps / count..<($0 + 1) * learning.steps / count }
        let roles = (training?.passes ?? []).map(\.role)
        let series = learning.sources.enumerated().map { number, source -> LineChart.Series in
            let points = stretches.compactMap { steps -> LineChart.Point? in
                let losses = source.losses[steps].compactMap(\.self)
                guard !losses.isEmpty else { return nil }
                return LineChart.Point(Double(steps.lowerBound + 1 + steps.upperBound) / 2, Double(losses.reduce(0, +)) / Double(losses.count))
            }
            let role = roles.indices.contains(number) ? roles[number] : ""
            return LineChart.Series(role.isEmpty ? source.name : role, points)
        }
        return .lines(LineChart(title: "\(tagging.name): loss\(remark)", x: Axis("step"), y: Axis("loss", unit: "nats a label", range: 0...0), series: series))
    }

    private static let lossPoints = 60

    private var developmentChart: Chart? {
        guard let curve = learning?.curve, !curve.isEmpty else { return nil }
        let figures: [(name: String, get: (Evaluation) -> Double)] = [("f1", { $0.f1 }), ("precision", { $0.precision }), ("recall", { $0.recall })]
        let series = figures.map { figure in LineChart.Series(figure.name, curve.map { .init(Double($0.step), figure.get($0)) }) }
        return .lines(LineChart(title: "\(tagging.name): evaluations on dev\(remark)", x: Axis("step"), y: Axis("F1, precision, recall", range: 0...1), series: series))
    }

    private var watchChart: Chart? {
        guard let steps = learning?.watch?.steps, !steps.isEmpty else { return nil }
        let series = watchedSources.map { name, source in
            LineChart.Series(name, zip(steps, source.points).map { .init(Double($0), $1.f1) })
        }
        let title = "\(tagging.name): what is learned of the watched sentences\(remark)"
        return .lines(LineChart(title: title, x: Axis("step"), y: Axis("F1 against the labels trained on", range: 0...1), series: series))
    }

    private var remark: String { labelRemark(isSimulated: training?.isSimulated ?? false, names: [training?.labels]) }
}
