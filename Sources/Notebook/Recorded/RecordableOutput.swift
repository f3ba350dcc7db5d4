import Report

/// What a value shows that recorded lines can be held against.
struct RecordableOutput {
    /// One line. Of a number, a text, a flag or a list all of it is recorded; of others, such fields as one likes.
    let summary: [RecordedWord]
    let summaryText: String
    let isWhole: Bool
    /// Fields that the summary need not mention, each behind its name.
    let fields: [RecordedWord]
    let tables: [TextTable]

    init(_ value: Value) {
        summaryText = value.summary.split(whereSeparator: \.isNewline).joined(separator: " ")
        summary = RecordedWord.words(of: summaryText)
        switch value {
        case .none, .flag, .number, .text, .list, .tolerance:
            (isWhole, fields, tables) = (true, [], [])
        case .record(let record):
            (isWhole, fields, tables) = (false, [], record.fields.flatMap { $0.value.blocks.tables })
        case .table(let table):
            (isWhole, fields, tables) = (false, [], [table.shown])
        case .kind(let kind):
            let short = kind.allFields.filter { $0.value.isShort }.map { "\($0.name) \($0.value.summary)" }
            (isWhole, fields, tables) = (false, RecordedWord.words(of: short.joined(separator: ", ")), kind.blocks.tables)
        case .function, .deferred, .unknown:
            (isWhole, fields, tables) = (false, [], [])
        }
    }
}

extension [Block] {
    fileprivate var tables: [TextTable] {
        compactMap { block in
            if case .table(let table) = block { table } else { nil }
        }
    }
}

extension Value {
    fileprivate var isShort: Bool {
        switch self {
        case .number, .flag, .text, .none: true
        default: false
        }
    }

    /// The `#= ` lines that record this value: its summary, or the head and rows of a table.
    ///
    /// - Parameter columns: of a table, those to name; nil for all.
    package func recordedLines(columns: [String]? = nil) -> [String] {
        switch self {
        case .none: return []
        case .table(let table):
            let kept = columns ?? table.columns
            let part = Table(columns: kept, rows: table.rows.prefix(Self.recordedRows).map { row in
                kept.map { name in table.columns.firstIndex(of: name).map { row[$0] } ?? .none }
            })
            let shown = TerminalRenderer(palette: .plain, width: .max).lines([.table(part.shown)])
            return shown.enumerated().filter { $0.offset != 1 }.map { "#= " + $0.element }
        default:
            let text = summary.split(whereSeparator: \.isNewline).joined(separator: " ")
            guard text.count > Self.recordedLength, RecordableOutput(self).isWhole else { return ["#= " + text] }
            // A cut text ends between two words, so that what is left of it can be compared.
            let start = text.prefix(Self.recordedLength)
            return ["#= " + (start.lastIndex(of: " ").map { start[..<$0] } ?? start) + " …"]
        }
    }

    /// More rows, and longer lists, are not recorded.
    private static let recordedRows = 50, recordedLength = 160
}
