import Report

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
