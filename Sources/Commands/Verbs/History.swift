import Foundation
import Notebook
import Report

/// What `history` gives: cells as they were entered, and what became of them.
package struct CellList: Kind {
    package let sessions: [Journal.PastSession]

    package static let kindName = "cell list"
    package static let fields: [Field<CellList>] = [
        Field("count", "how many cells") { $0.cells.count },
        Field("cells", "a table: cell, source, value") { $0.table },
    ]

    private var cells: [Journal.Cell] { sessions.flatMap(\.cells) }

    private var table: Table {
        Table(columns: ["cell", "source", "value"], rows: cells.map { [$0.number.value, $0.source.value, $0.shownOutcome.value] })
    }

    package var summary: String { counted(cells.count, "cell") }

    /// As a transcript, which can be pasted at the prompt again.
    package var blocks: [Block] {
        let shown = sessions.filter { !$0.cells.isEmpty }
        if shown.isEmpty { return [.text("no cells")] }
        return shown.map { session in
            let title = session.began.map { ["session of \($0.formatted(date: .abbreviated, time: .shortened))"] } ?? []
            return .text((title + session.cells.flatMap(\.transcript)).joined(separator: "\n"))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        for cell in cells { try container.encode(cell) }
    }
}

extension Journal.Cell {
    /// The value's summary, or what went wrong.
    fileprivate var shownOutcome: String { outcome == .failed ? "failed: \(summary)" : summary }

    fileprivate var transcript: [String] {
        let prompt = "nds \(number)> "
        let margin = String(repeating: " ", count: prompt.count)
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        let typed = lines.enumerated().map { ($0 == 0 ? prompt : margin) + $1 }
        return typed + (summary.isEmpty ? [] : [shownOutcome])
    }
}

extension Command {
    static let history = Command(
        "history", "list the cells so far with what they gave", effect: .shows, isAboutSession: true,
        example: """
            let a = 20 + 1
            a * 2
            assert history.cells["value"] == ["21", "42"]
            assert (history "20").cells["source"] == ["let a = 20 + 1"]
            assert (history last=1).cells["cell"] == [4]
            """,
        Parameter<String>("find", "only cells that hold this text", default: ""),
        Parameter<Int?>("last", "only so many, the newest", default: nil, shown: "all", .optional(.positive), isNamedOnly: true),
        Parameter<Bool>("all", "those of earlier sessions at the prompt too", default: false, isNamedOnly: true)
    ) { context, find, last, all in
        let session = context.session
        var sessions = all ? await session.earlierSessions : []
        sessions.append(Journal.PastSession(began: nil, cells: await session.past))
        for index in sessions.indices where !find.isEmpty { sessions[index].cells.removeAll { !$0.source.contains(find) } }
        var left = last ?? .max
        for index in sessions.indices.reversed() {
            sessions[index].cells = sessions[index].cells.suffix(left)
            left -= sessions[index].cells.count
        }
        return CellList(sessions: sessions)
    }
}
