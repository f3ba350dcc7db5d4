/// What a value shows, independent of where it is shown.
package enum Block: Sendable, Equatable {
    case text(String)
    case table(TextTable)
    case tagged([TaggedText])
    case chart(Chart)
}

/// Cells of text under named columns.
package struct TextTable: Sendable, Equatable {
    package enum Alignment: Sendable { case left, right }

    package struct Column: Sendable, Equatable {
        package var name: String
        package var alignment: Alignment

        package init(_ name: String, _ alignment: Alignment = .left) {
            self.name = name
            self.alignment = alignment
        }
    }

    package var title: String
    package var columns: [Column]
    package var rows: [[String]]

    package init(title: String = "", columns: [Column], rows: [[String]]) {
        precondition(rows.allSatisfy { $0.count == columns.count }, "a row has one cell a column")
        self.title = title
        self.columns = columns
        self.rows = rows
    }
}
