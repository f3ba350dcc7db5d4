import Diagnostics
import Foundation
import Store

/// All that a recording holds: what was asked, and what was replied.
package struct RecordingContents: Sendable {
    /// By name.
    package private(set) var asks: [String: Ask] = [:]
    /// Names in the order of the file.
    package private(set) var askOrder: [String] = []
    /// In the order of the file.
    package private(set) var replies: [RecordedReply] = []
    /// The first reply to each call that nds made: it counts.
    package private(set) var byKey: [CallKey: RecordedReply] = [:]
    /// A last line that was torn off when its writer was killed.
    package private(set) var tornLine: Int?

    package init() {}

    /// Reads a recording.
    ///
    /// - Throws: `Diagnostic` with line and column, for a line that is neither a question nor a reply, for a question that was changed
    ///   after it was asked, and for a reply to one that the file does not hold.
    package init(reading path: String) throws {
        let bytes = try MappedFile(reading: path).withBytes { Array($0) }
        var number = 0
        for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
            number += 1
            if line.allSatisfy({ $0 <= 32 }) { continue }
            do {
                try add(Array(line), number: number, file: path)
            } catch let finding as Diagnostic {
                // A writer of ours that was killed leaves a line without its end.
                guard line.endIndex == bytes.count, !asks.isEmpty, !isWhole(line) else { throw finding }
                tornLine = number
            }
        }
        if let orphan = replies.first(where: { $0.ask.map { asks[$0] == nil } ?? false }) {
            throw Diagnostic(
                "this reply is to `\(orphan.ask ?? "")`, and what that is stands nowhere in the recording",
                at: Self.place(ofLine: orphan.line, in: path), label: "merge recordings with all their lines")
        }
    }

    /// A whole line, as a message shows it.
    static func place(ofLine number: Int, in path: String) -> Place {
        let lines = (try? MappedFile(reading: path).withBytes { $0.split(separator: 10, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) } }) ?? []
        let text = lines.indices.contains(number - 1) ? lines[number - 1] : ""
        return Place(file: path, line: number, length: max(1, text.count), excerpt: text)
    }

    private mutating func add(_ line: [UInt8], number: Int, file: String) throws {
        func place(_ range: Range<Int>) -> Place {
            let text = String(decoding: line, as: UTF8.self)
            let column = String(decoding: line[..<min(range.lowerBound, line.count)], as: UTF8.self).count + 1
            let length = String(decoding: line[range.clamped(to: 0..<line.count)], as: UTF8.self).count
            return Place(file: file, line: number, column: column, length: max(1, length), excerpt: text)
        }
        guard String(validating: line, as: UTF8.self) != nil else {
            throw Diagnostic("the line is not valid UTF-8", at: Place(file: file, line: number))
        }
        let row = try JSONValue(parsing: line, in: 0..<line.count, place: place)
        guard row.members != nil else { throw Diagnostic("a row is an object, but this is \(row.kind)", at: place(row.range)) }
        if row["ask"] != nil {
            let ask = try Ask(row, place: place)
            if asks.updateValue(ask, forKey: ask.id) == nil { askOrder.append(ask.id) }
        } else {
            let reply = try RecordedReply(row, line: number, place: place)
            replies.append(reply)
            if let key = reply.key, byKey[key] == nil { byKey[key] = reply }
        }
    }
}

private func isWhole(_ line: some Sequence<UInt8>) -> Bool {
    let bytes = Array(line)
    return (try? JSONValue(parsing: bytes, in: 0..<bytes.count) { _ in Place(file: "") }) != nil
}
