@testable import Diagnostics

/// What a terminal shows after the output it was sent: as much of an xterm as a line editor uses.
struct TerminalScreen {
    private(set) var columns: Int
    private(set) var row = 0
    private(set) var column = 0
    private(set) var marksPastes = false
    /// Escape sequences were sent; some of them chose colours.
    private(set) var hasSeenEscape = false
    private(set) var hasSeenColour = false
    /// Nil is the right half of a double-width character.
    private var cells: [[Character?]] = [[]]
    private var pending: [UInt8] = []
    private var saved = (row: 0, column: 0)

    init(columns: Int) {
        self.columns = columns
    }

    /// The lines from the top, without the blanks at their ends; what has scrolled out is among them.
    var rows: [String] { cells.map(text) }
    var cursorRow: String { text(of: cells[row]) }
    var isOnLastRow: Bool { row == cells.count - 1 }

    func lastRows(_ count: Int) -> [String] { cells.suffix(count).map(text) }

    private func text(of line: [Character?]) -> String {
        String(line.compactMap { $0 }.reversed().drop { $0 == " " }.reversed())
    }

    mutating func resize(columns: Int) {
        self.columns = columns
    }

    mutating func show(_ output: [UInt8]) {
        pending += output
        while let length = lengthOfNext() {
            let next = pending.prefix(length)
            if next.first == 0x1b { escape(Array(next)) } else { put(String(decoding: next, as: UTF8.self)) }
            pending.removeFirst(length)
        }
    }

    /// Bytes of the next character or sequence, or nil until it is whole.
    private func lengthOfNext() -> Int? {
        guard let first = pending.first else { return nil }
        if first == 0x1b {
            guard pending.count > 1 else { return nil }
            guard pending[1] == UInt8(ascii: "[") else { return 2 }
            return pending.dropFirst(2).firstIndex { (0x40...0x7e).contains($0) }.map { $0 + 1 }
        }
        let length = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
        return pending.count >= length ? length : nil
    }

    private mutating func put(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\r": column = 0
            case "\n": lineFeed()
            case "\u{8}": column = max(0, column - 1)
            case "\t": column = min(columns - 1, (column / 8 + 1) * 8)
            case _ where scalar.value < 32: break
            default: draw(Character(scalar))
            }
        }
    }

    private mutating func lineFeed() {
        row += 1
        if row == cells.count { cells.append([]) }
    }

    private mutating func draw(_ character: Character) {
        let width = character.displayWidth
        if width == 0 {
            guard column > 0, let last = cells[row][column - 1] else { return }
            cells[row][column - 1] = Character(String(last) + String(character))
            return
        }
        if column + width > columns {
            column = 0
            lineFeed()
        }
        fill(to: column + width)
        cells[row][column] = character
        if width == 2 { cells[row][column + 1] = nil }
        column += width
    }

    private mutating func fill(to length: Int) {
        while cells[row].count < length { cells[row].append(" ") }
    }

    private mutating func escape(_ sequence: [UInt8]) {
        hasSeenEscape = true
        guard sequence.count > 2 else {
            switch sequence.last {
            case UInt8(ascii: "7"): saved = (row, column)
            case UInt8(ascii: "8"): (row, column) = saved
            default: break
            }
            return
        }
        let body = String(decoding: sequence[2..<(sequence.count - 1)], as: UTF8.self)
        let number = max(1, Int(body) ?? 1)
        fill(to: column)
        switch Character(Unicode.Scalar(sequence[sequence.count - 1])) {
        case "A": row = max(0, row - number)
        case "B": for _ in 0..<number { lineFeed() }
        case "C": column = min(columns - 1, column + number)
        case "D": column = max(0, column - number)
        case "G": column = number - 1
        case "H": (row, column) = (0, 0)
        case "J": cells.removeSubrange((row + 1)...); cells[row].removeSubrange(column...)
        case "K": cells[row].removeSubrange(min(column, cells[row].count)...)
        case "P": cells[row].removeSubrange(column..<min(column + number, cells[row].count))
        case "@": cells[row].insert(contentsOf: [Character?](repeating: " ", count: number), at: column)
        case "m" where body != "" && body != "0": hasSeenColour = true
        case "h" where body == "?2004": marksPastes = true
        case "l" where body == "?2004": marksPastes = false
        default: break
        }
    }
}

extension String {
    /// Columns that stand before a text in this row; nil where it does not hold it.
    func columns(before text: String) -> Int? {
        firstRange(of: text).map { String(self[..<$0.lowerBound]).displayWidth }
    }
}
