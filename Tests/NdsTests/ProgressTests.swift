import Diagnostics
import Synchronization
import Testing

@testable import Notebook
@testable import nds

struct ProgressFormatTests {
    private let update = ProgressUpdate("train", done: 412, total: 1320, unit: "steps", detail: "loss 0.213 · 1,950 tokens/s")

    private func line(_ update: ProgressUpdate? = nil, secondsLeft: Double? = 72, width: Int = 100) -> String {
        progressLine(update ?? self.update, secondsLeft: secondsLeft, width: width, palette: .plain)
    }

    @Test func everythingIsShownWhereThereIsRoom() {
        #expect(line() == "train  ███░░░░░░░  412/1320 steps · loss 0.213 · 1,950 tokens/s · ETA 1:12")
    }

    @Test func aNarrowTerminalShowsLess() {
        #expect(line(width: 74) == "train  ███░░░░░░░  412/1320 steps · loss 0.213 · 1,950 tokens/s · ETA 1:12")
        #expect(line(width: 73) == "train  412/1320 steps · loss 0.213 · 1,950 tokens/s · ETA 1:12")
        #expect(line(width: 60) == "train  412/1320 steps · loss 0.213 · ETA 1:12")
        #expect(line(width: 40) == "train  412/1320 steps · ETA 1:12")
        #expect(line(width: 25) == "train  412/1320 steps")
        #expect(line(width: 10) == "train  41…")
        for width in 0...80 { #expect(line(width: width).displayWidth <= width) }
    }

    @Test func anUnknownTotalHasNoBar() {
        #expect(line(ProgressUpdate("read", done: 7, total: 0, unit: "sentences"), secondsLeft: nil) == "read  7 sentences")
    }

    @Test func coloursTakeNoRoom() {
        let coloured = progressLine(update, secondsLeft: 72, width: 74, palette: .coloured)
        #expect(coloured.contains("\u{1b}[") && coloured.contains("ETA 1:12") && coloured.contains("███"))
    }

    @Test(arguments: [(0.0, "0:00"), (4.2, "0:05"), (72, "1:12"), (7209, "2:00:09"), (1e12, "99:59:59")])
    func timesAreClocks(_ seconds: Double, _ text: String) {
        #expect(clock(seconds: seconds) == text)
    }

    @Test func theBarIsFullOnlyAtTheEnd() {
        #expect(progressBar(done: 999, total: 1000) == "█████████░")
        #expect(progressBar(done: 1000, total: 1000) == "██████████")
    }

    @Test func theRestTakesAsLongAsItDidSoFar() {
        var rate = ProgressRate()
        let updates = [("train", 20, 5.0), ("train", 40, 15), ("tag", 50, 20), ("tag", 75, 21), ("tag", 10, 22)]
        let left = updates.map { activity, done, now in
            rate.secondsLeft(after: ProgressUpdate(activity, done: done, total: 100, unit: "steps"), now: now)
        }
        #expect(left == [nil, 30, nil, 1, nil])
    }
}

struct ProgressLineTests {
    /// A screen whose clock is set by hand.
    private final class Screen: Sendable {
        let time = Mutex(100.0)
        let writings = Mutex<[String]>([])

        var view: ProgressLine.Screen {
            ProgressLine.Screen(
                palette: .plain, size: { (80, 24) }, now: { self.time.withLock { $0 } },
                write: { text in self.writings.withLock { $0.append(text) } })
        }
    }

    private func show(_ line: ProgressLine, _ done: Int, on screen: Screen, at time: Double) {
        screen.time.withLock { $0 = time }
        line.update(ProgressUpdate("tag", done: done, total: 40, unit: "sentences"))
    }

    @Test func itAppearsAfterASecondAndTenTimesASecondAtMost() {
        let screen = Screen()
        let line = ProgressLine(on: screen.view)
        show(line, 0, on: screen, at: 100)
        show(line, 1, on: screen, at: 100.9)
        #expect(screen.writings.withLock { $0 } == [])
        show(line, 10, on: screen, at: 101)
        show(line, 11, on: screen, at: 101.05)
        show(line, 20, on: screen, at: 102)
        line.clear()
        show(line, 30, on: screen, at: 103)
        #expect(screen.writings.withLock { $0 } == [
            "\rtag  ██░░░░░░░░  10/40 sentences · ETA 0:03\u{1b}[K",
            "\rtag  █████░░░░░  20/40 sentences · ETA 0:02\u{1b}[K",
            "\r\u{1b}[K",
        ])
    }

    @Test func whatWasNeverShownIsNotErased() {
        let screen = Screen()
        ProgressLine(on: screen.view).clear()
        #expect(screen.writings.withLock { $0 } == [])
    }

    @Test func aMessageStandsAboveTheLineWhichGoesOn() {
        let screen = Screen()
        let line = ProgressLine(on: screen.view)
        line.write(above: "· early") { _ in Issue.record("there is a screen") }
        show(line, 0, on: screen, at: 100)
        show(line, 10, on: screen, at: 101)
        line.write(above: "· a remark") { _ in Issue.record("there is a screen") }
        #expect(screen.writings.withLock { $0 } == [
            "· early\n",
            "\rtag  ██░░░░░░░░  10/40 sentences · ETA 0:03\u{1b}[K",
            "\r\u{1b}[K· a remark\n\rtag  ██░░░░░░░░  10/40 sentences · ETA 0:03\u{1b}[K",
        ])
    }

    /// Many messages from many threads while the line is redrawn: each stands whole in a row of its own.
    @Test func messagesAndTheLineNeverMix() async {
        let screen = Screen()
        let line = ProgressLine(on: screen.view)
        show(line, 0, on: screen, at: 100)
        await withTaskGroup { group in
            for number in 1...200 {
                group.addTask {
                    if number.isMultiple(of: 2) {
                        line.write(above: "message \(number)") { _ in Issue.record("there is a screen") }
                    } else {
                        show(line, number % 40, on: screen, at: 100 + Double(number))
                    }
                }
            }
        }
        var shown = TerminalScreen(columns: 80)
        shown.show(Array(screen.writings.withLock { $0.joined().replacing("\n", with: "\r\n") }.utf8))
        #expect(shown.rows.filter { $0.hasPrefix("message") }.count == 100)
        #expect(shown.rows.dropLast().allSatisfy { $0.wholeMatch(of: /message \d+/) != nil })
        #expect(shown.cursorRow.hasPrefix("tag  "))
    }

    @Test func theTableOfALoopStandsAboveTheLineAndIsTakenAway() {
        let screen = Screen()
        let line = ProgressLine(on: screen.view)
        func end(_ round: Int, at time: Double) {
            screen.time.withLock { $0 = time }
            line.add(Round(done: round, total: 3, rows: [Record([("s", .number(Double(round)))])], seconds: 10))
        }
        end(1, at: 110)
        end(2, at: 120)
        show(line, 0, on: screen, at: 121)
        show(line, 20, on: screen, at: 123)
        line.write(above: "· a remark") { _ in Issue.record("there is a screen") }
        var shown = TerminalScreen(columns: 80)
        shown.show(Array(screen.writings.withLock { $0.joined().replacing("\n", with: "\r\n") }.utf8))
        #expect(shown.rows == [
            "· a remark", "s", "─", "1", "2", "· 2/3 rounds · ETA 0:10", "tag  █████░░░░░  20/40 sentences · ETA 0:02",
        ])
        line.clear()
        shown = TerminalScreen(columns: 80)
        shown.show(Array(screen.writings.withLock { $0.joined().replacing("\n", with: "\r\n") }.utf8))
        #expect(shown.rows.filter { !$0.isEmpty } == ["· a remark"])
    }

    /// A loop that goes on where it was killed has many rounds at once, then a long one.
    @Test func roundsTooQuickToBeShownEachAreShownWithTheNextUpdate() {
        let screen = Screen()
        let line = ProgressLine(on: screen.view)
        for round in 1...3 {
            screen.time.withLock { $0 = 110 + Double(round) / 100 }
            line.add(Round(done: round, total: 9, rows: [Record([("s", .number(Double(round)))])], seconds: nil))
        }
        #expect(screen.writings.withLock { $0 } == [])
        show(line, 0, on: screen, at: 111)
        show(line, 20, on: screen, at: 113)
        var shown = TerminalScreen(columns: 80)
        shown.show(Array(screen.writings.withLock { $0.joined().replacing("\n", with: "\r\n") }.utf8))
        #expect(shown.rows == ["s", "─", "1", "2", "3", "· 3/9 rounds", "tag  █████░░░░░  20/40 sentences · ETA 0:02"])
    }

    @Test func withoutAScreenAMessageIsWrittenAllTheSame() {
        var written = ""
        ProgressLine(on: nil).write(above: "· a remark") { written += $0 }
        #expect(written == "· a remark\n")
    }
}

struct RoundTableTests {
    /// Rounds of a loop over five arms; a round that was known has no time.
    private func rounds(_ seconds: [Double?], total: Int) -> RoundTable {
        var table = RoundTable()
        for (index, seconds) in seconds.enumerated() {
            let row = Record([("s", .number(Double(index + 1))), ("f1", .number(0.5 + Double(index) / 100))])
            table.add(Round(done: index + 1, total: total, rows: [row], seconds: seconds))
        }
        return table
    }

    @Test func theRowsStandUnderTheirNamesWithWhatIsLeft() {
        let lines = rounds([30, 34], total: 5).lines(width: 60, height: 20, palette: .plain)
        #expect(lines == ["s     f1", "────────", "1  0.500", "2  0.510", "· 2/5 rounds · ETA 1:36"])
    }

    @Test func theOldestRowsMakeRoom() {
        let lines = rounds([30, 30, 30, 30], total: 4).lines(width: 60, height: 5, palette: .plain)
        #expect(lines == ["s     f1", "────────", "3  0.520", "4  0.530", "· 4/4 rounds · 2 rows above"])
        #expect(rounds([30], total: 2).lines(width: 60, height: 3, palette: .plain) == [])
        for width in 1...30 {
            #expect(rounds([30, 30], total: 5).lines(width: width, height: 9, palette: .plain).allSatisfy { $0.displayWidth <= width })
        }
    }

    @Test func roundsThatWereKnownDoNotShortenTheRest() {
        #expect(rounds([0.01, 0.01, 40, 42], total: 6).secondsLeft == 82)
        #expect(rounds([0.01, 0.02], total: 6).secondsLeft == nil)
        #expect(rounds([nil, nil], total: 6).secondsLeft == nil)
        #expect(rounds([nil, nil, 40, 42], total: 6).secondsLeft == 82)
    }
}
