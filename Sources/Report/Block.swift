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

/// A sentence with its entities marked.
package struct TaggedText: Sendable, Equatable {
    package struct Mark: Sendable, Equatable {
        /// Token positions, end exclusive.
        package var range: Range<Int>
        package var label: String

        package init(_ range: Range<Int>, _ label: String) {
            self.range = range
            self.label = label
        }
    }

    package var tokens: [String]
    /// Sorted, not overlapping.
    package var marks: [Mark]
    /// Stands on a line above; none where empty.
    package var caption: String

    package init(tokens: [String], marks: [Mark], caption: String = "") {
        let isInOrder = zip(marks, marks.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound }
        precondition(isInOrder, "marks are sorted and do not overlap")
        self.tokens = tokens
        self.marks = marks
        self.caption = caption
    }
}
