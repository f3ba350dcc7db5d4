import Diagnostics
import Foundation
import Script
import Store

/// A script run anew, and held against what is recorded: its `#= ` lines and its lock.
@MainActor
package struct Replay {
    /// One cell of a replay.
    package struct Step: Sendable {
        package let statement: Statement
        package let cell: Cell
        package let comparison: RecordedComparison
        /// Its calls and its recorded lines agree; nil where it has neither.
        package let agrees: Bool?
    }

    private let session: Session
    private let tree: Tree
    private let folder: String
    private let parameters: [String: Value]
    private let lock: Lock?
    private let conditions: Lock.Conditions
    private let paths: PortablePaths

    /// - Parameters:
    ///   - session: fresh. A replay is cold where its store hands nothing out.
    ///   - lock: nil where the script has none.
    package init(_ tree: Tree, in session: Session, folder: String, parameters: [String: Value], lock: Lock?) {
        self.session = session
        self.tree = tree
        self.folder = folder
        self.parameters = parameters
        self.lock = lock
        paths = PortablePaths(folder: folder, parameters: tree.pathParameters(parameters, folder: folder))
        conditions = Lock.Conditions(tree, language: session.language, parameters: parameters, paths: paths)
    }

    /// The kernel that the lock names, if it is another than the one that runs.
    package var otherKernel: String? {
        lock.flatMap { $0.kernel == conditions.kernel ? nil : $0.kernel }
    }

    /// There is something to hold a run against.
    package var hasRecords: Bool {
        lock != nil || tree.statements.contains { $0.recorded.contains { !RecordedLine($0).isBare } }
    }

    /// Runs the script to its end, whatever differs.
    ///
    /// - Throws: what the script's run throws.
    package func run(_ shown: (Step) -> Void = { _ in }) async throws -> ReplayOutcome {
        var comparison = lock.map { LockComparison($0, now: conditions) }
        var steps: [Step] = []
        var calls: [Lock.Call] = []
        var inputs: [String: String] = [:]
        for statement in tree.statements {
            let hadDiverged = comparison?.divergence != nil
            let cell = try await session.run(statement, of: tree, folder: folder, parameters: parameters)
            // What an interrupted training has is no outcome of a replay.
            try Task.checkCancellation()
            for record in cell.calls {
                let call = Lock.Call(record, paths)
                let read = record.inputs.reduce(into: [:]) { $0[paths.portable($1.path)] = $1.digest.text }
                comparison?.take(call, inputs: read, at: record.place)
                inputs.merge(read) { first, _ in first }
                calls.append(call)
            }
            let recorded = RecordedComparison(statement, gave: cell.value, in: tree.source, otherKernel: otherKernel != nil)
            // Behind the first call that differs only recorded lines are compared.
            let callsAgree = cell.calls.isEmpty || hadDiverged ? nil : comparison.map { $0.divergence == nil }
            let linesAgree = recorded.lineCount == 0 ? nil : recorded.differences.isEmpty
            let agrees = [callsAgree, linesAgree].compactMap(\.self).min { !$0 && $1 }
            let step = Step(statement: statement, cell: cell, comparison: recorded, agrees: agrees)
            steps.append(step)
            shown(step)
        }
        if let last = tree.statements.last { comparison?.end(at: tree.source.place(last.range)) }
        return ReplayOutcome(
            tree: tree, steps: steps, divergence: comparison?.divergence, agreeingCalls: comparison?.agreeing ?? 0,
            lock: Lock(conditions, inputs: inputs, calls: calls), hasLock: lock != nil, otherKernel: otherKernel)
    }
}

/// What a replay found.
package struct ReplayOutcome: Sendable {
    package let tree: Tree
    package let steps: [Replay.Step]
    /// The first call that differs from the lock.
    package let divergence: Divergence?
    package let agreeingCalls: Int
    /// What the lock would have to be.
    package let lock: Lock
    package let hasLock: Bool
    /// The kernel that the lock was written on, where this one is another: values were not compared to the bit.
    package let otherKernel: String?

    package var differences: [RecordedDifference] { steps.flatMap(\.comparison.differences) }
    /// In the order in which they ended.
    package var calls: [CallRecord] { steps.flatMap(\.cell.calls) }
    package var lineCount: Int { steps.reduce(0) { $0 + $1.comparison.lineCount } }
    package var bareCount: Int { steps.reduce(0) { $0 + $1.comparison.bareCount } }
    package var agrees: Bool { divergence == nil && differences.isEmpty }

    /// The recorded lines that change where this outcome is taken as the record, statement by statement.
    package var changes: [(old: [String], new: [String])] {
        steps.compactMap { step in
            let old = step.statement.recorded.map(\.text), new = step.comparison.accepted
            return new.isEmpty || new == old ? nil : (old, new)
        }
    }

    /// Writes the script with its `#= ` lines as they would have to be, and the lock beside it. Each file is there whole, the old or
    /// the new one.
    ///
    /// - Throws: `Diagnostic` where one cannot be written.
    package func accept(into script: String) throws {
        let outputs = steps.map { ($0.statement, $0.comparison.accepted) }
        var lock = lock
        for file in tree.included {
            let text = tree.recording(outputs, in: file.range)
            guard text != tree.source.text(file.range) else { continue }
            try AtomicFile.write(text, to: file.path)
            for (name, digest) in lock.includes where digest == Digest(of: tree.source.text(file.range)).text { lock.includes[name] = Digest(of: text).text }
        }
        let text = tree.recording(outputs)
        if text != tree.source.text { try AtomicFile.write(text, to: script) }
        try lock.write(for: script, text: text)
    }
}

extension Lock {
    /// Writes the lock beside a script of that text.
    func write(for script: String, text: String) throws {
        var lock = self
        lock.script = Digest(of: text).text
        try AtomicFile.write(lock.text, to: Lock.path(of: script))
    }
}
