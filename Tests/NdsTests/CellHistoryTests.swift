import Foundation
import Notebook
import Testing

@testable import nds

struct CellHistoryTests {
    private let home = TemporaryHome()

    private func history(limit: Int = 100, session: String = "now 1") -> CellHistory { CellHistory(path: home.historyPath, session: session, limit: limit) }

    private func file() throws -> String { try String(contentsOfFile: home.historyPath, encoding: .utf8) }

    @Test func cellsOfSeveralLinesAndScriptsComeBack() throws {
        var first = history()
        try first.append("for x in [\n  1\n]", number: 1)
        try first.append("\"東京/é\"", number: 1)
        #expect(try file() == #"{"cell":"for x in [\n  1\n]","number":1,"session":"now 1"}"# + "\n"
            + #"{"cell":"\"東京/é\"","number":1,"session":"now 1"}"# + "\n")
        #expect(history().cells == first.cells)
    }

    @Test func blanksAndRepetitionsAreNotKept() throws {
        var cells = history()
        for cell in ["a", "a", " \n", "b", "a"] { try cells.append(cell, number: 1) }
        #expect(cells.cells == ["a", "b", "a"])
        #expect(history().cells == ["a", "b", "a"])
    }

    @Test func twoSessionsAppendToEachOther() throws {
        var one = history(), other = history()
        try one.append("a", number: 1)
        try other.append("b", number: 1)
        try one.append("c", number: 1)
        #expect(history().cells == ["a", "b", "c"])
    }

    @Test func aTornLastLineIsSkippedAndEnded() throws {
        var cells = history()
        try cells.append("a", number: 1)
        let torn = try file() + #"{"cell":"torn"#
        try torn.write(toFile: home.historyPath, atomically: true, encoding: .utf8)
        var next = history()
        #expect(next.cells == ["a"])
        try next.append("b", number: 1)
        #expect(history().cells == ["a", "b"])
    }

    @Test func onlyTheLastCellsAreLoaded() throws {
        var cells = history()
        for number in 1...9 { try cells.append("cell \(number)", number: 1) }
        #expect(history(limit: 3).cells == ["cell 7", "cell 8", "cell 9"])
    }

    @Test func aFolderThatCannotBeMadeIsReported() throws {
        try "".write(toFile: home.path + "/state", atomically: true, encoding: .utf8)
        var cells = history()
        #expect(throws: (any Error).self) { try cells.append("a", number: 1) }
        #expect(cells.cells == ["a"])
    }

    @Test func theFileIsForItsOwnerAlone() throws {
        var cells = history()
        try cells.append("a", number: 1)
        let attributes = try FileManager.default.attributesOfItem(atPath: home.historyPath)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func sessionsAreToldApart() throws {
        var one = history(session: "2026-01-01T10:00:00Z 1"), other = history(session: "2026-01-01T10:00:01Z 2")
        var now = history(session: CellHistory.thisSession)
        try one.append("a", number: 1)
        try other.append("b", number: 1)
        try one.append("c", number: 2)
        try now.append("d", number: 1)
        let sessions = CellHistory.earlierSessions(of: home.historyPath)
        #expect(sessions.map { $0.map(\.cell) } == [["a", "c"], ["b"]])
        #expect(sessions[0][1].number == 2)
    }

    @Test func cellsWithoutANumberAreOfAnOlderVersion() throws {
        var cells = history()
        try cells.append("a", number: 3)
        try (#"{"cell":"old"}"# + "\n" + file()).write(toFile: home.historyPath, atomically: true, encoding: .utf8)
        #expect(CellHistory.entries(of: home.historyPath).map(\.number) == [nil, 3])
        #expect(history().cells == ["old", "a"])
    }
}
