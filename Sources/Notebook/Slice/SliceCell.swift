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
    /// What went wrong, where it failed or was interrupted. What it bound before that stays bound.
    var failure: String?
    /// The seed that its calls drew with; nil where none of them draws.
    var seed: Int?
    /// Absolute paths that its calls read, and that they wrote.
    var reads: [String] = []
    var writes: [String] = []

    var text: String { source.text(statement.range) }

    /// The names that it binds, with where they stand.
    var bound: Name? {
        switch statement.kind {
        case .bind(let name, _): name
        case .parameter(let declaration): declaration.name
        default: nil
        }
    }

    var isExpression: Bool {
        if case .expression = statement.kind { true } else { false }
    }

    var isDefinition: Bool { false }

    var isAssertion: Bool {
        if case .assert = statement.kind { true } else { false }
    }
}
