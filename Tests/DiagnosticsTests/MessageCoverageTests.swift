import Foundation
import Testing

/// Every message that the program has stands in a case: in an error script, marked with its carets, or word for word in a test.
///
/// The sources are searched for the texts of diagnostics. What stands between interpolations must be found in a case, and a case
/// counts for one message only: for the one that says most of it.
struct MessageCoverageTests {
    private static let frame = (before: ["`", "` of `", "` wants "], after: [", not "])

    private static let makers = [
        MessageMaker(name: "Diagnostic"),
        MessageMaker(name: "report", folder: "Script/"), MessageMaker(name: "report", folder: "Notebook/"), MessageMaker(name: "reject"), MessageMaker(name: "fail"),
        MessageMaker(name: "finding"), MessageMaker(name: "problem"),
        MessageMaker(name: "Mismatch", label: "expected", frame: frame),
        MessageMaker(name: "Rule", frame: frame),
        MessageMaker(name: "expect", frame: (["expected `", "` "], [", found "]), folder: "Script/"),
        MessageMaker(name: "expectName", frame: (["expected a name "], [", found "]), folder: "Script/"),
        MessageMaker(name: "unclosed", label: "expected", frame: (["expected "], [", found "]), folder: "Script/"),
    ]

    /// Where a diagnostic is made of a text that stands elsewhere: the makers themselves, types as they are called, diagnostics made
    /// before, and what the system or a script says.
    private static let handedOn: Set<String> = [
        "Diagnostics/Diagnostic.swift: message", "Script/Lexer.swift: message", "Script/Parser.swift: message", "Script/Parser.swift: expected `…` …, found …", "Script/Parser.swift: expected a name …, found …",
        "Script/Parser.swift: expected …, found …", "Notebook/Checking/Checker.swift: message",
        "Notebook/Running/Interpreter.swift: message", "Store/JSONParser.swift: message", "Store/JSONObject.swift: `……` …",
        "Corpus/Formats/JsonlRow.swift: message", "Annotator/Replies/ReplyCursor.swift: message", "Safetensors/TensorFile.swift: message", "Safetensors/TensorLayout.swift: message",
        "Bert/TrainingCheckpoint.swift: `…` …", "Corpus/Formats/TaggedRows.swift: fault.message", "Tagger/TrainingTrouble.swift: trouble",
        "Store/AtomicFolder.swift: renamed(message)",
        "Notebook/Argument.swift: Self.type.description", "Notebook/Values/Kind.swift: Self.type.description",
        "Notebook/Parameter.swift: type.description", "Notebook/Parameter.swift: rule.expected",
        "Commands/Verbs/Schedules.swift: type.description", "Commands/Verbs/TrainOptions.swift: Self.type.description",
        "Commands/Values/ScheduleValue.swift: Self.type.description", "Commands/Values/ReplyFormChoice.swift: type.description",
        "Commands/Values/TeacherValue.swift: Self.type.description", "Commands/Values/TaggerTeacher.swift: $0",
        "Commands/Verbs/TrustOptions.swift: Self.type.description", "Commands/Verbs/Write.swift: Self.type.description", "Notebook/Values/Function.swift: Self.type.description",
        "Notebook/Checking/CheckerCalls.swift: finding", "Notebook/Checking/CheckerCalls.swift: remark", "Notebook/Checking/CheckerDefinitions.swift: finding",
        "Store/FileTrouble.swift: …: …", "Notebook/Running/Interpreter.swift: tryawaitevaluate(message,in:&scope).summary}",
        "nds/Output.swift: error.localizedDescription", "Notebook/Ledger/Journal.swift: error.localizedDescription",
        "Notebook/Ledger/CallLedger.swift: …", "nds-bench/Bench.swift: finding.rendered()", "nds-bench/Bench.swift: message", "Newsroom/Template.swift: message",
    ]

    /// Where `.init("…")` makes the column of a table.
    private static let tables: Set<String> = [
        "Commands/Values/ModelSizes.swift", "Commands/Values/ScoreValue.swift", "Notebook/Asking/Help.swift",
        "Notebook/Planning/Plan.swift",
    ]

    private static let ofLines = ["Script/", "Notebook/", "Commands/", "Corpus/", "Annotator/", "Mixing/", "Store/JSONParser.swift"]

    /// About words of the command line, and about bytes of a file; remarks and notes.
    private static let ofNoLine = [
        "Notebook/ScriptParameters.swift", "Notebook/Checking/Checker.swift: the script has no parameter", "Corpus/Formats/InputFile.swift",
        "Corpus/Formats/JsonlRow.swift: `…` became `…`", "Annotator/Recordings/Recording.swift: ", "Annotator/VotedTeacher.swift: ",
        "Annotator/LanguageModel/AskingRound.swift: ", "Annotator/LanguageModel/Questions.swift: ",
        "Notebook/Program.swift: the included files come to more",
        "Notebook/Replay/", "Notebook/Slice/", "Commands/Starting/",
    ]

    private let sources: [(name: String, source: SwiftSource)]
    private let sites: [MessageSite]

    init() throws {
        sources = try files(in: "Sources", endingIn: ".swift").map { ($0.name, SwiftSource($0.text)) }
        let giving = Set(sources.flatMap(\.source.functionsGivingDiagnostics))
        sites = sources.flatMap { $1.messageSites(of: Self.makers, giving: giving, file: $0) }
    }

    @Test func nothingIsListedThatIsNotThere() {
        let seen = Set(sites.flatMap { site in [site.argument] + site.templates.map(\.description) })
        let files = Set(sites.map(\.file))
        let stale = Self.handedOn.filter { entry in
            let parts = entry.components(separatedBy: ": ")
            return !files.contains(parts[0]) || !seen.contains(parts.dropFirst().joined(separator: ": "))
        }
        #expect(stale.isEmpty)
    }

    @Test func everyMessageHasACase() throws {
        #expect(sites.flatMap(\.templates).count > 250)
        let missing = try self.missing(in: cases())
        #expect(missing.isEmpty, "no case for:\n\(missing.joined(separator: "\n"))")
    }

    /// What scripts and text files can bring about is marked at its place: with carets, or as `line:column` before the message.
    @Test func messagesAboutLinesHaveTheirPlaceMarked() throws {
        let mark = #/#! *\^|([^ :]+:)?[0-9]+:[0-9]+(\+[0-9]+|:) /#
        let missing = try self.missing(in: cases().filter { $0.prefixMatch(of: mark) != nil }) { message in
            Self.ofLines.contains { message.hasPrefix($0) } && !Self.ofNoLine.contains { message.hasPrefix($0) }
        }
        #expect(missing.isEmpty, "no marked case for:\n\(missing.joined(separator: "\n"))")
    }

    /// The messages without a case, each with its first place in the sources. A case counts for the message that says most of it.
    private func missing(in cases: Set<Substring>, where isWanted: (String) -> Bool = { _ in true }) -> [String] {
        let made = sites.flatMap { site in site.templates.map { (template: $0, site: site) } }
        let messages = Dictionary(grouping: made.filter { !Self.handedOn.contains("\($0.site.file): \($0.template)") }, by: \.template)
        var found: Set<MessageTemplate> = []
        for text in cases.map({ Array($0.utf8) }) {
            let matching = messages.keys.filter { $0.isWithin(text) }
            let most = matching.map(\.weight).max()
            found.formUnion(matching.filter { $0.weight == most })
        }
        return messages.filter { !found.contains($0.key) && $0.value.contains { isWanted("\($0.site.file): \($0.template)") } }
            .map { "\($0.value[0].site.place): \($0.key)" }.sorted()
    }

    @Test func everyDiagnosticIsSeen() {
        let unseen = sites.filter { $0.templates.isEmpty && !Self.handedOn.contains("\($0.file): \($0.argument)") }
        #expect(unseen.isEmpty, "no text in:\n\(unseen.map { "\($0.place): \($0.argument)" }.joined(separator: "\n"))")
        let hidden = sources.flatMap { name, source in
            source.hiddenSites(file: name).filter { !($0.contains(".init(") && Self.tables.contains(name)) }
        }
        #expect(hidden.isEmpty, "\(hidden.joined(separator: "\n"))")
    }

    @Test func messagesSayEnoughToBeFound() {
        let vague = sites.flatMap { site in
            site.templates.filter { $0.weight < 6 && !Self.handedOn.contains("\(site.file): \($0)") }.map { "\(site.place): \($0)" }
        }
        #expect(vague.isEmpty, "nearly anything matches:\n\(vague.joined(separator: "\n"))")
    }

    /// The marks of error scripts, and the texts of tests.
    private func cases() throws -> Set<Substring> {
        let marks = try files(in: "Tests", endingIn: ".nds").flatMap { $0.text.split(separator: "\n").filter { $0.hasPrefix("#!") } }
        let texts = try files(in: "Tests", endingIn: ".swift").flatMap { file in
            SwiftSource(file.text).tokens.flatMap { placed -> [Substring] in
                guard case .text(let pieces) = placed.token else { return [] }
                return pieces.joined(separator: "…").split(separator: "\n")
            }
        }
        return Set(marks + texts)
    }
}

private func files(in folder: String, endingIn suffix: String) throws -> [(name: String, text: String)] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let top = root.appendingPathComponent(folder).path
    let names = try FileManager.default.subpathsOfDirectory(atPath: top).filter { $0.hasSuffix(suffix) }.sorted()
    return try names.map { name in
        (name, try String(contentsOfFile: top + "/" + name, encoding: .utf8))
    }
}
