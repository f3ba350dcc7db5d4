import Diagnostics

/// Holds calls against a lock in their order, up to the first that differs.
struct LockComparison {
    private let lock: Lock
    private let now: Lock.Conditions
    /// On another kernel sums round differently: calls are compared by what they were given, not by what they gave.
    private let comparesValues: Bool
    private(set) var agreeing = 0
    private(set) var divergence: Divergence?

    init(_ lock: Lock, now: Lock.Conditions) {
        self.lock = lock
        self.now = now
        comparesValues = lock.kernel == now.kernel
    }

    /// The next call of the run, with the digests of what it read.
    mutating func take(_ call: Lock.Call, inputs: [String: String], at place: Place) {
        guard divergence == nil else { return }
        guard agreeing < lock.calls.count else {
            divergence = Divergence(place: place, call: call.command, recorded: nil, found: call.shown, why: scriptOrVersion("it has more calls"))
            return
        }
        let recorded = lock.calls[agreeing]
        if let why = difference(recorded, call, inputs) {
            divergence = Divergence(place: place, call: call.command, recorded: recorded.shown, found: call.shown, why: why)
        } else {
            agreeing += 1
        }
    }

    /// The run is over.
    ///
    /// - Parameter place: of its last statement.
    mutating func end(at place: Place) {
        guard divergence == nil, agreeing < lock.calls.count else { return }
        let next = lock.calls[agreeing]
        divergence = Divergence(place: place, call: next.command, recorded: next.shown, found: nil, why: scriptOrVersion("it has fewer calls"))
    }

    private func difference(_ recorded: Lock.Call, _ call: Lock.Call, _ inputs: [String: String]) -> [String]? {
        guard recorded.command == call.command else {
            return scriptOrVersion("`\(recorded.command)` of line \(recorded.line) was called here")
        }
        var changes: [String] = []
        let parameters = Set(recorded.arguments.keys).union(call.arguments.keys).sorted()
        for name in parameters where recorded.arguments[name] != call.arguments[name] && comparesValues {
            // A parameter that the command did not have then, and that changes nothing here.
            if recorded.arguments[name] == nil, recorded.digest == call.digest { continue }
            changes.append("`\(name)` was \(recorded.arguments[name] ?? "not known"), is \(call.arguments[name] ?? "not known")")
        }
        if recorded.seed != call.seed {
            changes.append("the seed was \(recorded.seed.map(String.init) ?? "none"), is \(call.seed.map(String.init) ?? "none")")
        }
        if !changes.isEmpty { return parameterChanges + scriptOrVersion(changes.joined(separator: "; ")) }
        guard comparesValues, recorded.digest != call.digest else { return nil }
        let files = inputs.keys.sorted().compactMap { path -> String? in
            guard let before = lock.inputs[path] else { return "`\(path)` was not read then" }
            return before == inputs[path] ? nil : "`\(path)` has changed: SHA-256 \(before.prefix(12))… then, \((inputs[path] ?? "").prefix(12))… now"
        }
        if !files.isEmpty { return files }
        if lock.program != now.program { return [versionChange] }
        return ["same inputs, same arguments, same version, same kernel, and yet another value"]
    }

    private var versionChange: String { "nds \(lock.program) recorded it, this is nds \(now.program)" }

    private var parameterChanges: [String] {
        lock.parameters.keys.sorted().compactMap { name in
            guard let given = now.parameters[name], given != lock.parameters[name] else { return nil }
            return "the parameter `\(name)` was \(lock.parameters[name] ?? ""), is \(given)"
        }
    }

    /// Why calls are others than recorded: the script says so, or this program has other defaults.
    private func scriptOrVersion(_ detail: String) -> [String] {
        let files = now.includes.keys.sorted().filter { lock.includes[$0] != now.includes[$0] }
        if lock.script != now.script || !files.isEmpty {
            let names = (lock.script != now.script ? ["the script"] : []) + files.map { "`\($0)`" }
            return ["\(names.joined(separator: " and ")) has changed since: \(detail)"]
        }
        if lock.program != now.program { return ["\(versionChange): \(detail)"] }
        return [detail]
    }
}

/// The first call of a replay that differs from the lock, and why.
package struct Divergence: Sendable, Equatable {
    package let place: Place
    package let call: String
    /// What it gave then and gives now; nil where there was or is no such call.
    package let recorded: String?
    package let found: String?
    package let why: [String]

    package var diagnostic: Diagnostic {
        let reasons = why.map { "why: \($0)" }
        guard let recorded else {
            return Diagnostic("`\(call)` was not called when this was recorded", at: place, notes: ["found: \(found ?? "")"] + reasons)
        }
        guard let found else {
            return Diagnostic("`\(call)` was called next when this was recorded", at: place, notes: ["recorded: \(recorded)"] + reasons)
        }
        return Diagnostic("`\(call)` differs from what the lock records", at: place, notes: ["recorded: \(recorded)", "found:    \(found)"] + reasons)
    }
}

extension Lock.Call {
    var shown: String { "\(gave) (\(digest.prefix(12)))" }
}
