import ArgumentParser
import Diagnostics
import Foundation
import Store

struct CacheCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cache", abstract: "Look at what is kept of earlier runs, or clear it.",
        discussion: "Calls are kept in $XDG_CACHE_HOME/nds, up to NDS_CACHE_LIMIT (4GB); what was not used for longest goes first.",
        subcommands: [Show.self, Clear.self], defaultSubcommand: Show.self)

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Tell how much is kept, and where.")

        func run() throws {
            let store = try Kept.storeOrUsage()
            let usage = store.usage
            var lines = [
                "\(store.folder)", "\(usage.calls) call\(usage.calls == 1 ? "" : "s"), \(memoryAmount(usage.bytes)) of at most \(memoryAmount(store.limit))",
            ]
            if let oldest = usage.oldest, let newest = usage.newest {
                lines.append("last used between \(oldest.formatted(.iso8601)) and \(newest.formatted(.iso8601))")
            }
            Terminal.output.write(lines: lines)
        }
    }

    struct Clear: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Remove what is kept; it is computed again when it is needed.")

        @Option(help: ArgumentHelp("Only what was not used for so many days.", valueName: "days"))
        var olderThan: Double?

        func validate() throws {
            if let days = olderThan, !(days >= 0) { throw ValidationError("--older-than wants a number of days, not \(days)") }
        }

        func run() throws {
            let removed = try Kept.storeOrUsage().clear(before: olderThan.map { Date(timeIntervalSinceNow: -$0 * 86_400) } ?? .distantFuture)
            Terminal.output.write(lines: ["removed \(removed.calls) call\(removed.calls == 1 ? "" : "s"), \(memoryAmount(removed.bytes))"])
        }
    }
}

extension Kept {
    /// The store, or the end of the program with what is wrong with its settings.
    static func storeOrUsage(isCold: Bool = false) throws -> CallStore {
        do {
            return try store(isCold: isCold)
        } catch {
            Terminal.error.report(error)
            throw ScriptRunner.rejected
        }
    }
}
