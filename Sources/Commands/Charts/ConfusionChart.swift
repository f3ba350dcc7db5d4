import Corpus
import Report

extension Agreement {
    /// Gold types by given ones where boundaries are the same, then wrong boundaries, missed and spurious: each entity counted once.
    ///
    /// - Parameter title: what is judged by what.
    func confusionChart(_ title: String) -> Chart {
        let gold = types.indices.map { type -> [Double?] in
            confusion[type].map { Double($0) } + [Double(boundaryErrors[type].reduce(0, +)), Double(missed[type])]
        }
        let boundaries = types.indices.map { given -> Double? in Double(boundaryErrors.reduce(0) { $0 + $1[given] }) }
        return .matrix(
            MatrixChart(
                title: title, rowsName: "gold", columnsName: "given", rows: types + ["boundary", "spurious"], columns: types + ["boundary", "missed"],
                cells: gold + [boundaries + [nil, nil], spurious.map { Double($0) } + [nil, nil]]))
    }
}

extension Score {
    package func charts() -> [Chart] {
        guard gold.labelling == .spans else { return [] }
        let agreement = Agreement(judged: predicted, gold: gold.sentences.map(\.spans), labelSet: gold.types)
        return [agreement.confusionChart("\(judged) on \(gold.name)" + labelRemark(isSimulated: isSimulated, names: [training?.labels, gold.labels?.name]))]
    }
}

extension ReportCard {
    package func charts() -> [Chart] {
        guard gold.labelling == .spans else { return [] }
        let name = judged.labels?.name ?? judged.name
        let remark = labelRemark(isSimulated: isSimulated, names: [judged.labels?.name, gold.labels?.name])
        return [agreement.confusionChart("\(name) against gold\(remark)")] + calibrationCharts(name + remark)
    }

    /// How often entities are right of which the teacher is equally sure; one chart for votes, one for confidences.
    private func calibrationCharts(_ name: String) -> [Chart] {
        let bins = judged.calibration(againstMatched: gold)
        return Certainty.allCases.compactMap { measure in
            let points = bins.filter { $0.measure == measure }.map { LineChart.Point($0.mean, $0.precision) }.sorted { $0.x < $1.x }
            guard !points.isEmpty else { return nil }
            let ends = (points.first?.x ?? 0, points.last?.x ?? 1)
            // Confidences say what share should be right; votes do not.
            let perfect = measure == .confidence ? [LineChart.Series("as sure as right", [.init(ends.0, ends.0), .init(ends.1, ends.1)], style: .dashed)] : []
            return .lines(
                LineChart(
                    title: "\(name): how sure, and how often right", x: Axis(measure.rawValue), y: Axis("precision", range: 0...1),
                    series: [LineChart.Series("entities", points)] + perfect))
        }
    }
}
