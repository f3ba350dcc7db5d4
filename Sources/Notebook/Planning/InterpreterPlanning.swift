import Diagnostics
import Script

/// What the interpreter does differently where a script is planned and not run.
extension Interpreter {
    var isPlanning: Bool { plan != nil }

    /// What a function makes of values. Where one of them is unknown, so is the result, in the shape that the stand-ins give it.
    ///
    /// - Parameter type: of the result, where no stand-ins tell.
    func derived(_ type: ValueType = .any, from values: [Value], _ make: ([Value]) throws -> Value) rethrows -> Value {
        guard isPlanning, values.contains(where: \.holdsUnknown) else { return try make(values) }
        guard let standIns = values.standIns, let result = try? make(standIns) else { return .unknown(type) }
        return .unknown(like: result)
    }

    func applied(_ symbol: Operator, _ left: Value, _ right: Value) throws -> Value {
        try derived(from: [left, right]) { try Operators.apply(symbol, $0[0], $0[1]) }
    }

    func field(_ name: String, of owner: Value) throws -> Value {
        guard case .unknown(let type, let standIn) = owner else { return try Access.field(name, of: owner) }
        if let found = try? standIn.map({ try Access.field(name, of: $0) }) { return .unknown(like: found) }
        guard case .kind(let kind) = type else { return .unknown(.any) }
        return .unknown(language.kind(kind)?.fields.first { $0.name == name }?.type ?? .any)
    }

    func element(_ index: Value, of owner: Value) throws -> Value {
        guard isPlanning, owner.isUnknown || index.isUnknown else { return try Access.index(index, of: owner) }
        guard let found = try? Access.index(index.shape, of: owner.shape) else { return .unknown(.any) }
        return .unknown(like: found)
    }

    /// Counts what a call would cost, and gives its value as far as it is known. What costs little is done.
    func planned(_ command: Command, _ context: Context, _ arguments: BoundArguments, at place: Place) async throws -> Value {
        guard let plan else { preconditionFailure("only a planned script comes here") }
        let isUnknown = arguments.values.contains(where: \.holdsUnknown)
        guard command.effect != .writes else {
            for path in arguments.outputs { await plan.addOutput(path.standIn.flatMap(\.path)) }
            return .unknown(command.result)
        }
        guard let known = arguments.standIns else {
            if command.plan != nil {
                await plan.note("\(place.spot): what `\(command.name)` works on is not known before the run: not counted", isLeast: true)
            }
            return .unknown(command.result)
        }
        if command.effect == .reads, await readsOutput(command, context, known) {
            await plan.note("\(place.spot): `\(command.name)` reads what the script itself writes: not known before the run", isLeast: true)
            return .unknown(command.result)
        }
        for remark in command.foresee?(KnownArguments(known, of: command)) ?? [] { await plan.note("\(place.spot): \(remark)") }
        let start = ContinuousClock.now
        do {
            if let call = try await command.plan?(context, known) {
                await plan.add(seconds: start.duration(to: .now) / .seconds(1))
                try await plan.add(call)
                return .unknown(command.result.isAny ? call.standIn.type : command.result, standIn: call.standIn)
            }
            let value = try await command.run(context, known)
            await plan.add(seconds: start.duration(to: .now) / .seconds(1))
            return isUnknown ? .unknown(like: value) : value
        } catch let finding as Diagnostic where isUnknown {
            // The stand-ins may be at fault; the run will tell.
            await plan.note("\(place.spot): what `\(command.name)` gives is not known before the run: \(finding.message)", isLeast: true)
            return .unknown(command.result)
        }
    }

    private func readsOutput(_ command: Command, _ context: Context, _ arguments: BoundArguments) async -> Bool {
        // A folder that is still to be written is no input yet: texts may name it.
        let named = arguments.values.compactMap(\.path).map { Paths.absolute($0, in: context.folder) }
        let paths = named + ((try? command.inputs(context, arguments)) ?? [])
        guard let plan else { return false }
        for path in paths where await plan.isWritten(path) { return true }
        return false
    }

    /// What an unknown list might be run over: what stands in for its elements, and one unknown element where nothing does.
    func plannedElements(of type: ValueType, _ standIn: Value?, at place: Place) async -> [Value]? {
        guard let plan else { return nil }
        if let elements = standIn?.elements {
            await plan.note("\(place.spot): what the loop runs over is not known before the run: counted as \(elements.count) rounds")
            return elements.map { .unknown(like: $0) }
        }
        await plan.note("\(place.spot): how many rounds the loop has is not known before the run: one is counted", isLeast: true)
        if case .list(let element) = type { return [.unknown(element)] }
        return [.unknown(.any)]
    }

    /// Counts two ways of which the run will take one, and gives the value of the dearer.
    func dearer(at place: Place, _ first: () async throws -> Value, _ second: () async throws -> Value) async throws -> Value {
        guard let plan else { preconditionFailure("only a planned script comes here") }
        let before = await plan.close()
        let one = try await first()
        let firstTally = await plan.close()
        let other = try await second()
        let secondTally = await plan.close()
        let isFirst = firstTally.seconds >= secondTally.seconds
        await plan.add(before)
        await plan.add(isFirst ? firstTally : secondTally)
        if firstTally.work != secondTally.work {
            await plan.note("\(place.spot): the condition is not known before the run: the dearer branch is counted")
        }
        return (isFirst ? one : other).standIn.map { .unknown(like: $0) } ?? .unknown((isFirst ? one : other).type)
    }
}

extension Place {
    /// Where, as the notes of a plan say it: the file is the reader's own script.
    fileprivate var spot: String {
        if case .line(let line, _, _, _) = position { return "line \(line)" }
        return file
    }
}

extension Value {
    fileprivate var path: String? {
        if case .text(let text) = self { return text }
        return nil
    }
}

extension ValueType {
    fileprivate var isAny: Bool { self == .any }
}
