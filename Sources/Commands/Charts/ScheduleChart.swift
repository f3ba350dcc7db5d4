import Mixing
import Report

extension Schedule {
    package func charts() async throws -> [Chart] { [try await Self.chart([self])] }

    /// The shares of distilled sentences that schedules ask for, over the progress of a run.
    ///
    /// What a schedule leaves `auto` is settled by as many sentences of either source, gone through once.
    static func chart(_ schedules: [Schedule]) async throws -> Chart {
        let progress = (0...100).map { Double($0) / 100 }
        let union = Union(distilledShare: 0.5, epochs: 1)
        var series: [LineChart.Series] = []
        for schedule in schedules {
            let asked = try await schedule.asked { progress }
            series.append(LineChart.Series(schedule.name, progress.map { .init($0, asked.share(at: $0, of: union)) }))
        }
        return .lines(
            LineChart(
                title: schedules.count == 1 ? schedules[0].name : "\(schedules.count) schedules", x: Axis("progress", unit: "share of the steps"),
                y: Axis("share of distilled sentences", range: 0...1), series: series))
    }
}
