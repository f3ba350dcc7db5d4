import Script

/// What is known before a run of how a value goes into the rows of a table: how many rounds a `for` over it has, and what its loop
/// variables are in them.
indirect enum Outline: Hashable, Sendable {
    struct Field: Hashable, Sendable {
        var name: String
        var outline: Outline
    }

    /// One cell, as it is shown; as it is written where the value is not known, but the same in every round.
    case cell(String)
    case list([Outline])
    case record([Field])
    case table([[Cell]])

    /// What a row has under a column.
    struct Cell: Hashable, Sendable {
        var column: String
        var text: String
    }

    /// More rows are not followed.
    static let limit = 10_000

    /// Nil for what is too long.
    init?(_ value: Value) {
        switch value {
        case .list(let values):
            let elements = values.count > Self.limit ? [] : values.compactMap(Outline.init)
            guard elements.count == values.count else { return nil }
            self = .list(elements)
        case .record(let record):
            let fields = record.fields.compactMap { field in Outline(field.value).map { Field(name: field.name, outline: $0) } }
            guard fields.count == record.fields.count else { return nil }
            self = .record(fields)
        case .table(let table):
            guard table.rows.count <= Self.limit else { return nil }
            self = .table(table.rows.map { row in zip(table.columns, row).map { Cell(column: $0, text: $1.summary) } })
        default: self = .cell(value.summary)
        }
    }

    /// The cells that each round of a loop over it begins its rows with; nil for what no loop runs over.
    func rounds(of variable: String) -> [[Cell]]? {
        switch self {
        case .cell: nil
        case .list(let elements): elements.map { $0.lead(variable) }
        case .record(let fields):
            fields.map { field in [Cell(column: "name", text: field.name)] + field.outline.cells(under: "value") }
        case .table(let rows): rows
        }
    }

    private func lead(_ variable: String) -> [Cell] {
        if case .record(let fields) = self { return fields.flatMap { $0.outline.cells(under: $0.name) } }
        return cells(under: variable)
    }

    /// Of what is no cell nothing is said.
    private func cells(under column: String) -> [Cell] {
        if case .cell(let text) = self { [Cell(column: column, text: text)] } else { [] }
    }
}

extension Checker {
    /// The table that a loop yields, where it is known how often it runs and that its body adds no rows but those of loops within.
    func outline(ofLoop variable: String, over sequence: Known, body: Known) -> Outline? {
        guard let rounds = sequence.outlined?.rounds(of: variable) else { return nil }
        let added: [[Outline.Cell]]
        switch body.type {
        case .any, .either: return nil
        case .table:
            guard case .table(let rows)? = body.outlined else { return nil }
            added = rows
        case .record:
            guard case .record(let record)? = body.constant else { return rows(rounds, [[]]) }
            added = [record.fields.map { Outline.Cell(column: $0.name, text: $0.value.summary) }]
        default: added = [[]]
        }
        return rows(rounds, added)
    }

    private func rows(_ rounds: [[Outline.Cell]], _ added: [[Outline.Cell]]) -> Outline? {
        guard rounds.count * max(1, added.count) <= Outline.limit else { return nil }
        return .table(rounds.flatMap { lead in
            added.map { cells in lead + cells.filter { cell in !lead.contains { $0.column == cell.column } } }
        })
    }

    /// What is known of an element of a list or a field of a record. A value that is not known, but neither a list, a record nor a table,
    /// goes by what is written, if that is the same in every round of the loops around: all names in it stand at the top level.
    func outline(of known: Known, _ expression: Expression) -> Outline? {
        if let outline = known.outlined { return outline }
        switch known.type {
        case .any, .either, .list, .record, .table: return nil
        default: break
        }
        let words = expression.freeNames { [language] in language.choices(of: $0, isPiped: $1) }.all
        return words.allSatisfy { scope.isSameEverywhere($0) } ? .cell(source.text(expression.range)) : nil
    }
}

extension Checker.Known {
    var outlined: Outline? { outline ?? constant.flatMap(Outline.init) }
}
