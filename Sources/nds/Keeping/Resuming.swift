import Diagnostics
import Foundation
import Notebook

/// `nds --resume`: the last session at the prompt, as it was.
@MainActor
enum Resuming {
    /// Brings a session back and says what came from the store, what was computed again and what could not be had.
    static func resume(_ session: Session, from journal: Journal) async {
        let lines = Journal.lines(of: journal.path)
        let out = Terminal.output
        let begun = lines.lazy.compactMap(\.start).first.map { " of \($0.time.formatted(date: .abbreviated, time: .shortened))" } ?? ""
        out.write(lines: ["the session\(begun) goes on"])
        var resumption: Session.Resumption?
        let work = Task { @MainActor in resumption = try await session.resume(lines) { out.show($0) } }
        do {
            try await Interrupts.whileRunning(isTyping: true, cancel: { work.cancel() }) { try await work.value }
        } catch {
            Terminal.error.report(error)
            Terminal.error.write(lines: ["the cells from here on are not restored; `nds --resume` does so another time"])
        }
        if let resumption { out.write(lines: summary(of: resumption).map { out.palette.dim("· " + $0) }) }
    }

    static func summary(of resumption: Session.Resumption) -> [String] {
        func calls(_ records: [CallRecord]) -> String {
            var counts: [(name: String, count: Int)] = []
            for record in records {
                if let index = counts.firstIndex(where: { $0.name == record.command }) { counts[index].count += 1 } else { counts.append((record.command, 1)) }
            }
            return counts.map { $0.count == 1 ? "`\($0.name)`" : "\($0.count) × `\($0.name)`" }.joined(separator: ", ")
        }
        var lines = ["\(resumption.restored) cell\(resumption.restored == 1 ? "" : "s") restored"]
        if !resumption.reloaded.isEmpty { lines.append("from the store: \(calls(resumption.reloaded))") }
        if !resumption.recomputed.isEmpty { lines.append("computed again: \(calls(resumption.recomputed))") }
        if !resumption.notRunAgain.isEmpty { lines.append("not run again: \(calls(resumption.notRunAgain))") }
        return lines + resumption.lost.map { "cell \($0.cell.number) is not restored, \($0.why): \(firstLine(of: $0.cell.source))" }
    }

    private static func firstLine(of source: String) -> String {
        let lines = source.split(separator: "\n")
        return (lines.first.map(String.init) ?? "") + (lines.count > 1 ? " …" : "")
    }
}
