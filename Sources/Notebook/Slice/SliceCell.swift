import Diagnostics
import Script

/// A cell of a session as a slice sees it.
struct SliceCell: Sendable {
    let number: Int
    let statement: Statement
    let source: SourceText
    /// What relative paths in it are relative to.
    let folder: String
    let value: Value?
    /// What went wrong, where it failed or was interrupted.
    var failure: String?
    /// Its name is bound. That of an interrupted training is too: to what it had.
    let isBound: Bool
    /// The seed in force; nil where none of its calls draws.
    var seed: Int?
    /// Absolute paths that its calls read, and that they wrote.
    var reads: [String] = []
    var writes: [String] = []
    /// It was about the session, not part of the work: `save`, `history`.
    var isAboutSession = false

    static let interrupted = "it was interrupted"

    var text: String { source.text(statement.range) }

    /// - Parameter failure: why it gave no value.
    init(number: Int, _ statement: Statement, of tree: Tree, folder: String, failure: String? = nil) {
        self.number = number
        self.statement = statement
        self.failure = failure
        self.folder = tree.folder(at: statement.range.lowerBound, root: folder)
        source = tree.source
        value = nil
        isBound = false
    }

    /// - Parameter seed: in force while it ran.
    init(_ cell: Cell, _ statement: Statement, of tree: Tree, folder: String, seed: Int, language: Language) {
        number = cell.number
        self.statement = statement
        self.folder = tree.folder(at: statement.range.lowerBound, root: folder)
        source = tree.source
        value = cell.value
        isBound = cell.name != nil && cell.name != EarlierValues.last
        if cell.calls.contains(where: { $0.seed != nil }) { self.seed = seed }
        isAboutSession = language.isAboutSession(statement)
        reads = cell.calls.flatMap { $0.inputs.map(\.path) }
        writes = cell.calls.filter { $0.effect == .writes }.flatMap { call in
            call.arguments.filter(\.isPath).map { String($0.text.dropFirst().dropLast()) }
        }
    }

    /// The name that it binds, with where it stands.
    var bound: Name? { statement.boundName }

    var isExpression: Bool {
        if case .expression = statement.kind { true } else { false }
    }

    /// What it evaluates and binds, or shows.
    var expression: Script.Expression? {
        switch statement.kind {
        case .bind(_, let expression), .expression(let expression): expression
        default: nil
        }
    }

    var isDefinition: Bool {
        if case .define = statement.kind { true } else { false }
    }

    var isAssertion: Bool {
        if case .assert = statement.kind { true } else { false }
    }
}

extension Language {
    /// Is the statement the call of a command about the session, such as `history`?
    func isAboutSession(_ statement: Statement) -> Bool {
        statement.calledCommand.flatMap(command)?.isAboutSession ?? false
    }
}

extension Statement {
    /// The name of the command whose value it shows or binds, where it is a call; the last one of a line of several.
    package var calledCommand: String? {
        switch kind {
        case .expression(let called), .bind(_, let called):
            switch called.kind {
            case .call(let call), .pipe(_, let call): call.name.text
            case .word(let word): word
            default: nil
            }
        default: nil
        }
    }
}
