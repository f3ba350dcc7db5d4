/// The cell being edited: its text and the cursor, which stands before `scalars[cursor]` or at the end.
///
/// libedit draws its prompt before the first line of a cell only. So that the further lines stand under the first one, its buffer
/// holds them with a margin of blanks as wide as the prompt; here and everywhere above the editor that margin does not exist.
struct CellBuffer: Equatable {
    private(set) var scalars: [Unicode.Scalar]
    private(set) var cursor: Int

    init(_ text: String = "") {
        scalars = Array(text.unicodeScalars)
        cursor = scalars.count
    }

    /// - Parameter cursor: a UTF-8 offset into the text.
    init(_ text: String, cursor: Int) {
        scalars = Array(text.unicodeScalars)
        self.cursor = String(decoding: text.utf8.prefix(cursor), as: UTF8.self).unicodeScalars.count
    }

    /// The cell that libedit's buffer stands for. A line whose margin was partly deleted loses what is left of it.
    init(drawn: [Unicode.Scalar], cursor drawnCursor: Int, margin: Int) {
        scalars = []
        cursor = 0
        var marginLeft = 0
        for (index, scalar) in drawn.enumerated() {
            if index == drawnCursor { cursor = scalars.count }
            if marginLeft > 0, scalar == " " {
                marginLeft -= 1
            } else {
                scalars.append(scalar)
                marginLeft = scalar == "\n" ? margin : 0
            }
        }
        if drawnCursor >= drawn.count { cursor = scalars.count }
    }

    /// What libedit is given to draw, and where its cursor stands in that.
    func drawn(margin: Int) -> (scalars: [Unicode.Scalar], cursor: Int) {
        let blanks = [Unicode.Scalar](repeating: " ", count: margin)
        var all: [Unicode.Scalar] = []
        all.reserveCapacity(scalars.count)
        for scalar in scalars {
            all.append(scalar)
            if scalar == "\n" { all += blanks }
        }
        let linesAbove = scalars[..<cursor].count { $0 == "\n" }
        return (all, cursor + linesAbove * margin)
    }

    var text: String { String(String.UnicodeScalarView(scalars)) }
    var textBeforeCursor: String { String(String.UnicodeScalarView(scalars[..<cursor])) }
    var isEmpty: Bool { scalars.isEmpty }
    var isOnFirstLine: Bool { !scalars[..<cursor].contains("\n") }
    var isOnLastLine: Bool { !scalars[cursor...].contains("\n") }

    private var lineStart: Int { (scalars[..<cursor].lastIndex(of: "\n") ?? -1) + 1 }
    private var lineEnd: Int { scalars[cursor...].firstIndex(of: "\n") ?? scalars.count }

    mutating func insert(_ text: String) {
        let inserted = Array(text.unicodeScalars)
        scalars.insert(contentsOf: inserted, at: cursor)
        cursor += inserted.count
    }

    mutating func deleteBackward() {
        guard cursor > 0 else { return }
        cursor -= 1
        scalars.remove(at: cursor)
    }

    mutating func deleteForward() {
        guard cursor < scalars.count else { return }
        scalars.remove(at: cursor)
    }

    mutating func moveLeft() { cursor = max(cursor - 1, 0) }
    mutating func moveRight() { cursor = min(cursor + 1, scalars.count) }
    mutating func moveToLineStart() { cursor = lineStart }
    mutating func moveToLineEnd() { cursor = lineEnd }

    mutating func moveUp() {
        guard !isOnFirstLine else { return }
        let column = cursor - lineStart
        cursor = lineStart - 1
        cursor = min(lineStart + column, cursor)
    }

    mutating func moveDown() {
        guard !isOnLastLine else { return }
        let column = cursor - lineStart
        cursor = lineEnd + 1
        cursor = min(cursor + column, lineEnd)
    }
}
