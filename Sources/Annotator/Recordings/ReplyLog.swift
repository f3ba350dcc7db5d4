import Diagnostics
import Foundation
import Store

/// A recording that grows: what comes in is on the disk before anybody uses it. Replies that come at about the same time share one
/// wait for the disk. Several processes may write one recording.
package actor ReplyLog {
    nonisolated package let path: String
    private let log: AppendLog
    /// The questions that stand in the file, or are about to.
    private var asks: Set<String>
    private var waiting: [(lines: [String], continuation: CheckedContinuation<Void, any Error>)] = []
    private var isWriting = false

    /// Opens a recording to go on with it, and begins one with the folders that lead to it where there is none.
    ///
    /// - Parameter contents: what it holds.
    /// - Throws: `Diagnostic` where it cannot be written.
    init(path: String, contents: RecordingContents) throws {
        self.path = path
        let folder = (path as NSString).deletingLastPathComponent
        if !folder.isEmpty { try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
        asks = Set(contents.askOrder)
        log = try AppendLog(path: path)
    }

    /// Returns when the reply, and what it is a reply to, are on the disk.
    ///
    /// - Throws: `Diagnostic` where they cannot be written.
    package func record(_ reply: RecordedReply, to ask: Ask) async throws {
        var lines = [reply.json]
        let isNew = asks.insert(ask.id).inserted
        if isNew { lines.insert(ask.line, at: 0) }
        do {
            try await withCheckedThrowingContinuation { continuation in
                waiting.append((lines, continuation))
                if !isWriting {
                    isWriting = true
                    Task { await writeWaiting() }
                }
            }
        } catch {
            if isNew { asks.remove(ask.id) }
            throw error
        }
    }

    private func writeWaiting() async {
        while !waiting.isEmpty {
            let batch = waiting
            waiting = []
            do {
                try log.append(batch.flatMap(\.lines))
                try log.synchronize()
                for reply in batch { reply.continuation.resume() }
            } catch {
                for reply in batch { reply.continuation.resume(throwing: error) }
            }
            // Those that came meanwhile get in line.
            await Task.yield()
        }
        isWriting = false
    }
}
