import Commands
import Diagnostics
import Foundation
import Notebook
import Script

extension ScriptRunner {
    /// Runs the script and says what differs from its `#= ` lines and its lock. What it computes is there for later runs.
    /// - Parameter isCold: everything is computed, whatever earlier runs left.
    func replay(accepting: Bool, isCold: Bool) async throws {
        let (tree, parameters) = try checked()
        let file = source.name
        let lock = try existingLock(of: file, isNeeded: !accepting)
        let session = Session(language: .nds, store: try Kept.storeOrUsage(isCold: isCold), allowsNetwork: false)
        let replay = Replay(tree, in: session, folder: folder, parameters: parameters, lock: lock)
        guard replay.hasRecords || accepting else {
            Terminal.error.report(
                Diagnostic(
                    "there is nothing to compare: `\(file)` has no `#= ` lines and no lock",
                    notes: ["`nds replay \(file) --accept` writes the lock, and output under each bare `#=`"]))
            throw Self.rejected
        }
        let activity = Activity(session)
        say("replay of \(file), \(isCold ? "cold" : "warm"), on kernel \(Language.nds.engine)")
        if let other = replay.otherKernel {
            say("the lock was written on kernel \(other): values are not compared to the bit, figures within ±0.02 or the tolerance written")
        }
        let work = Task { @MainActor in
            try await replay.run { step in
                activity.end()
                Terminal.output.write(lines: [line(step, of: tree)])
            }
        }
        let outcome: ReplayOutcome
        do {
            outcome = try await Interrupts.whileRunning(cancel: { work.cancel() }) { try await work.value }
        } catch {
            activity.end()
            Terminal.error.report(error)
            throw error is CancellationError ? Self.interrupted : Self.failed
        }
        let cached = outcome.calls.count(where: \.isCached)
        if !isCold { say("\(cached) of \(outcome.calls.count) calls were taken from earlier runs") }
        if accepting { try accept(outcome, into: file) } else { try judge(outcome, file) }
    }

    /// - Parameter isNeeded: a lock that cannot be read stops the replay; otherwise it is about to be replaced.
    private func existingLock(of file: String, isNeeded: Bool) throws -> Lock? {
        do {
            return try Lock(reading: Lock.path(of: file))
        } catch {
            guard isNeeded else { return nil }
            Terminal.error.report(error)
            throw Self.rejected
        }
    }

    private func say(_ line: String) {
        Terminal.output.write(lines: [Terminal.output.palette.dim(line)])
    }

    /// `✓  12  let news = generate news size=500`
    private func line(_ step: Replay.Step, of tree: Tree) -> String {
        let palette = Terminal.output.palette
        let number = String(tree.source.line(at: step.statement.range.lowerBound))
        let mark = step.agrees.map { $0 ? palette.paint("✓", "32") : palette.error("✗") } ?? " "
        let text = step.cell.source.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        let shown = text.count > 90 ? text.prefix(89) + "…" : text
        return "\(mark) \(String(repeating: " ", count: max(0, 4 - number.count)))\(palette.dim(number))  \(shown)"
    }

    private func judge(_ outcome: ReplayOutcome, _ file: String) throws {
        for difference in outcome.differences { Terminal.error.report(difference.diagnostic) }
        if let divergence = outcome.divergence { Terminal.error.report(divergence.diagnostic) }
        Terminal.output.write(lines: outcome.verdict(on: file))
        if !outcome.agrees { throw Self.failed }
    }

    private func accept(_ outcome: ReplayOutcome, into file: String) throws {
        let palette = Terminal.output.palette
        for change in outcome.changes {
            Terminal.output.write(lines: change.old.map { palette.paint("- " + $0, "31") } + change.new.map { palette.paint("+ " + $0, "32") })
        }
        do { try outcome.accept(into: file) } catch {
            Terminal.error.report(error)
            throw Self.failed
        }
        Terminal.output.write(lines: outcome.acceptance(of: file))
    }
}
