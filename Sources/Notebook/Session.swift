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

    package var names: [String: Value] { scope.names }

    /// All mistakes that can be seen before anything runs.
    package func check(_ tree: Tree, folder: String, parameters: [String: Value] = [:], allowsRebinding: Bool) -> [Diagnostic] {
        var checker = Checker(
            language: language, origin: Origin(tree, root: folder), parameters: parameters, allowsRebinding: allowsRebinding)
        return checker.check(tree.statements, in: scope)
    }

    /// Runs one statement as a cell. Names bound before an error or an interruption stay bound.
    ///
    /// - Throws: `Diagnostic`, `Findings`, or `CancellationError` where the task was cancelled; a training that was interrupted gives its
    ///   partly trained model, which is bound before this throws.
    package func run(_ statement: Statement, of tree: Tree, folder: String, parameters: [String: Value] = [:]) async throws -> Cell {
        cellCount += 1
        let interpreter = Interpreter(
            language: language, origin: Origin(tree, root: folder), parameters: parameters, progress: progress, remark: remark)
        let start = ContinuousClock.now
        var inner = scope
        defer { scope = inner }
        let value = try await interpreter.run(statement, in: &inner)
        if let value { inner.bind("_", value) }
        try Task.checkCancellation()
        let elapsed = start.duration(to: .now)
        return Cell(
            number: cellCount, source: tree.source.text(statement.range), prose: statement.prose, name: statement.boundName?.text, value: value,
            seconds: Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18)
    }
}
