import Report

extension Distance {
    /// How far each layer moved for its size.
    package func charts() -> [Chart] {
        let rows = levels.filter { $0.relative.isFinite }.map { IntervalChart.Row($0.name, $0.relative) }
        return [.intervals(IntervalChart(title: summary, axis: Axis("distance", unit: "share of the norm of the weights", range: 0...0), rows: rows))]
    }
}
