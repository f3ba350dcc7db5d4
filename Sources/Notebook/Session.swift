import Diagnostics
import Script

/// What a person sees: prose, one top-level statement, its value.
package struct Cell: Sendable {
    package let number: Int
    package let source: String
    package let prose: [String]
    /// The name it binds, if it does.
    package let name: String?
    package let value: Value?
    package let seconds: Double
}

/// One line of work shared by all cells: the names bound so far and the seed in force.
@MainActor
package final class Session {
    package let language: Language
    package private(set) var scope = Scope()
    private var cellCount = 0

    /// Where progress and remarks go while a cell runs.
    package var progress: ProgressSink = { _ in }
    package var remark: @Sendable (String) -> Void = { _ in }

    package init(language: Language) {
        self.language = language
    }

    /// The number of the cell that runs next.
    package var nextCell: Int { cellCount + 1 }

    /// At a prompt: the values of earlier cells stay at hand as `_` and `_7`.
    package var keepsValues = false

    package var names: [String: Value] { scope.names }

    /// All mistakes that can be seen before anything runs.
    package func check(_ tree: Tree, folder: String, parameters: [String: Value] = [:], allowsRebinding: Bool) -> [Diagnostic] {
        var checker = Checker(language: language, source: tree.source, folder: folder, parameters: parameters, allowsRebinding: allowsRebinding)
        return checker.check(tree.statements, names: scope.names)
    }

    /// Runs one statement as a cell. Names bound before an error or an interruption stay bound.
    ///
    /// - Returns: what the cell gave. An interrupted training gives its partly trained model: whether the task was cancelled is the
    ///   caller's to ask.
    /// - Throws: `Diagnostic`, `Findings`, or `CancellationError` where the task was cancelled before there was a value.
    package func run(_ statement: Statement, of tree: Tree, folder: String, parameters: [String: Value] = [:]) async throws -> Cell {
        cellCount += 1
        let interpreter = Interpreter(
            language: language, source: tree.source, folder: folder, parameters: parameters, progress: progress, remark: remark)
        let start = ContinuousClock.now
        var inner = scope
        defer { scope = inner }
        inner.interrupted = nil
        var value: Value?
        var name: String?
        do {
            value = try await interpreter.run(statement, in: &inner)
            if case .bind(let bound, _) = statement.kind { name = bound.text }
            if case .parameter(let declaration) = statement.kind { name = declaration.name.text }
        } catch let stop as CancellationError {
            guard keepsValues, let kept = inner.interrupted else { throw stop }
            (value, name) = (kept, EarlierValues.last)
        }
        if let value, keepsValues {
            inner.names[EarlierValues.last] = value
            inner.names[EarlierValues.name(ofCell: cellCount)] = value
        }
        let elapsed = start.duration(to: .now)
        return Cell(
            number: cellCount, source: tree.source.text(statement.range), prose: statement.prose, name: name, value: value,
            seconds: Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18)
    }
}
