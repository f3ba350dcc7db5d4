import Diagnostics
import Notebook
import Script
import Testing

struct ScriptParameterTests {
    private static let script = """
        param size: number = 5 "how many"
        param name = "bag"
        param data: path
        param steps: list = []
        param fresh = true
        """

    private func values(_ words: String...) throws -> [String: Value] {
        try ScriptParameters.values(words, for: parse(SourceText(name: "test.nds", text: Self.script)), folder: "/home")
    }

    @Test func wordsBecomeValuesOfTheDeclaredTypes() throws {
        let given = try values("size=20%", "name=5", "data=a/b.txt", "steps=[1, two]", "fresh=false")
        #expect(given.mapValues(\.summary) == ["size": "0.2", "name": "5", "data": "/home/a/b.txt", "steps": "[1, \"two\"]", "fresh": "false"])
        #expect(given["name"]?.type == .text)
    }

    @Test func whatCannotBeOneIsSaidForEachWord() throws {
        let findings = #expect(throws: Findings.self) { try values("size", "=5", "size=many", "fresh=yes", "name=") }
        #expect(
            findings?.all.map(marked) == [
                "`size` is no `name=value` | the script's parameters: size, name, data, steps, fresh",
                "`=5` is no `name=value` | the script's parameters: size, name, data, steps, fresh",
                "1:7+4 the parameter `size` is a number, not `many` | how many",
                "5:7+5 the parameter `fresh` is true or false, not `yes`",
            ])
    }

    @Test func theCheckerFindsWhatTheScriptDoesNotDeclareAndWhatDoesNotFitIt() async {
        let given: [String: Value] = ["size": .text("many"), "colour": .text("red")]
        let found = await findings("param size = 1 + 1\nbag size", parameters: given).map(marked)
        #expect(found == ["the script has no parameter `colour` | it has size", "1:7+4 the parameter `size` wants a number, not \"many\""])
    }
}

/// `line:column+length message | label`.
private func marked(_ finding: Diagnostic) -> String {
    let text = finding.message + (finding.label.isEmpty ? "" : " | " + finding.label)
    guard case .line(let line, let column, let length, _)? = finding.place?.position else { return text }
    return "\(line):\(column)+\(length) \(text)"
}
