import Diagnostics
import Foundation
import Notebook
import Script
import Testing

@testable import Commands

/// A sentence of 700 words with a name at its start and one at its end, for a model that reads 510 pieces at once.
@MainActor
struct LongSentenceTests {
    private func session() throws -> ScratchSession {
        let scratch = try ScratchSession()
        let words = ["the B-LOC"] + [String](repeating: "the O", count: 698) + ["the B-LOC"]
        let text = (["it O", "rained O", ""] + words).joined(separator: "\n") + "\n"
        try text.write(toFile: scratch.folder + "/long.conll", atomically: true, encoding: .utf8)
        return scratch
    }

    @Test func whatTruncationLosesIsMissedAndReported() async throws {
        let scratch = try session()
        defer { scratch.remove() }
        try await scratch.run(
            """
            let long = load "long.conll"
            let base = bert size=tiny
            let whole = train base on=long batch=2 epochs=1
            let cut = train base on=long batch=2 epochs=1 long=truncate dev=long
            let score = eval cut on=long long=truncate
            let split = eval cut on=long
            let tagged = tag cut on=long long=truncate
            assert score.gold == 2
            assert score.recall <= 0.5
            assert tagged.tokens == long.tokens
            """)
        func notes(_ name: String) throws -> String { try #require(scratch.session.names[name]).json.line }
        #expect(try notes("whole").contains("1 drawn sentence longer than the model reads at once: read in overlapping windows"))
        #expect(try notes("cut").contains("1 entity in them not learned"))
        #expect(try notes("cut").contains("1 dev sentence longer than the model reads at once"))
        #expect(try notes("score").contains("1 sentence longer than the model reads at once: 190 words not read, 1 entity in them counted as missed"))
        #expect(try notes("split").contains("1 sentence longer than the model reads at once: read in overlapping windows"))
        #expect(try notes("tagged").contains("190 words not read\""))
    }

    @Test(arguments: [
        "train (bert size=tiny) on=(load \"long.conll\") batch=2 epochs=1 long=refuse",
        "tag (train (bert size=tiny) on=(load \"long.conll\") batch=2 epochs=1) on=(load \"long.conll\") long=refuse",
        "eval (train (bert size=tiny) on=(load \"long.conll\") batch=2 epochs=1) on=(load \"long.conll\") long=refuse",
    ])
    func refusingNamesFileAndLine(_ line: String) async throws {
        let scratch = try session()
        defer { scratch.remove() }
        let finding = try await #require(throws: Diagnostic.self) { try await scratch.run(line) }
        #expect(finding.message == "this sentence has 700 word pieces, the model reads 510 at once")
        #expect(finding.place?.file.hasSuffix("/long.conll") == true && finding.place?.description.hasSuffix(":4:1") == true)
        #expect(finding.label == "`long=split` reads it in overlapping windows")
    }
}
