import Diagnostics
import Foundation
import Notebook
import Script
import Testing

@testable import Commands

/// What the language has is declared once, and everything that tells of it is made from the declaration.
@MainActor
struct ReferenceTests {
    private let reference = Language.nds.reference.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)

    private func isUnique(_ names: [String]) -> Bool { Set(names).count == names.count }

    @Test func everyWordIsDeclaredOnce() {
        #expect(isUnique(Language.nds.commands.map(\.name)))
        #expect(isUnique(Language.nds.kinds.map(\.name)))
        #expect(isUnique(Language.nds.sections.map(\.title)))
        #expect(isUnique(Construct.all.map(\.name)))
        #expect(isUnique(Construct.all.map(\.summary) + Language.nds.commands.map(\.summary)))
        for command in Language.nds.commands { #expect(isUnique(command.parameters.map(\.name)), "\(command.name)") }
        for kind in Language.nds.kinds { #expect(isUnique(kind.fields.map(\.name)), "\(kind.name)") }
        #expect(Construct.all.allSatisfy { Language.nds.command($0.name) == nil })
    }

    @Test func everyKeywordBelongsToOneForm() {
        let keywords = Construct.all.flatMap(\.keywords)
        #expect(isUnique(keywords.map(\.rawValue)))
        #expect(Set(keywords) == Set(Keyword.allCases))
        for construct in Construct.all where construct.beginsStatement {
            #expect(construct.keywords.contains { $0.rawValue == construct.name } || construct.name == "seed")
        }
    }

    @Test func everyOperatorIsShown() {
        let usages = Construct.all.map(\.usage).joined(separator: " ")
        for symbol in Operator.allCases { #expect(usages.contains(symbol.rawValue), "\(symbol.rawValue)") }
    }

    @Test func theReferenceListsEverythingOnce() {
        func count(_ line: String) -> Int { reference.count { $0 == line } }
        for construct in Construct.all { #expect(count("### `\(construct.name)`") == 1, "\(construct.name)") }
        for section in Language.nds.sections { #expect(count("### \(section.title.prefix(1).uppercased() + section.title.dropFirst())") == 1) }
        for command in Language.nds.commands {
            #expect(count("#### `\(command.name)`") == 1, "\(command.name)")
            #expect(count("    " + command.signature) >= 1)
            let page = section(of: command)
            for parameter in command.parameters {
                #expect(page.count { $0.hasPrefix("| `\(parameter.name)` |") } == 1, "\(command.name) \(parameter.name)")
            }
            #expect(page.joined(separator: "\n").contains(command.example.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")))
        }
        #expect(reference.count { $0.hasPrefix("#### ") } == Language.nds.commands.count)
        for kind in Language.nds.kinds {
            #expect(count("### \(kind.name.prefix(1).uppercased() + kind.name.dropFirst())") == 1, "\(kind.name)")
        }
    }

    private func section(of command: Command) -> [String] {
        Array(reference.drop { $0 != "#### `\(command.name)`" }.dropFirst().prefix { !$0.hasPrefix("#") })
    }

    @Test(arguments: Construct.all.map(\.name))
    func theExampleOfEachFormIsGood(name: String) async throws {
        let construct = try #require(Construct.named(name))
        guard construct.name != "include" else { return }
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        try await scratch.run(construct.example)
    }

    @Test func completionAndHelpReadTheSameTables() async throws {
        let session = Session(language: .nds)
        let offered = session.completions(of: "", folder: "/").candidates
        for construct in Construct.all where construct.beginsStatement {
            #expect(offered.filter { $0.text == construct.name }.map(\.summary) == [construct.summary])
        }
        for command in Language.nds.commands {
            #expect(offered.filter { $0.text == command.name }.map(\.summary) == [command.summary])
        }
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        for construct in Construct.all where construct.beginsStatement {
            #expect(try await scratch.run("(help \"\(construct.name)\").title")?.summary == construct.name)
        }
    }

    @Test func whatASessionDefinesIsCompletedLikeACommand() async throws {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        try await scratch.run("def fade(t, grade=2) { 1 - t^grade }")
        #expect(scratch.session.completions(of: "fade(t=1, g", folder: "/").candidates.contains { $0.text == "grade" && $0.ending == "=" })
        #expect(scratch.session.completions(of: "if true { 1 } e", folder: "/").candidates.map(\.text) == ["else"])
        #expect(scratch.session.completions(of: "if true { 1 } else i", folder: "/").candidates.map(\.text) == ["if"])
        #expect(scratch.session.hint(of: "fade ") == "t [grade=2]")
    }
}
