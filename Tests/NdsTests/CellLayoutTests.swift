import Foundation
import Testing

@testable import nds

struct CellLayoutTests {
    init() { setlocale(LC_CTYPE, "C.UTF-8") }

    private func spot(_ text: String, columns: Int = 20, prompt: Int = 7) -> [Int] {
        let spot = CellLayout(columns: columns, promptWidth: prompt).spot(after: text.unicodeScalars)
        return [spot.row, spot.column]
    }

    @Test func aRowEndsAtTheRightEdge() {
        #expect(spot("") == [0, 7])
        #expect(spot("123456789012") == [0, 19])
        #expect(spot("1234567890123") == [1, 0])
        #expect(spot("12345678901234") == [1, 1])
        #expect(spot("ab\n       cd") == [1, 9])
        #expect(spot("a\tb") == [0, 17])
    }

    @Test func doubleWidthCharactersAreNotSplit() {
        #expect(spot("東京") == [0, 11])
        #expect(spot("123456789012東") == [1, 2])
        #expect(spot("12345678901東") == [1, 0])
    }

    @Test func whatIsNotSeenTakesRoomAllTheSame() {
        #expect(spot("e\u{301}") == [0, 9])
        #expect(spot("\u{1}") == [0, 9])
        #expect(spot("שלום") == [0, 11])
    }

    @Test func aTerminalNarrowerThanThePromptIsNoTrouble() {
        #expect(spot("abc", columns: 4, prompt: 7) == [2, 2])
        #expect(spot("東", columns: 1, prompt: 1)[0] > 0)
    }
}
