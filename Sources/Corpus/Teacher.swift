import Diagnostics

/// Whoever labels sentences: a language model, a recording of its replies, a trained tagger, a simulation.
package protocol Teacher: Sendable {
    /// What outputs call it, and the name of the labels it gives.
    var name: String { get }
    /// True where no human and no real model gives the labels.
    var isSimulated: Bool { get }
    /// What its labels are put on.
    var labelling: Labelling { get }
    /// What decides its answers besides its name: teachers that agree in both answer alike.
    var identity: String { get }

    /// Labels sentences.
    ///
    /// - Parameters:
    ///   - dataset: the sentences; only a simulation looks at the entities they have.
    ///   - types: the entity types asked for; nil takes any.
    /// - Throws: a `Diagnostic` where nothing can be labelled at all. Trouble with one sentence is its outcome.
    func annotate(_ dataset: Dataset, types: [String]?, progress: ProgressSink) async throws -> TeacherAnswers

    /// How many calls to a network labelling these sentences takes; a call whose reply is recorded is none. Asks nobody.
    func unrecordedCalls(for dataset: Dataset, types: [String]?) async throws -> Int
}

extension Teacher {
    /// Most teachers name entities.
    package var labelling: Labelling { .spans }

    /// A teacher that works on this machine alone.
    package func unrecordedCalls(for dataset: Dataset, types: [String]?) async throws -> Int { 0 }
}

/// What a teacher made of a dataset.
package struct TeacherAnswers: Sendable {
    /// One a sentence, in their order.
    package var outcomes: [SentenceOutcome]
    /// The entity types it may give, sorted.
    package var types: [String]
    /// What a reader should know beside the outcomes, with its place: a second reply for a sentence.
    package var remarks: [Diagnostic]

    package init(outcomes: [SentenceOutcome], types: [String], remarks: [Diagnostic] = []) {
        self.outcomes = outcomes
        self.types = types
        self.remarks = remarks
    }
}

/// What a teacher made of one sentence.
package enum SentenceOutcome: Sendable, Equatable {
    /// Its entities, and what became of each one that the reply named; nil of a teacher that labels tokens and replies nothing.
    case annotated(spans: [Span], ledger: [LedgerEntry]?)
    /// There is a reply, but it cannot be understood, or it was cut off.
    case unreadable(reply: String, problem: Diagnostic)
    /// The teacher was asked and does not answer: in its own words or its server's.
    case refused(String)
    /// The teacher has nothing on this sentence.
    case unanswered
}

/// An entity as a reply names it.
package struct NamedEntity: Sendable, Hashable, Codable {
    package var mention: String
    /// Empty where the reply gives none.
    package var type: String
    /// How many of several answers named it so; nil where there was one answer.
    package var votes: Int?
    /// How sure the teacher is, 0…1; nil where it does not say.
    package var confidence: Double?

    package init(_ mention: String, _ type: String, votes: Int? = nil, confidence: Double? = nil) {
        self.mention = mention
        self.type = type
        self.votes = votes
        self.confidence = confidence
    }
}

/// An entity that a reply names and what became of it.
package struct LedgerEntry: Sendable, Hashable, Codable {
    package var entity: NamedEntity
    package var fate: Fate
    /// Where it stands in the sentence; empty if and only if it was dropped.
    package var spans: [Span]

    package init(entity: NamedEntity, fate: Fate, spans: [Span]) {
        self.entity = entity
        self.fate = fate
        self.spans = spans
    }
}

extension Sequence<LedgerEntry> {
    /// How many entities had each fate, in the order of `Fate.allCases`; fates that none had are left out.
    package var fates: [(fate: Fate, count: Int)] {
        let counts = Dictionary(map { ($0.fate, 1) }, uniquingKeysWith: +)
        return Fate.allCases.compactMap { fate in counts[fate].map { (fate, $0) } }
    }
}

/// What became of an entity that a reply names.
package enum Fate: Sendable, Hashable, CaseIterable, Codable {
    /// Its words are tokens of the sentence.
    case exact
    /// Found when case, spacing, quotes, dashes and Unicode forms are disregarded.
    case normalised
    /// Found nowhere else, and in one place within the edits that `CloseLimit` allows.
    case close
    case dropped(DropReason)

    /// How far a mention may differ from its tokens, in characters after normalising: one edit, or one for so many characters, if it
    /// has enough of them.
    package enum CloseLimit {
        package static let charactersPerEdit = 8
        package static let fewestCharacters = 5

        /// Nil for a mention too short to be recognised.
        package static func edits(characters: Int) -> Int? {
            characters < fewestCharacters ? nil : max(1, characters / charactersPerEdit)
        }
    }

    package enum DropReason: String, Sendable, Hashable, CaseIterable {
        case empty = "empty mention"
        case untyped = "no type"
        case typeNotAsked = "type not asked for"
        case notFound = "not found"
        /// Its tokens belong to a longer entity, or to one named earlier that is as long.
        case overlaps
        /// The very tokens were named before, with this type or another.
        case duplicate
    }

    /// In the order in which outputs list them.
    package static var allCases: [Fate] { [.exact, .normalised, .close] + DropReason.allCases.map(Fate.dropped) }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let fate = Self.allCases.first(where: { $0.text == text }) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no fate is called \(text)")
        }
        self = fate
    }

    package var text: String {
        switch self {
        case .exact: "exact"
        case .normalised: "normalised"
        case .close: "close (1 edit, or 1 in \(CloseLimit.charactersPerEdit) characters)"
        case .dropped(let reason): "dropped: \(reason.rawValue)"
        }
    }
}
