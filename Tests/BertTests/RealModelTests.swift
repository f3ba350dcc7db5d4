import Foundation
import Random
import Testing

@testable import Bert

/// The real MiniLM with a seeded head, exported and loaded in transformers by scripts/fixtures/bert_logits.py, on 50 real
/// sentences. Needs the model, the data in $NDS_DATA, and in $NDS_PYTHON a Python that has transformers.
struct RealModelTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let miniLM =
        (environment["XDG_DATA_HOME"] ?? NSHomeDirectory() + "/.local/share") + "/nds/models/minilm"
    private static let isPossible = environment["NDS_DATA"] != nil && environment["NDS_PYTHON"] != nil
        && FileManager.default.fileExists(atPath: miniLM + "/config.json")

    private struct Peer: Decodable {
        let labels: [String]
        let ids: [[Int32]]
        let logits: [[Float]]
    }

    @Test(.enabled(if: isPossible, "needs MiniLM, NDS_DATA and NDS_PYTHON"))
    func exportedMiniLMGivesTheSameLogitsInTransformers() throws {
        let labels = ["O"] + ["PER", "ORG", "LOC", "MISC"].flatMap { ["B-\($0)", "I-\($0)"] }
        let (model, report) = try TokenClassifier.load(
            folder: Self.miniLM, labels: labels, stream: RandomStream(seed: 1, key: "head"))
        #expect(report == LoadReport(
            missing: ["classifier.weight", "classifier.bias"],
            unexpected: ["embeddings.position_ids", "pooler.dense.bias", "pooler.dense.weight"], newHead: true,
            elementType: "F32"))

        let folder = FileManager.default.temporaryDirectory.appending(path: "minilm-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try model.export(to: folder.path)
        let peer = try tagInTransformers(folder)

        #expect(peer.labels == labels)
        #expect(peer.ids.count == 50)
        let ours = model.logits(peer.ids, threads: 2)
        let difference = largestDifference(ours.joined(), peer.logits.joined())
        #expect(difference < 1e-4)
        #expect(model.logits(peer.ids, threads: 1) == ours)
        let again = try TokenClassifier.load(folder: folder.path, labels: nil, stream: RandomStream(seed: 2, key: "head")).model
        #expect(again.logits(peer.ids, threads: 2) == ours)
    }

    private func tagInTransformers(_ folder: URL) throws -> Peer {
        let (sentences, out) = (folder.appending(path: "sentences.txt").path, folder.appending(path: "peer.json").path)
        let text = try String(contentsOfFile: Self.environment["NDS_DATA"]! + "/conll2003/test.txt", encoding: .utf8)
        let lines = text.components(separatedBy: "\n\n").filter { !$0.hasPrefix("-DOCSTART-") }.prefix(50).map { sentence in
            sentence.split(separator: "\n").map { $0.prefix { $0 != " " } }.joined(separator: " ")
        }
        try lines.joined(separator: "\n").write(toFile: sentences, atomically: false, encoding: .utf8)
        let script = URL(filePath: #filePath).appending(path: "../../../scripts/fixtures/bert_logits.py").standardized.path
        let process = Process()
        process.executableURL = URL(filePath: Self.environment["NDS_PYTHON"]!)
        process.arguments = [script, folder.path, Self.miniLM, sentences, out]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return try JSONDecoder().decode(Peer.self, from: Data(contentsOf: URL(filePath: out)))
    }
}
