import Report

extension Comparison {
    /// The arms' F1 with the least and the greatest of their seeds, then how far each is from the baseline.
    package func charts() -> [Chart] {
        let remark = labelRemark(isSimulated: isSimulated, names: labels)
        let means = arms.map { arm in
            IntervalChart.Row(arm.name, arm.f1.mean, interval: arm.f1.count > 1 ? arm.f1.min...arm.f1.max : nil)
        }
        let differences = contrasts.compactMap { contrast -> IntervalChart.Row? in
            guard let difference = contrast.difference else { return nil }
            let interval = contrast.low.flatMap { low in contrast.high.map { min(low, difference)...max($0, difference) } }
            return IntervalChart.Row(contrast.arm, difference, interval: interval, note: contrast.outcome.rawValue)
        }
        return [
            .intervals(
                IntervalChart(
                    title: "F1 of the arms\(remark)", axis: Axis("F1", unit: "mean, least and greatest of the seeds"), rows: means,
                    reference: arms.first { $0.name == baseline }?.f1.mean)),
            .intervals(
                IntervalChart(
                    title: "Difference to \(baseline)\(remark)", axis: Axis("difference of F1", unit: "interval over seeds and test sentences"), rows: differences,
                    reference: 0)),
        ].filter { chart in if case .intervals(let chart) = chart { !chart.rows.isEmpty } else { true } }
    }
}
