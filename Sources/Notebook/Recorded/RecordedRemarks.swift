import Diagnostics
import Script

/// What a run that is no replay says where recorded output no longer holds: a line for each statement, and nothing fails.
package struct RecordedRemarks: Sendable {
    /// The script runs as it was recorded: figures of other parameters are others.
    private let isComparable: Bool
    private let otherKernel: Bool

    /// - Parameters:
    ///   - parameters: given from outside.
    ///   - engine: the kernel that runs.
    package init(_ tree: Tree, parameters: [String: Value], lock: Lock?, engine: String) {
        isComparable = !tree.parameters.contains { $0.defaultValue != nil && parameters[$0.name.text] != nil }
        otherKernel = lock.map { $0.kernel != engine } ?? false
    }

    /// Nil where all that is recorded under the statement holds.
    package func remark(on statement: Statement, gave value: Value?, of tree: Tree) -> String? {
        guard isComparable, !statement.recorded.isEmpty else { return nil }
        let comparison = RecordedComparison(statement, gave: value, in: tree.source, otherKernel: otherKernel)
        guard let first = comparison.differences.first else { return nil }
        let finding = first.diagnostic
        let others = comparison.differences.count > 1 ? " (and \(comparison.differences.count - 1) more)" : ""
        return "\(finding.place?.description ?? tree.source.name): \(finding.message)\(others); `nds replay \(tree.source.name)` tells more"
    }
}
