import Foundation
import Notebook
import Testing

@testable import Commands

/// Tables of disagreements, sorted and written.
@MainActor
struct TableTests {
    @Test func disagreementsTellTheirFileWhereThereAreSeveral() async throws {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        for name in ["a", "b"] {
            try FileManager.default.createDirectory(atPath: scratch.folder + "/" + name, withIntermediateDirectories: true)
            try "Ann B-PER\nLee I-PER\nleft O\nBonn B-LOC\n".write(toFile: scratch.folder + "/\(name)/x.conll", atomically: true, encoding: .utf8)
        }
        try await scratch.run(
            """
            let one = load "a/x.conll"
            let both = concat one (load "b/x.conll")
            let other = relabel both {LOC: "PER"}
            let some = relabel both {LOC: none}
            assert (diff both both).kind == []
            let typed = diff other both
            assert typed.file == ["a/x.conll", "b/x.conll"] and typed.kind == ["type", "type"]
            assert typed.mention == ["Bonn", "Bonn"] and typed.first == ["PER", "PER"] and typed.second == ["LOC", "LOC"]
            assert (diff both some).kind == ["only first", "only first"] and (diff some both).kind == ["only second", "only second"]
            """)
        let columns = try await scratch.run("diff one one")
        guard case .table(let table)? = columns else { return #expect(Bool(false), "no table") }
        #expect(table.columns == ["sentence", "kind", "mention", "first", "second", "other"])
    }

    @Test func tablesAreWrittenWithAllDigitsAndQuotes() async throws {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        try await scratch.run(
            """
            let table = for t in [1, 1 / 3] { if t < 1 { {name: "a, \\"b\\"\tc"} } else { {size: 2} } }
            write table "t.csv"
            write table "t.tsv"
            write table "t.jsonl"
            """)
        func text(_ name: String) throws -> String { try String(contentsOfFile: scratch.folder + "/" + name, encoding: .utf8) }
        #expect(try text("t.csv") == "t,size,name\r\n1,2,\r\n0.3333333333333333,,\"a, \"\"b\"\"\tc\"\r\n")
        #expect(try text("t.tsv") == "t\tsize\tname\n1\t2\t\n0.3333333333333333\t\ta, \"b\" c\n")
        #expect(try text("t.jsonl") == "{\"name\":null,\"size\":2,\"t\":1}\n{\"name\":\"a, \\\"b\\\"\\tc\",\"size\":null,\"t\":0.3333333333333333}\n")
    }

    @Test func rowsAreSortedByColumnsInTurn() async throws {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        try await scratch.run(
            """
            let table = for i in 0..4 { if i < 4 { {kind: ["b", "a", "b", "a"][i], size: [2, 1, 1, 1][i]} } else { {kind: "a"} } }
            assert (sort table "kind" "size").i == [1, 3, 4, 2, 0]
            assert (sort table "size" reverse=true).i == [0, 1, 2, 3, 4]
            assert (sort table "size").i == [1, 2, 3, 0, 4]
            """)
    }
}
