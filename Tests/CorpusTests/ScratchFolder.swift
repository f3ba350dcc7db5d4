import Diagnostics
import Foundation

@testable import Corpus

/// A folder that is removed with its object.
final class ScratchFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "corpus-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func file(_ name: String, _ text: String = "") throws -> String {
        try file(name, bytes: Array(text.utf8))
    }

    func file(_ name: String, bytes: [UInt8]) throws -> String {
        let url = URL(filePath: path).appending(path: name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
        return url.path(percentEncoded: false)
    }
}

/// Message and place of what a closure throws: `bad.conll:3:5: unknown tag …: label`.
func finding(_ body: () throws -> some Any) -> String {
    do {
        _ = try body()
        return "nothing was thrown"
    } catch let finding as Diagnostic {
        var place = finding.place
        place?.file = (finding.place?.file as NSString?)?.lastPathComponent ?? ""
        let parts = [place?.description, finding.message, finding.label.isEmpty ? nil : finding.label]
        return parts.compactMap { $0 }.joined(separator: ": ")
    } catch {
        return "\(error)"
    }
}

/// The folder of real corpora, where there is one.
let realData = ProcessInfo.processInfo.environment["NDS_DATA"]
