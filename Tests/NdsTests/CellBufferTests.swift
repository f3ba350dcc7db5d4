import Testing

@testable import nds

struct CellBufferTests {
    /// A cell with its cursor written as `|`.
    private func cell(_ marked: String) -> CellBuffer {
        let parts = marked.split(separator: "|", omittingEmptySubsequences: false)
        return CellBuffer(parts.joined(), cursor: parts[0].utf8.count)
    }

    private func marked(_ cell: CellBuffer) -> String {
        cell.textBeforeCursor + "|" + cell.text.dropFirst(cell.textBeforeCursor.count)
    }

    @Test(arguments: ["|", "ab|c", "ab\n|cd", "ab|\ncd", "ab\n\n|", "東|京\nß|"])
    func theMarginIsDrawnAndTakenAwayAgain(_ text: String) {
        let cell = cell(text)
        let drawn = cell.drawn(margin: 5)
        #expect(CellBuffer(drawn: drawn.scalars, cursor: drawn.cursor, margin: 5) == cell)
    }

    @Test func furtherLinesStandUnderTheFirst() {
        let drawn = cell("ab\nc|d").drawn(margin: 3)
        #expect(String(String.UnicodeScalarView(drawn.scalars)) == "ab\n   cd")
        #expect(drawn.cursor == 7)
    }

    @Test func blanksOfOnesOwnAreKept() {
        #expect(CellBuffer(drawn: Array("a\n     b".unicodeScalars), cursor: 0, margin: 3).text == "a\n  b")
    }

    @Test func halfAMarginIsNoText() {
        let cell = CellBuffer(drawn: Array("a\n  b".unicodeScalars), cursor: 3, margin: 5)
        #expect(marked(cell) == "a\n|b")
    }

    @Test func upAndDownKeepTheColumnWhereTheLineIsLongEnough() {
        var cell = cell("abcd\nx\nefg|h")
        cell.moveUp()
        #expect(marked(cell) == "abcd\nx|\nefgh")
        cell.moveUp()
        #expect(marked(cell) == "a|bcd\nx\nefgh")
        #expect(cell.isOnFirstLine)
        cell.moveDown()
        cell.moveDown()
        #expect(marked(cell) == "abcd\nx\ne|fgh")
        #expect(cell.isOnLastLine)
    }

    @Test func aLineHasItsOwnStartAndEnd() {
        var cell = cell("ab\nc|d\nef")
        cell.moveToLineStart()
        #expect(marked(cell) == "ab\n|cd\nef")
        cell.moveToLineEnd()
        #expect(marked(cell) == "ab\ncd|\nef")
    }

    @Test func deletingBackwardOverALineEndJoinsLines() {
        var cell = cell("ab\n|cd")
        cell.deleteBackward()
        #expect(marked(cell) == "ab|cd")
        cell.deleteForward()
        #expect(marked(cell) == "ab|d")
    }

    @Test func nothingMovesBeyondTheEnds() {
        var empty = CellBuffer()
        empty.moveLeft()
        empty.moveRight()
        empty.moveUp()
        empty.moveDown()
        empty.deleteBackward()
        empty.deleteForward()
        #expect(empty == CellBuffer())
    }
}

struct HistoryWalkTests {
    private let cells = ["load a", "train x", "load b", "load b", "plot"]

    @Test func theWalkSeesCellsThatBeginWithWhatWasTyped() {
        var walk = HistoryWalk()
        var shown = CellBuffer("load")
        var seen: [String] = []
        while let older = walk.older(than: shown, in: cells) {
            shown = older
            seen.append(older.text)
        }
        while let newer = walk.newer(than: shown, in: cells) {
            shown = newer
            seen.append(newer.text)
        }
        #expect(seen == ["load b", "load a", "load b", "load"])
    }

    @Test func anEditedCellBeginsANewWalk() {
        var walk = HistoryWalk()
        let newest = walk.older(than: CellBuffer(), in: cells)
        let fitting = walk.older(than: CellBuffer("train"), in: cells)
        #expect(newest?.text == "plot")
        #expect(fitting?.text == "train x")
    }
}
