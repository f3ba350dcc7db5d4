import Report

/// One text that a recorded line may stand for.
struct RecordedCandidate {
    var alignment: RecordedAlignment
    var words: [RecordedWord]
    /// Of a row: its number, and the row as a line.
    var row: Int?
    var text: String?
    var isUsed = false
}

extension [RecordedCandidate] {
    /// The one in which most words have their place, then the fewest numbers differ; a row stands for one line only if it can.
    var bestFit: RecordedCandidate? {
        enumerated().min { a, b in rank(a.element) + [a.offset] < rank(b.element) + [b.offset] }?.element
    }

    private func rank(_ candidate: RecordedCandidate) -> [Int] {
        let alignment = candidate.alignment
        let left = alignment.unplaced.map { Int.max - $0 } ?? 0
        // The first cell of a row says which it is: `2` in a column of seeds is that row's name.
        let isOtherRow = candidate.row != nil && alignment.differing.first == 0
        return [left, isOtherRow ? 1 : 0, alignment.differing.count, candidate.isUsed ? 1 : 0]
    }
}

extension [Int] {
    fileprivate static func < (a: [Int], b: [Int]) -> Bool { a.lexicographicallyPrecedes(b) }
}

/// The rows of the tables that a value shows, found by their words.
struct RecordedRows {
    private let tables: [TextTable]
    private let otherKernel: Bool
    /// The columns that a recorded head names; nil without one.
    private(set) var head: [String]?
    private var headed: (table: Int, columns: [Int])?
    /// Rows that stand for a line already.
    var used: Set<Int> = []

    init(_ tables: [TextTable], otherKernel: Bool) {
        self.tables = tables
        self.otherKernel = otherKernel
    }

    /// A line of nothing but names of columns, in their order, says which cells the lines under it are.
    mutating func takesHead(_ line: RecordedLine) -> Bool {
        for (number, table) in tables.enumerated() {
            guard let columns = Self.columns(line.words.map(\.text), of: table) else { continue }
            head = columns.map { table.columns[$0].name }
            headed = (number, columns)
            return true
        }
        return false
    }

    private static func columns(_ words: [String], of table: TextTable) -> [Int]? {
        var rest = words[...]
        var columns: [Int] = []
        for (index, column) in table.columns.enumerated() {
            let name = RecordedWord.words(of: column.name).map(\.text)
            guard !name.isEmpty, rest.starts(with: name) else { continue }
            rest = rest.dropFirst(name.count)
            columns.append(index)
        }
        return rest.isEmpty && !columns.isEmpty ? columns : nil
    }

    /// The rows that a line may stand for.
    func candidates(for line: RecordedLine) -> [RecordedCandidate] {
        var candidates: [RecordedCandidate] = []
        var number = 0
        for (index, table) in tables.enumerated() {
            for row in table.rows {
                defer { number += 1 }
                if let headed {
                    guard headed.table == index else { continue }
                    let cells = headed.columns.map { row[$0] }
                    candidates.append(candidate(line, cells.joined(separator: "  "), number) { $0.whole() })
                } else {
                    let named = zip(table.columns, row).map { "\($0.name) \($1)" }.joined(separator: ", ")
                    candidates.append(candidate(line, named, number) { $0.some() })
                    candidates.append(candidate(line, row.joined(separator: "  "), number) { $0.some() })
                }
            }
        }
        return candidates
    }

    private func candidate(_ line: RecordedLine, _ text: String, _ row: Int, _ align: (RecordedAligner) -> RecordedAlignment) -> RecordedCandidate {
        let words = RecordedWord.words(of: text)
        let aligner = RecordedAligner(recorded: line.words, found: words, otherKernel: otherKernel)
        return RecordedCandidate(alignment: align(aligner), words: words, row: row, text: text, isUsed: used.contains(row))
    }
}
