import Diagnostics
import Random

/// A command is data plus a function. Checker, completion, help and binding all read this one declaration.
package struct Command: Callee {
    /// What running it does besides giving a value.
    package enum Effect: String, Sendable {
        case none, reads, writes, asks, shows

        /// A call with the same arguments and inputs need not be made again.
        package var allowsCaching: Bool { self == .none || self == .reads }
    }

    package struct Background: Sendable {
        package let name: String
        package let text: String

        package init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }

    package let name: String
    package let summary: String
    package let parameters: [ParameterInfo]
    package let result: ValueType
    package let effect: Effect
    /// It draws random numbers, so the seed in force matters.
    package let isSeeded: Bool
    /// It takes next to no time, so that its calls are made anew each time and not recorded.
    package let isInstant: Bool
    /// It looks at the session or saves it and is no part of the work: no transcript holds its calls.
    package let isAboutSession: Bool
    /// What there is to know of what it does besides: a formula, where that is from, to what part of a method it belongs.
    package let background: [Background]
    /// A script that the test suite runs; `help` prints it.
    package let example: String
    let labels: LabelRule?
    let foresee: ForesightRule?
    let inputs: @Sendable (Context, BoundArguments) throws -> [String]
    let run: @Sendable (Context, BoundArguments) async throws -> Value
    /// Nil for a command that costs little.
    let plan: (@Sendable (Context, BoundArguments) async throws -> PlannedCall?)?

    /// - Parameters:
    ///   - result: what the checker may rely on where the Swift type says too little.
    ///   - labels: how the label set of the result follows from the arguments.
    ///   - foresee: what is worth knowing of a call before anything runs.
    ///   - inputs: the absolute paths of files and folders whose contents decide the value; nil: those of all paths that have to be there.
    ///   - plan: for a command that computes with a model or asks a network: what a call would cost, found without making it. It gives
    ///     nil for a call that costs little after all. It is given stand-ins for what is not known before the run.
    package init<each Bound: Sendable, Result: ValueConvertible>(
        _ name: String, _ summary: String, effect: Effect = .none, isSeeded: Bool = false, isInstant: Bool = false, isAboutSession: Bool = false, result: ValueType? = nil,
        background: [Background] = [], example: String,
        labels: LabelRule? = nil, foresee: ForesightRule? = nil, inputs: (@Sendable (Context, BoundArguments) throws -> [String])? = nil,
        _ parameters: repeat Parameter<each Bound>, plan: (@Sendable (Context, repeat each Bound) async throws -> PlannedCall?)? = nil,
        run: @escaping @Sendable (Context, repeat each Bound) async throws -> Result
    ) {
        var infos: [ParameterInfo] = []
        for parameter in repeat each parameters { infos += parameter.infos }
        let names = Set(infos.map(\.name))
        precondition(names.count == infos.count, "`\(name)` declares a parameter twice")
        for counterpart in infos.flatMap(\.defaultUse.counterparts) {
            precondition(names.contains(counterpart.parameter), "`\(name)` has no parameter `\(counterpart.parameter)`, on which a default hangs")
        }
        self.name = name
        self.summary = summary
        self.parameters = infos
        self.result = result ?? Result.valueType
        self.effect = effect
        self.isSeeded = isSeeded
        self.isInstant = isInstant
        self.isAboutSession = isAboutSession
        self.labels = labels
        self.foresee = foresee
        self.inputs = inputs ?? { [infos] _, arguments in
            infos.filter { $0.type == .path(exists: true) }.compactMap { arguments.text(of: $0.name) }
        }
        self.background = background
        self.example = example
        self.run = { context, arguments in
            try await run(context, repeat (each parameters).bind(arguments)).value
        }
        if let plan {
            self.plan = { context, arguments in try await plan(context, repeat (each parameters).bind(arguments)) }
        } else {
            self.plan = nil
        }
    }

    /// Whether its calls stand in records, journals and locks.
    var isRecorded: Bool { !isInstant && effect != .shows }

    /// Can its name alone be a call?
    package var needsNoArguments: Bool {
        parameters.allSatisfy { $0.defaultText != nil }
    }
}

/// What a running command knows besides its arguments.
package struct Context: Sendable {
    package let command: String
    package let seed: Int
    /// What relative paths are relative to.
    package let folder: String
    package let language: Language
    /// What the verbs of the notebook are about: its cells and names.
    package let session: Session
    package let progress: ProgressSink
    /// A remark for the reader, shown beside the value and not part of it.
    package let remark: @Sendable (String) -> Void

    /// False in a replay: what is not recorded is then an error.
    package var allowsNetwork: Bool { session.allowsNetwork }

    /// The stream of this call: the same call under the same seed draws the same numbers, wherever it stands.
    package var stream: RandomStream { RandomStream(seed: seed, key: command) }

    func remarking(_ remark: @escaping @Sendable (String) -> Void) -> Context {
        Context(command: command, seed: seed, folder: folder, language: language, session: session, progress: progress, remark: remark)
    }
}

/// The words of the language that are not its grammar: commands and kinds of value.
package struct Language: Sendable {
    /// Commands that belong together.
    package struct Section: Sendable {
        package let title: String
        package let commands: [Command]

        package init(_ title: String, _ commands: [Command]) {
            self.title = title
            self.commands = commands
        }
    }

    package let sections: [Section]
    package let commands: [Command]
    package let kinds: [KindDescription]
    package let version: String
    /// On what values depend besides the program: the kernel of the matrix library.
    package let engine: String
    /// The types of kinds by name.
    let kindTypes: [String: any Kind.Type]
    private let byName: [String: Int]

    package init(_ sections: [Section], kinds: [any Kind.Type], version: String, engine: String) {
        self.sections = sections
        let commands = sections.flatMap(\.commands)
        self.commands = commands
        self.version = version
        self.engine = engine
        kindTypes = Dictionary(uniqueKeysWithValues: kinds.map { ($0.kindName, $0) })
        self.kinds = kinds.map { $0.description }
        byName = Dictionary(uniqueKeysWithValues: commands.enumerated().map { ($1.name, $0) })
    }

    /// A language of one section.
    package init(commands: [Command], kinds: [any Kind.Type], version: String, engine: String) {
        self.init([Section("commands", commands)], kinds: kinds, version: version, engine: engine)
    }

    package func command(_ name: String) -> Command? {
        byName[name].map { commands[$0] }
    }

    package func kind(_ name: String) -> KindDescription? {
        kinds.first { $0.name == name }
    }
}
