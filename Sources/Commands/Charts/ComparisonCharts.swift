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

extension SizeCurves {
    /// F1 over the number of gold sentences, with the teacher as a line.
    package func charts() -> [Chart] {
        let arms = ([baseline] + arms).map { arm in
            LineChart.Series(arm.name, arm.points.map { .init($0.size, $0.f1.mean, band: $0.f1.count > 1 ? $0.f1.min...$0.f1.max : nil) })
        }
        let sizes = arms.flatMap(\.points).map(\.x)
        let teacher = self.teacher.map { f1 in
            LineChart.Series("teacher", [sizes.min(), sizes.max()].compactMap { $0.map { .init($0, f1) } }, style: .dashed)
        }
        let remark = labelRemark(isSimulated: isSimulated, names: labels)
        return [
            .lines(
                LineChart(
                    title: "F1 against the number of gold sentences\(remark)", x: Axis("gold sentences", isLogarithmic: sizes.allSatisfy { $0 > 0 }), y: Axis("F1"),
                    series: arms + [teacher].compactMap(\.self)))
        ]
    }
}

extension Distance {
    /// How far each layer moved for its size.
    package func charts() -> [Chart] {
        let rows = levels.filter { $0.relative.isFinite }.map { IntervalChart.Row($0.name, $0.relative) }
        return [.intervals(IntervalChart(title: summary, axis: Axis("distance", unit: "share of the norm of the weights", range: 0...0), rows: rows))]
    }
}

extension Inheritance {
    /// 0 where an arm errs as the baseline does, 1 where it errs as the teacher.
    package func charts() -> [Chart] {
        let rows = arms.compactMap { arm in arm.share.map { IntervalChart.Row(arm.name, $0) } }
        let remark = labelRemark(isSimulated: isSimulated, names: labels)
        guard !rows.isEmpty else { return [] }
        return [
            .intervals(
                IntervalChart(title: "Confusions of \(teacherName) inherited\(remark)", axis: Axis("share", range: 0...1), rows: rows, reference: 0))
        ]
    }
}
