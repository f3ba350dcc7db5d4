import Diagnostics
import Foundation
import Notebook
import Script
import Testing

@testable import Commands

/// Label sets that do not go together are found before anything runs, in the words of the run.
@MainActor
struct LabelSetTests {
    private func findings(_ script: String) throws -> [String] {
        let tree = try parse(SourceText(name: "test", text: script))
        return Session(language: .nds).check(tree, folder: "/", allowsRebinding: false).map {
            "\($0.place?.description ?? ""): \($0.message)" + ($0.label.isEmpty ? "" : " | \($0.label)")
        }
    }

    nonisolated private static let news = "let news = generate news size=20; let places = relabel news {LOC: \"PLACE\", MISC: none}\n"
    nonisolated private static let different = "have different labels | relabel {PLACE: none}"

    @Test(arguments: [
        ("mix places news", "test:2:1: `places` and `news` \(different)"), ("concat places news", "test:2:1: `places` and `news` \(different)"),
        ("agree places with=news", "test:2:1: `places` and `news` \(different)"),
        ("let m = train (bert size=tiny) on=places; eval m on=news", "test:2:43: the model tags ORG PER PLACE, `news` has LOC MISC ORG PER"),
        ("relabel news {PERS: \"P\"}", "test:2:1: `news` has no type `PERS` | did you mean `PER`?"),
        ("relabel places {LOC: \"L\"}", "test:2:1: `places` has no type `LOC`"),
        ("let parts = split places 5; mix parts.first news", "test:2:29: `distilled` and `news` \(different)"),
        ("let d = annotate places by=oracle; mix d news", "test:2:36: `d` and `news` \(different)"),
        ("def arm(d) { mix d news }; arm(places)", "test:2:14: `d` and `news` \(different)"),
        ("let t = tag (train (bert size=tiny) on=places) on=news; mix t news", "test:2:57: `t` and `news` \(different)"),
    ])
    func differentSetsAreFound(line: String, expected: String) throws {
        let found = try findings(Self.news + line)
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix(expected) == true, "\(found)")
    }

    @Test(arguments: [
        "mix news news", "mix (relabel places {PLACE: \"LOC\"}) news", "let m = train (bert size=tiny) on=news; eval m on=(sample news 5)",
        "let types = {LOC: none}; relabel news (types)", "let m = train (bert size=tiny) on=(mix news (sample news 5)); eval m on=news",
        "def arm(d) { mix d d }; arm(places); arm(news)", "for d in [news, places] { mix d d }", "concat news (sample news 5) (without news news)",
    ])
    func setsThatGoTogetherAreGood(line: String) throws {
        #expect(try findings(Self.news + line) == [])
    }
}
