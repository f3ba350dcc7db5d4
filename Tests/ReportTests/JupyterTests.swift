import Foundation
import FoundationXML
import Testing

@testable import Report

/// What nbformat 4.5's schema asks of a notebook, as far as ours use it.
struct JupyterTests {
    private func cells(_ document: ReportDocument) throws -> [[String: Any]] {
        let text = try JupyterRenderer().text(document)
        #expect(text.steeringSigns == [])
        let notebook = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(notebook["nbformat"] as? Int == 4 && notebook["nbformat_minor"] as? Int == 5)
        let metadata = try #require(notebook["metadata"] as? [String: Any])
        #expect((metadata["language_info"] as? [String: String])?["name"] == "nds" && metadata["kernelspec"] == nil)
        return try #require(notebook["cells"] as? [[String: Any]])
    }

    @Test(arguments: [false, true])
    func everyCellAndOutputHasWhatTheFormatAsksFor(isHostile: Bool) throws {
        let cells = try cells(isHostile ? sampleDocument(hostile) : sampleDocument())
        let ids = try cells.map { try #require($0["id"] as? String) }
        #expect(Set(ids).count == ids.count)
        for id in ids { #expect(id.wholeMatch(of: #/[a-zA-Z0-9_-]{1,64}/#) != nil) }
        for cell in cells {
            #expect(cell["metadata"] is [String: Any])
            let source = try #require(cell["source"] as? [String])
            for line in source.dropLast() { #expect(line.hasSuffix("\n")) }
            guard cell["cell_type"] as? String == "code" else {
                #expect(cell["cell_type"] as? String == "markdown" && cell["outputs"] == nil && cell["execution_count"] == nil)
                continue
            }
            #expect(cell["execution_count"] is NSNull || cell["execution_count"] is Int)
            for output in try #require(cell["outputs"] as? [[String: Any]]) { try check(output) }
        }
    }

    private func check(_ output: [String: Any]) throws {
        switch output["output_type"] as? String {
        case "stream": #expect(output["name"] as? String == "stdout" && output["text"] is [String])
        case "error": #expect(output["ename"] is String && output["evalue"] is String && output["traceback"] is [String])
        case "display_data":
            #expect(output["metadata"] is [String: Any])
            let data = try #require(output["data"] as? [String: [String]])
            #expect(data["text/plain"] != nil)
            if let html = data["text/html"]?.joined() { #expect(!html.contains("<script") && !html.contains("<svg")) }
            if let picture = data["image/svg+xml"]?.joined() { #expect(XMLParser(data: Data(picture.utf8)).parse()) }
        case let other: Issue.record("an output of type \(other ?? "none")")
        }
    }

    @Test func theNotebookHasTheCellsWithTheirOutputs() throws {
        let cells = try cells(sampleDocument())
        #expect(cells.map { $0["cell_type"] as? String } == ["markdown", "markdown", "code", "code", "code", "code", "code", "markdown"])
        #expect(cells.map { $0["execution_count"] as? Int } == [nil, nil, 1, 2, 3, 4, nil, nil])
        let outputs = try cells.compactMap { try ($0["outputs"] as? [[String: Any]])?.map { try #require($0["output_type"] as? String) } }
        #expect(outputs == [["display_data"], ["stream"] + Array(repeating: "display_data", count: 6), ["display_data"], ["error"], []])
        let shown = try #require(cells[3]["outputs"] as? [[String: Any]]).compactMap { ($0["data"] as? [String: Any])?.keys.sorted() }
        #expect(shown == [["text/plain"]] + Array(repeating: ["text/html", "text/plain"], count: 2) + Array(repeating: ["image/svg+xml", "text/plain"], count: 3))
    }

    @Test func itSaysFirstThatItIsForReadingAndHowToRunItAgain() throws {
        let first = try #require(try cells(sampleDocument())[0]["source"] as? [String]).joined()
        #expect(first.contains("# plain") && first.contains("This run failed: cell 4"))
        #expect(first.contains("Jupyter has no kernel: this notebook is for reading") && first.contains("```sh\nnds run 'plain.nds'\n```\n\nplain"))
    }
}
