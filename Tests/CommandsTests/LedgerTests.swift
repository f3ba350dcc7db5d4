import Foundation
import Notebook
import Testing

@testable import Commands

@MainActor
struct LedgerTests {
    @Test func aWrittenLedgerHasALineForEachEntityWithItsVotesAsNumbers() async throws {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        let recording = #"{"sentence": 0, "reply": "{}", "votes": [["Angela Merkel", "PER", 5], ["Rome", "LOC", 3]]}"#
        try Data(recording.utf8).write(to: URL(fileURLWithPath: scratch.folder + "/votes.jsonl"))
        _ = try await scratch.run("""
            let labelled = annotate (load "harbour.txt") by=(recording "votes.jsonl")
            write labelled.ledger "ledger.jsonl"
            """)
        let lines = try String(contentsOfFile: scratch.folder + "/ledger.jsonl", encoding: .utf8).split(separator: "\n")
        let rows = try lines.map { try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]) }
        #expect(rows.map { $0["mention"] as? String } == ["Angela Merkel", "Rome", nil, nil])
        #expect(rows.map { $0["fate"] as? String } == ["exact", "dropped: not found", nil, nil])
        #expect(rows.map { $0["votes"] as? Int } == [5, 3, nil, nil])
        #expect(rows[0]["spans"] as? NSArray == [[0, 2, "PER"]])
        #expect(rows.map { $0["left_out"] as? String } == [nil, nil, "no reply", "no reply"])
    }
}
