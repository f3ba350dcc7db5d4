import Foundation
import Testing

@testable import nds

struct CellHistoryTests {
    private let home = TemporaryHome()

    private func history(limit: Int = 100) -> CellHistory { CellHistory(path: home.historyPath, limit: limit) }

    private func file() throws -> String { try String(contentsOfFile: home.historyPath, encoding: .utf8) }

    @Test func cellsOfSeveralLinesAndScriptsComeBack() throws {
        var first = history()
        try first.append("for x in [\n  1\n]")
        try first.append("\"東京/é\"")
        #expect(try file() == #"{"cell":"for x in [\n  1\n]"}"# + "\n" + #"{"cell":"\"東京/é\""}"# + "\n")
        #expect(history().cells == first.cells)
    }

    @Test func blanksAndRepetitionsAreNotKept() throws {
        var cells = history()
        for cell in ["a", "a", " \n", "b", "a"] { try cells.append(cell) }
        #expect(cells.cells == ["a", "b", "a"])
        #expect(history().cells == ["a", "b", "a"])
    }

    @Test func twoSessionsAppendToEachOther() throws {
        var one = history(), other = history()
        try one.append("a")
        try other.append("b")
        try one.append("c")
        #expect(history().cells == ["a", "b", "c"])
    }

    @Test func aTornLastLineIsSkippedAndEnded() throws {
        var cells = history()
        try cells.append("a")
        let torn = try file() + #"{"cell":"torn"#
        try torn.write(toFile: home.historyPath, atomically: true, encoding: .utf8)
        var next = history()
        #expect(next.cells == ["a"])
        try next.append("b")
        #expect(history().cells == ["a", "b"])
    }

    @Test func onlyTheLastCellsAreLoaded() throws {
        var cells = history()
        for number in 1...9 { try cells.append("cell \(number)") }
        #expect(history(limit: 3).cells == ["cell 7", "cell 8", "cell 9"])
    }

    @Test func aFolderThatCannotBeMadeIsReported() throws {
        try "".write(toFile: home.path + "/state", atomically: true, encoding: .utf8)
        var cells = history()
        #expect(throws: (any Error).self) { try cells.append("a") }
        #expect(cells.cells == ["a"])
    }

    @Test func theFileIsForItsOwnerAlone() throws {
        var cells = history()
        try cells.append("a")
        let attributes = try FileManager.default.attributesOfItem(atPath: home.historyPath)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
}
