import Diagnostics
import Script
import Store
import Synchronization

/// Keeps the account of all calls of a session: what each was called with, what it gave, and whether it had to run.
///
/// Calls without effect and calls that read are taken from the store where it has them. Values over 8 MiB are stored only if they
/// are computed and bound at the top level; of the others the store knows the digest, which is enough for what was computed from
/// them.
final class CallLedger: Sendable {
    let store: CallStore?
    private let language: Language
    private let journal: Journal?
    private let inputs = InputDigests()
    private let state = Mutex(State())

    private struct State {
        /// Of the cell that is running.
        var records: [CallRecord] = []
        /// What calls with an effect gave, while a session is resumed; then they are not made again.
        var recalled: [Digest: String]?
        var trouble: Diagnostic?
        /// How many calls had to be made, of those that are recorded.
        var made = 0
        /// Of all cells, with the quick calls that no record has.
        var history: [CallRecord] = []
        /// Of lists and records that calls were given, the values in them.
        var parts: [String: [String]] = [:]
    }

    /// A value of more bytes is not kept unless it is bound at the top level.
    static let largeValue = 8 << 20

    /// - Parameters:
    ///   - store: nil runs everything and keeps nothing.
    ///   - journal: where every record goes as soon as its call has ended.
    init(language: Language, store: CallStore?, journal: Journal?) {
        self.language = language
        self.store = store
        self.journal = journal
    }

    /// Until this is ended with nil, calls with an effect are not made and give the text that they gave then.
    func recall(_ summaries: [Digest: String]?) {
        state.withLock { $0.recalled = summaries }
    }

    /// The records since the last time, in the order in which calls ended.
    func takeRecords() -> [CallRecord] {
        state.withLock { state in
            defer { state.records = [] }
            return state.records
        }
    }

    /// How many calls had to be made so far, since no earlier run had.
    var madeCount: Int { state.withLock(\.made) }

    /// All calls of the session in the order in which they ended; of the quick ones those that gave a value of a kind.
    var history: [CallRecord] { state.withLock(\.history) }

    /// What lists and records that calls were given are made of: each by what it is known by.
    var parts: [String: [String]] { state.withLock(\.parts) }

    /// A call about to be made.
    struct Pending: Sendable {
        let command: Command
        let arguments: BoundArguments
        let context: Context
        let place: Place
        /// Its value is bound at the top level.
        var keepsLargeValue: Bool
        let run: @Sendable (Context) async throws -> Value
    }

    /// Makes a call, or gives what it gave before, deferred.
    func value(of call: Pending) async throws -> Value {
        guard call.command.isRecorded else {
            let value = try await call.run(call.context)
            noteQuick(call, value)
            return value
        }
        let inputs = try call.command.inputs(call.context, call.arguments).flatMap { try self.inputs.inputs(at: $0) }
        let arguments = call.arguments.digested(for: call.command)
        let key = key(of: call, arguments: arguments, inputs: inputs)
        noteParts(of: call.arguments)
        @Sendable func note(_ stored: StoredCall, isCached: Bool) {
            let record = CallRecord(
                key: key, command: call.command.name, effect: call.command.effect, arguments: arguments.map(\.argument),
                seed: call.command.isSeeded ? call.context.seed : nil, inputs: inputs, digest: stored.portable, summary: stored.summary,
                isCached: isCached, seconds: stored.seconds, place: call.place)
            state.withLock { state in
                state.history.append(record)
                // One that was thought to be there and was not.
                if !isCached, let index = state.records.lastIndex(where: { $0.key == key && $0.isCached }) {
                    state.records[index].isCached = false
                } else {
                    state.records.append(record)
                }
            }
            journal?.append(record)
        }
        if !call.command.effect.allowsCaching, let recalled = state.withLock({ $0.recalled }) {
            let value = Value.text(recalled[key] ?? "not run again")
            let digest = value.digest
            note(
                StoredCall(
                    command: call.command.name, digest: digest.exact, portable: digest.portable, type: value.tag, summary: value.summary,
                    remarks: [], seconds: 0, value: nil), isCached: false)
            return value
        }
        if call.command.effect.allowsCaching, let stored = store?.call(key) {
            stored.remarks.forEach(call.context.remark)
            note(stored, isCached: true)
            return .deferred(Deferred(stored) { [self] in
                if let value = loaded(key) { return value }
                let (value, stored) = try await made(call, key)
                if let stored { note(stored, isCached: false) }
                return value
            })
        }
        let (value, stored) = try await made(call, key)
        if let stored { note(stored, isCached: false) }
        return value
    }

    /// Schedules, losses and the like are made anew each time; what was made of them is explained by how they were made.
    private func noteQuick(_ call: Pending, _ value: Value) {
        guard call.command.isInstant, case .kind = value else { return }
        let arguments = call.arguments.digested(for: call.command)
        noteParts(of: call.arguments)
        let record = CallRecord(
            key: key(of: call, arguments: arguments, inputs: []), command: call.command.name, effect: call.command.effect,
            arguments: arguments.map(\.argument), seed: call.command.isSeeded ? call.context.seed : nil, inputs: [],
            digest: value.digest.portable, summary: value.summary, isCached: false, seconds: 0, place: call.place)
        state.withLock { $0.history.append(record) }
    }

    private func noteParts(of arguments: BoundArguments) {
        for value in arguments.values {
            let parts = value.kinds
            if case .kind = value { continue }
            guard !parts.isEmpty else { continue }
            let (whole, marks) = (value.knownAs, parts.map(\.knownAs))
            state.withLock { $0.parts[whole] = marks }
        }
    }

    /// Runs a call and keeps it. What an interrupted call gives is not its value: that is neither kept nor recorded.
    private func made(_ call: Pending, _ key: Digest) async throws -> (value: Value, stored: StoredCall?) {
        let remarks = Mutex<[String]>([])
        let context = call.context.remarking { remark in
            remarks.withLock { $0.append(remark) }
            call.context.remark(remark)
        }
        let start = ContinuousClock.now
        let value = try await call.run(context)
        state.withLock { $0.made += 1 }
        guard !Task.isCancelled else { return (value, nil) }
        let encoded = Encoded(value)
        // What was read can be read again.
        let keepsLarge = call.keepsLargeValue && call.command.effect != .reads
        let isKept = value.canBeKept && (keepsLarge || encoded.size.bytes <= Self.largeValue)
        let stored = StoredCall(
            command: call.command.name, digest: encoded.digest.exact, portable: encoded.digest.portable, type: value.tag,
            summary: value.summary, remarks: remarks.withLock { $0 }, seconds: start.duration(to: .now) / .seconds(1),
            value: isKept ? encoded.size : nil)
        if call.command.effect.allowsCaching { keep(stored, key, encoded, remark: call.context.remark) }
        return (value, stored)
    }

    /// A store that cannot be written costs nobody a result: it is said once.
    private func keep(_ stored: StoredCall, _ key: Digest, _ encoded: Encoded, remark: (String) -> Void) {
        guard let store, state.withLock({ $0.trouble == nil }) else { return }
        do {
            try store.keep(stored, as: key) { try encoded.write(to: $0) }
        } catch {
            let trouble = error as? Diagnostic ?? Diagnostic("\(error.localizedDescription)")
            state.withLock { $0.trouble = trouble }
            remark("what is computed is not kept for the next run: \(trouble.message)")
        }
    }

    private func loaded(_ key: Digest) -> Value? {
        let value = try? store?.value(key) { bytes in
            try BinaryDecoder.decode(Value.self, from: bytes, userInfo: [Value.kinds: language.kindTypes])
        }
        return value ?? nil
    }

    /// All that decides the value of a call.
    private struct KeyMaterial: Encodable {
        var program: ProgramIdentity
        var command: String
        var seed: Int?
        var parameters: [String]
        var arguments: [Digest]
        var inputs: [Digest]
        var inputPaths: [String]
    }

    private func key(of call: Pending, arguments: [DigestedArgument], inputs: [CallRecord.Input]) -> Digest {
        let given = arguments.filter { !$0.argument.isDefault }
        let material = KeyMaterial(
            program: .current(engine: language.engine), command: call.command.name,
            seed: call.command.isSeeded ? call.context.seed : nil, parameters: given.map(\.argument.parameter),
            arguments: given.map(\.digest), inputs: inputs.map(\.digest), inputPaths: inputs.map(\.path))
        guard let bytes = try? BinaryEncoder.bytes(of: material) else { preconditionFailure("a key can be encoded") }
        return Digest(of: bytes)
    }
}

/// An argument as the record shows it, and what it is known by.
struct DigestedArgument: Sendable {
    var argument: CallRecord.Argument
    var digest: Digest
}

extension BoundArguments {
    /// What has a say in the value of a call, in the order of declaration; defaults as help writes them.
    func digested(for command: Command) -> [DigestedArgument] {
        command.parameters.filter(\.changesValue).flatMap { parameter -> [DigestedArgument] in
            let given = parameter.takesRest ? rest : [self[parameter.name]].compactMap(\.self)
            if given.isEmpty, let text = parameter.defaultText {
                let argument = CallRecord.Argument(parameter: parameter.name, text: text, isDefault: true, isPath: false)
                return [DigestedArgument(argument: argument, digest: Digest(of: text))]
            }
            return given.map { given in
                let digest = given.value.digest
                let argument = CallRecord.Argument(
                    parameter: parameter.name, text: given.value.recorded(digest.portable), isDefault: false, isPath: parameter.type.isPath)
                return DigestedArgument(argument: argument, digest: digest.exact)
            }
        }
    }
}

extension Value {
    /// As a record of a call shows it: short values as one types them, others by the beginning of their digest.
    fileprivate func recorded(_ digest: Digest) -> String {
        switch self {
        case .none, .flag, .number, .tolerance: return summary
        case .text(let text): return "\"\(text)\""
        case .list(let values) where values.allSatisfy(\.isShort): return summary
        case .record(let record) where record.fields.allSatisfy(\.value.isShort): return summary
        default: return "\(tag) \(digest.text.prefix(12))"
        }
    }

    private var isShort: Bool {
        switch self {
        case .none, .flag, .number, .text, .tolerance: true
        default: false
        }
    }
}
