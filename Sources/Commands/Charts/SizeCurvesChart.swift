import Report

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
