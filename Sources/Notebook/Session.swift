import Diagnostics
import Report
import Script
import Store

/// What a person sees: prose, one top-level statement, its value.
package struct Cell: Sendable {
    package let number: Int
    package let source: String
    package let prose: [String]
    /// The name it binds, if it does.
    package let name: String?
    package let value: Value?
    package let seconds: Double
    /// The command calls that it made, in the order in which they ended; those of loops and `def`s too.
    package let calls: [CallRecord]

    /// All that it computed was there from an earlier run.
    package var isCached: Bool {
        let cacheable = calls.filter(\.effect.allowsCaching)
        return !cacheable.isEmpty && cacheable.allSatisfy(\.isCached)
    }

    /// How long earlier runs had taken for what was there from them.
    package var savedSeconds: Double { calls.filter(\.isCached).reduce(0) { $0 + $1.seconds } }
}

/// One line of work shared by all cells: the names bound so far and the seed in force.
@MainActor
package final class Session {
    package let language: Language
    /// False in a replay: a teacher gives then what is recorded, or an error.
    nonisolated let allowsNetwork: Bool
    package private(set) var scope = Scope()
    private var cellCount = 0
    let ledger: CallLedger
    private let journal: Journal?
    /// All cells in order, those that failed too, as scripts are made of them.
    private(set) var material: [SliceCell] = []

    /// Where progress and remarks go while a cell runs.
    package var progress: ProgressSink = { _ in }
    package var remark: @Sendable (String) -> Void = { _ in }
    /// Told each round of a loop as it ends; where nil, a loop says in remarks where it is.
    package var tellRound: (@Sendable (Round) -> Void)?
    /// Asks the reader a question of yes or no; nil where there is nobody to ask.
    package var confirm: (@MainActor (String) async -> Bool)?
    /// Holds a run at a text until the reader goes on; nil where nobody reads along.
    package var awaitReader: (@MainActor (String) async -> Void)?

    /// - Parameters:
    ///   - store: where calls are kept from run to run; nil runs everything, cold.
    ///   - journal: where calls and cells are noted as they end.
    package init(language: Language, store: CallStore? = nil, journal: Journal? = nil, allowsNetwork: Bool = true) {
        self.language = language
        self.allowsNetwork = allowsNetwork
        self.journal = journal
        ledger = CallLedger(language: language, store: store, journal: journal)
    }

    /// The cells so far, those that went wrong among them.
    package private(set) var past: [Journal.Cell] = []
    /// What runs, where it is a script: a report holds it.
    package var script: ReportedScript?
    /// The same as a report shows them, without those that are about the session.
    private(set) var page: [ReportDocument.Cell] = []
    /// What was said since the last of them, paragraph by paragraph, and stands above the next.
    private(set) var proseAhead: [String] = []
    /// All calls of the cells so far, in the order in which they ended.
    private(set) var calls: [CallRecord] = []
    /// Those of the cell that bound a name last.
    private(set) var callsByName: [String: [CallRecord]] = [:]

    /// The cells of earlier sessions at the prompt.
    package var earlierSessions: [Journal.PastSession] { Journal.pastSessions(except: journal?.path) }

    /// The number of the cell that runs next.
    package var nextCell: Int { cellCount + 1 }

    /// At a prompt: the values of earlier cells stay at hand as `_` and `_7`.
    package var keepsValues = false

    package var names: [String: Value] { scope.names }

    /// All mistakes that can be seen before anything runs.
    ///
    /// - Parameter remark: told what is worth knowing before the run and no mistake.
    package func check(
        _ tree: Tree, folder: String, parameters: [String: Value] = [:], allowsRebinding: Bool, remark: (Diagnostic) -> Void = { _ in }
    ) -> [Diagnostic] {
        var checker = Checker(
            language: language, origin: Origin(tree, root: folder), parameters: parameters, allowsRebinding: allowsRebinding)
        let findings = checker.check(tree.statements, in: scope, firstCell: keepsValues ? nextCell : nil)
        checker.remarks.inOrderOfPlace(of: tree.source.fileNames).forEach(remark)
        if allowsRebinding { return findings }
        return Array((findings + tree.misplacedRecordings.prefix(Findings.limit)).inOrderOfPlace(of: tree.source.fileNames).prefix(Findings.limit))
    }

    /// Runs one statement as a cell. Names bound before an error or an interruption stay bound.
    ///
    /// - Returns: what the cell gave. An interrupted training gives its partly trained model: whether the task was cancelled is the
    ///   caller's to ask.
    /// - Throws: `Diagnostic`, `Findings`, or `CancellationError` where the task was cancelled before there was a value.
    package func run(_ statement: Statement, of tree: Tree, folder: String, parameters: [String: Value] = [:]) async throws -> Cell {
        cellCount += 1
        let start = ContinuousClock.now
        func show(_ outcome: ReportDocument.Cell.Outcome) {
            var cell = ReportDocument.Cell(cellCount, statement, of: tree.source, outcome, seconds: start.duration(to: .now) / .seconds(1))
            // Such a cell's prose waits already for the next one.
            if language.isAboutSession(statement) { cell.prose = "" }
            addToPage(cell)
        }
        do {
            let cell = try await evaluate(statement, of: tree, folder: folder, parameters: parameters)
            note(statement, of: tree, folder: folder, Task.isCancelled ? .interrupted : .good, cell.value?.summary ?? "")
            return cell
        } catch let error as CancellationError {
            note(statement, of: tree, folder: folder, .interrupted, "interrupted")
            material.append(SliceCell(number: cellCount, statement, of: tree, folder: folder, failure: SliceCell.interrupted))
            show(.interrupted)
            throw error
        } catch {
            let message = (error as? Diagnostic)?.message ?? "\(error)"
            note(statement, of: tree, folder: folder, .failed, message)
            material.append(SliceCell(number: cellCount, statement, of: tree, folder: folder, failure: message))
            let findings = (error as? Findings)?.all ?? [error as? Diagnostic].compactMap(\.self)
            show(.failed(findings.isEmpty ? message : findings.map { $0.rendered() }.joined(separator: "\n")))
            throw error
        }
    }

    private func evaluate(_ statement: Statement, of tree: Tree, folder: String, parameters: [String: Value]) async throws -> Cell {
        let remarks = CellRemarks()
        var interpreter = Interpreter(
            language: language, origin: Origin(tree, root: folder), parameters: parameters, progress: progress,
            remark: { [remark] line in
                remarks.add(line)
                remark(line)
            }, ledger: ledger, session: self)
        interpreter.tellRound = tellRound
        // Where a loop was is nothing that a report has to keep.
        interpreter.tellPlace = remark
        let start = ContinuousClock.now
        var inner = scope
        defer { scope = inner }
        if language.isAboutSession(statement), !statement.prose.isEmpty { proseAhead.append(statement.prose.joined(separator: "\n")) }
        _ = ledger.takeRecords()
        inner.interrupted = nil
        var value: Value?
        var name: String?
        do {
            value = try await interpreter.run(statement, in: &inner)
            name = statement.boundName?.text
        } catch let stop as CancellationError {
            guard keepsValues, let kept = inner.interrupted else { throw stop }
            (value, name) = (kept, EarlierValues.last)
        }
        if let value, keepsValues {
            inner.bind(EarlierValues.last, value)
            inner.bind(EarlierValues.name(ofCell: cellCount), value)
        }
        let elapsed = start.duration(to: .now)
        let cell = Cell(
            number: cellCount, source: tree.source.text(statement.range), prose: statement.prose, name: name, value: value,
            seconds: elapsed / .seconds(1), calls: ledger.takeRecords())
        var part = SliceCell(cell, statement, of: tree, folder: folder, seed: inner.seed ?? Interpreter.defaultSeed, language: language)
        if Task.isCancelled { part.failure = SliceCell.interrupted }
        material.append(part)
        calls += cell.calls
        for name in [name] + (keepsValues ? [EarlierValues.last, EarlierValues.name(ofCell: cellCount)] : []) {
            if let name { callsByName[name] = cell.calls }
        }
        if !part.isAboutSession { addToPage(await ReportDocument.Cell(cell, remarks: remarks.all, isInterrupted: Task.isCancelled)) }
        return cell
    }

    private func addToPage(_ cell: ReportDocument.Cell) {
        var cell = cell
        cell.prose = (proseAhead + [cell.prose]).filter { !$0.isEmpty }.joined(separator: "\n\n")
        proseAhead = []
        page.append(cell)
    }

    /// Holds the run at a text until the reader goes on, where somebody reads along. A report shows the text as prose.
    ///
    /// - Throws: `CancellationError` where the reader stops the run instead.
    package func pause(at text: String) async throws {
        if !text.isEmpty { proseAhead.append(text) }
        await awaitReader?(text)
        try Task.checkCancellation()
    }

    private func note(_ statement: Statement, of tree: Tree, folder: String, _ outcome: Journal.Outcome, _ summary: String) {
        let cell = Journal.Cell(
            number: cellCount, source: tree.source.text(statement.range), prose: statement.prose,
            folder: tree.folder(at: statement.range.lowerBound, root: folder), outcome: outcome, summary: summary)
        past.append(cell)
        guard let journal else { return }
        journal.append(cell)
        if let trouble = journal.takeTrouble() { remark("this session is not noted down: \(trouble.message)") }
    }

    /// What became of a session that was resumed.
    package struct Resumption: Sendable {
        /// Cells that ran again and whose values are there.
        package var restored = 0
        /// Calls that were in the store, and calls that had to be made again.
        package var reloaded: [CallRecord] = []
        package var recomputed: [CallRecord] = []
        /// Calls with an effect: they were made once and not again.
        package var notRunAgain: [CallRecord] = []
        /// Cells that had been interrupted or had failed, and those that fail now.
        package var lost: [(cell: Journal.Cell, why: String)] = []
    }

    /// Brings back what a session's journal tells of: its cells run again, except those that did not end well. What the store has is
    /// taken from there, what it lacks is computed, and what has an effect is not done again.
    ///
    /// - Parameter show: told each cell that is back.
    /// - Throws: `CancellationError`; the cells before are then back.
    package func resume(_ lines: [Journal.Line], show: (Cell) -> Void = { _ in }) async throws -> Resumption {
        var summaries: [Digest: String] = [:]
        for call in lines.compactMap(\.call) { summaries[call.key] = call.summary }
        ledger.recall(summaries)
        defer { ledger.recall(nil) }
        // What was read is not to be waited for again.
        let reader = awaitReader
        awaitReader = nil
        defer { awaitReader = reader }
        var result = Resumption()
        for noted in lines.compactMap(\.cell) {
            cellCount = noted.number
            past.append(noted)
            guard noted.outcome == .good else {
                result.lost.append((noted, noted.outcome == .interrupted ? "interrupted" : noted.summary))
                continue
            }
            do {
                let tree = try program(SourceText(name: "cell \(noted.number)", text: noted.source), folder: noted.folder)
                for statement in tree.statements {
                    let cell = try await evaluate(statement, of: tree, folder: noted.folder, parameters: [:])
                    result.add(cell)
                    show(cell)
                }
                result.restored += 1
            } catch let error as CancellationError {
                throw error
            } catch {
                result.lost.append((noted, (error as? Diagnostic)?.message ?? "\(error)"))
            }
        }
        return result
    }
}

extension Session.Resumption {
    fileprivate mutating func add(_ cell: Cell) {
        for call in cell.calls {
            if !call.effect.allowsCaching { notRunAgain.append(call) } else if call.isCached { reloaded.append(call) } else { recomputed.append(call) }
        }
    }
}
