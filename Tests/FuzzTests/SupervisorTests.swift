import Foundation
import Testing

@testable import Fuzz

struct SupervisorTests {
    /// Shells stand for workers: input 3 crashes, input 7 hangs, input 9 has a find.
    @Test func crashesAndHangsAreFoundAndTheRestIsTried() throws {
        let folder = NSTemporaryDirectory() + "supervisor-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var started: [Range<Int>] = []
        let supervisor = Supervisor(limit: .milliseconds(400), folder: folder) { range, path, finds in
            started.append(range)
            let board = try Board(path: path)
            let worker = Process()
            worker.executableURL = URL(fileURLWithPath: "/bin/sh")
            switch range.lowerBound {
            case ...3: (board[.input], worker.arguments) = (3, ["-c", "kill -SEGV $$"])
            case ...7: (board[.input], worker.arguments) = (7, ["-c", "exec sleep 60"])
            default:
                (board[.input], board[.count(.good)]) = (9, 2)
                worker.arguments = ["-c", "echo '9 something is odd' > \(finds)"]
            }
            try worker.run()
            return worker
        }
        let summary = try supervisor.run(0..<10, workers: 1)
        #expect(summary.finds.map(\.input) == [3, 7, 9])
        #expect(summary.finds.map(\.what) == ["the process was ended by signal 11", "hung", "something is odd"])
        #expect(started == [0..<10, 4..<10, 8..<10])
        #expect(summary.inputs == 2 && summary.outcomes[2] == 2)
    }
}
