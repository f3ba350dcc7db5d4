import Foundation
import Testing

@testable import Store

@Suite struct AppendLogTests {
    private func log(_ content: String, _ body: (String) throws -> Void) throws {
        try withScratchFolder { folder in
            try AtomicFile.write(content, to: folder + "/log.jsonl")
            try body(folder + "/log.jsonl")
        }
    }

    @Test func readsBackWhatWasAppended() throws {
        try withScratchFolder { folder in
            let path = folder + "/log.jsonl"
            let log = try AppendLog(path: path)
            try log.append(#"{"a":1}"#)
            try log.append(#"{"b":"ü"}"#)
            try log.synchronize()
            #expect(try AppendLog.lines(of: path) == [#"{"a":1}"#, #"{"b":"ü"}"#])
        }
    }

    @Test func ignoresATornLastLineAndCutsItOnAppending() throws {
        try log("{\"a\":1}\n{\"b\":") { path in
            #expect(try AppendLog.lines(of: path) == [#"{"a":1}"#])
            try AppendLog(path: path).append("2")
            #expect(try AppendLog.lines(of: path) == [#"{"a":1}"#, "2"])
        }
    }

    @Test func cutsALineThatAnotherWriterToreWhileTheLogWasOpen() throws {
        try log("1\n") { path in
            let mine = try AppendLog(path: path)
            let other = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            try other.seekToEnd()
            try other.write(contentsOf: Data("{\"a\":".utf8))
            try mine.append("2")
            #expect(try AppendLog.lines(of: path) == ["1", "2"])
        }
    }

    @Test func goesOnWithTheNewFileWhenItWasPutInOrder() throws {
        try log("1\n1\n") { path in
            let mine = try AppendLog(path: path)
            try AppendLog.rewrite(path) { Array(Set($0)) }
            try mine.append("2")
            #expect(try AppendLog.lines(of: path) == ["1", "2"])
        }
    }

    @Test func losesNoLineThatIsAppendedWhileItIsPutInOrder() async throws {
        let path = NSTemporaryDirectory() + "log-\(UUID().uuidString).jsonl"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let log = try AppendLog(path: path)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<100 {
                group.addTask { try log.append("\(number)") }
                if number % 10 == 0 { group.addTask { try AppendLog.rewrite(path) { $0.sorted() } } }
            }
            try await group.waitForAll()
        }
        #expect(Set(try AppendLog.lines(of: path)) == Set((0..<100).map(String.init)))
    }

    @Test func keepsAWholeLastLineWithoutItsEnd() throws {
        try log("{\"a\":1}\n{\"b\":2}") { path in
            #expect(try AppendLog.lines(of: path).count == 2)
            try AppendLog(path: path).append("3")
            #expect(try AppendLog.lines(of: path) == [#"{"a":1}"#, #"{"b":2}"#, "3"])
        }
    }

    @Test func keepsLinesWholeWhenManyAppend() async throws {
        let path = NSTemporaryDirectory() + "log-\(UUID().uuidString).jsonl"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let logs = try [AppendLog(path: path), AppendLog(path: path)]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask { try logs[number % 2].append("\"\(String(repeating: "x", count: number))\"") }
            }
            try await group.waitForAll()
        }
        #expect(Set(try AppendLog.lines(of: path).map(\.count)) == Set(2..<202))
    }
}
