import Mixing
import Report

extension MixedData {
    /// For each source its share of the sentences over the steps, as the schedule wants it and as it is.
    ///
    /// - Parameter bins: into how many stretches the run is cut, unless it has fewer steps; a point tells of all sentences of a stretch and
    ///   stands at its middle.
    func shareChart(bins: Int) -> Chart {
        let count = min(bins, mixture.stepCount)
        let points = (0..<count).map { bin in
            let steps = bin * mixture.stepCount / count..<(bin + 1) * mixture.stepCount / count
            return (middle: Double(steps.lowerBound + 1 + steps.upperBound) / 2, shares: mixture.shares(ofSteps: steps))
        }
        let series = mixture.sources.indices.flatMap { source -> [LineChart.Series] in
            let name = mixture.sources[source].name
            return [
                LineChart.Series("\(name), wanted", points.map { .init($0.middle, $0.shares.wanted[source]) }, style: .dashed),
                LineChart.Series("\(name), realised", points.map { .init($0.middle, $0.shares.realised[source]) }),
            ]
        }
        return .lines(
            LineChart(title: "\(mixture.name): share of each source\(remark)", x: Axis("step"), y: Axis("share of the sentences", range: 0...1), series: series))
    }

    package func charts() -> [Chart] { [shareChart(bins: Plot.usualBins)] }
}
