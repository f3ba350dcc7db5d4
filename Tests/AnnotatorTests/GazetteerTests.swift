@testable import Annotator
import Corpus
import Diagnostics
import Foundation
import Testing

private func dataset(_ rows: [(String, [Span])], labels: LabelSource? = .gold) -> Dataset {
    let sentences = rows.enumerated().map { number, row in
        Sentence(
            tokens: row.0.split(separator: " ").map(String.init), spans: row.1, origin: Origin(file: "f", number: number, line: number + 1))
    }
    return Dataset(name: "d", sentences: sentences, types: ["LOC", "ORG", "PER"], labels: labels)
}

private let known = dataset([
    ("Leeds beat Bank of England", [Span(0, 1, "ORG"), Span(2, 5, "ORG")]), ("Leeds is in England", [Span(0, 1, "LOC"), Span(3, 4, "LOC")]),
    ("Leeds won", [Span(0, 1, "ORG")]), ("Ann Lee and Lee", [Span(0, 2, "PER"), Span(3, 4, "PER")]), ("Lee", [Span(0, 1, "LOC")]),
])

private func labels(_ text: String, by teacher: Gazetteer, types: [String]? = nil) async throws -> [Span] {
    try await Annotation(of: dataset([(text, [])], labels: nil), by: teacher, types: types).dataset.sentences[0].spans
}

@Test func theLongestNameIsTakenWithItsMostFrequentType() async throws {
    let teacher = try Gazetteer(from: known)
    #expect(teacher.count == 5)
    #expect(try await labels("Bank of England , Leeds , England", by: teacher) == [Span(0, 3, "ORG"), Span(4, 5, "ORG"), Span(6, 7, "LOC")])
    #expect(try await labels("Bank of Scotland , leeds", by: teacher).isEmpty)
    // Equally frequent types: the first by letters.
    #expect(try await labels("Lee met Ann Lee", by: teacher) == [Span(0, 1, "LOC"), Span(2, 4, "PER")])
    #expect(try await labels("Leeds , Bank of England", by: teacher, types: ["LOC"]) == [Span(0, 1, "LOC"), Span(4, 5, "LOC")])
}

@Test func namesComeFromAFileToo() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "nds-gazetteer-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func gazetteer(_ text: [UInt8]) throws -> Gazetteer {
        let file = folder.appending(path: "names.tsv")
        try Data(text).write(to: file)
        return try Gazetteer(path: file.path(percentEncoded: false))
    }
    let teacher = try gazetteer(Array("Bank of  England\tORG\r\n\nLeeds\tLOC\nLeeds\tORG\nLeeds\tORG\n".utf8))
    #expect(try await labels("Leeds and Bank of England", by: teacher) == [Span(0, 1, "ORG"), Span(2, 5, "ORG")])
    #expect(teacher.name == "gazetteer names.tsv")
    for (text, line) in [("Leeds\tLOC\nLeeds LOC\n", 2), ("\tLOC", 1), ("Leeds\t \n", 1), ("a\tb\tc", 1)] {
        let finding = #expect(throws: Diagnostic.self) { try gazetteer(Array(text.utf8)) }
        #expect(finding?.message == "a line is a name, a tab and a type" && finding?.place?.description.hasSuffix("names.tsv:\(line):1") == true)
    }
    #expect(throws: Diagnostic.self) { try gazetteer(Array("M".utf8) + [0xfc, 9, 65]) }
    #expect(throws: Diagnostic.self) { try gazetteer([10]) }
}

@Test func aGazetteerOfSimulatedLabelsIsSimulated() throws {
    var simulated = known
    simulated.labels = LabelSource(name: "oracle", isSimulated: true)
    #expect(try Gazetteer(from: simulated).isSimulated)
    #expect(try Gazetteer(from: known).identity == Gazetteer(from: simulated).identity)
    #expect(throws: Diagnostic.self) { try Gazetteer(from: dataset([("a", [])], labels: nil)) }
    #expect(throws: Diagnostic.self) { try Gazetteer(from: dataset([("a", [])])) }
}
