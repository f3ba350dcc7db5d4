import Diagnostics
import Foundation
import Notebook
import Script
import Testing

/// Scripts that include others, in a folder of their own.
@MainActor
struct IncludeTests {
    private final class Folder {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("nds-include-\(UUID().uuidString)")
        var path: String { url.path }

        init(_ files: [String: String]) throws {
            for (name, text) in files {
                let file = url.appendingPathComponent(name)
                try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: file)
            }
        }

        deinit { try? FileManager.default.removeItem(at: url) }
    }

    private func program(_ folder: Folder, _ name: String = "main.nds") throws -> Tree {
        let text = try String(contentsOf: folder.url.appendingPathComponent(name), encoding: .utf8)
        return try Notebook.program(SourceText(name: name, text: text), folder: folder.path, path: folder.path + "/" + name)
    }

    /// Names and values of the cells.
    private func run(_ folder: Folder) async throws -> [String] {
        let tree = try program(folder)
        let session = Session(language: testLanguage)
        let findings = session.check(tree, folder: folder.path, allowsRebinding: false)
        guard findings.isEmpty else { throw Findings(findings) }
        var cells: [String] = []
        for statement in tree.statements {
            let cell = try await session.run(statement, of: tree, folder: folder.path)
            cells.append("\(cell.source): \(cell.value?.summary ?? "no value")")
        }
        return cells
    }

    private func findings(_ folder: Folder) async -> [String] {
        do {
            return try await run(folder)
        } catch let findings as Findings {
            return findings.all.map { "\($0.place?.description ?? "nowhere"): \($0.message)" + ($0.label.isEmpty ? "" : " | \($0.label)") }
        } catch let finding as Diagnostic {
            return ["\(finding.place?.description ?? "nowhere"): \(finding.message) \(finding.notes)"]
        } catch {
            return ["\(error)"]
        }
    }

    @Test func itsStatementsRunAtThatPlaceInTheSameScope() async throws {
        let folder = try Folder(["main.nds": "let a = 1\ninclude \"b.nds\"\nb + 1", "b.nds": "nds 1\nlet b = a + 1\ndef f(x) { x + b }\n"])
        #expect(try await run(folder) == ["let a = 1: 1", "let b = a + 1: 2", "def f(x) { x + b }: def f(x)", "b + 1: 3"])
    }

    @Test func pathsWithinAreRelativeToItsOwnFolder() async throws {
        let folder = try Folder([
            "main.nds": "include \"sub/b.nds\"\nlength(\"here.txt\")\nopen \"here.txt\"",
            "sub/b.nds": "include \"deep/c.nds\"\nlet b = open \"b.txt\"\ndef length(p) { open \"b.txt\" }", "sub/deep/c.nds": "let c = open \"../b.txt\"",
            "sub/b.txt": "12345", "here.txt": "123",
        ])
        #expect(try await run(folder).map { $0.split(separator: ":").last.map(String.init) } == [" any 5", " any 5", " def length(p)", " any 5", " any 3"])
    }

    @Test func blocksMayIncludeToo() async throws {
        let folder = try Folder([
            "main.nds": "for i in 1..2 { include \"b.nds\"; n + i }\nlet x = (if 1 > 0 { include \"b.nds\" })\ndef f() { include \"b.nds\" }\nf()",
            "b.nds": "let n = 5",
        ])
        #expect(try await run(folder).map { $0.split(separator: ":").last.map(String.init) } == [" i, value", " 5", " def f()", " 5"])
    }

    @Test func findingsNameTheIncludedFile() async throws {
        let folder = try Folder([
            "main.nds": "bga 1\ninclude \"sub/b.nds\"\nbag \"x\"", "sub/b.nds": "let a = 1\n  bag sise=a\ninclude \"c.nds\"", "sub/c.nds": "open \"no.txt\"",
        ])
        let found = await findings(folder)
        #expect(
            found == [
                "main.nds:1:1: unknown command `bga` | did you mean `bag`?", "main.nds:3:5: `size` of `bag` wants a number, not \"x\"",
                "sub/b.nds:2:7: `bag` has no option `sise` | did you mean `size`?", "sub/c.nds:1:6: there is no file `no.txt`",
            ])
        let failing = try Folder(["main.nds": "include \"b.nds\"\nf(note(0))", "b.nds": "\n\ndef f(x) { 1 / x }"])
        #expect(await findings(failing) == ["b.nds:3:12: division by zero [\"in the call of `f` at main.nds:2:1\"]"])
    }

    @Test func filesThatCannotBeIncludedAreAllReported() async throws {
        let folder = try Folder([
            "main.nds": "include \"bb.nds\"\ninclude \"sub\"\ninclude \"bad.nds\"\ninclude \"b.nds\"\ninclude \"/dev/null\"", "b.nds": "let = 1",
            "bad.nds": "x\n", "sub/x": "",
        ])
        try Data([0xff, 0xfe]).write(to: folder.url.appendingPathComponent("bad.nds"))
        #expect(
            await findings(folder) == [
                "bad.nds:1:1: byte 0xff is not UTF-8", "main.nds:1:9: there is no script `bb.nds` | did you mean `b.nds`?",
                "main.nds:2:9: `sub` is a folder, not a script", "main.nds:5:9: `/dev/null` is no plain file",
                "b.nds:1:5: expected a name after `let`, found `=`",
            ])
    }

    @Test func cyclesAreAnError() async throws {
        let direct = try Folder(["main.nds": "include \"main.nds\""])
        #expect(await findings(direct) == ["main.nds:1:9: `main.nds` includes itself"])
        let indirect = try Folder(["main.nds": "include \"b.nds\"", "b.nds": "include \"sub/../c.nds\"", "c.nds": "include \"b.nds\""])
        #expect(await findings(indirect) == ["sub/../c.nds:1:9: `b.nds` includes itself"])
    }

    @Test func whatUnrollsWithoutMeasureIsRefused() async throws {
        var files = ["main.nds": "include \"0.nds\"", "18.nds": "1; 2"]
        for depth in 0..<18 { files["\(depth).nds"] = String(repeating: "include \"\(depth + 1).nds\"\n", count: 4) }
        #expect(await findings(try Folder(files)).allSatisfy { $0.hasSuffix("the included files come to more than 100000 statements") })
        var chain = ["main.nds": "include \"0.nds\"", "60.nds": "1"]
        for depth in 0..<60 { chain["\(depth).nds"] = "include \"\(depth + 1).nds\"" }
        #expect(await findings(try Folder(chain)) == ["48.nds:1:9: includes are nested too deeply"])
    }

    @Test func proseAndRecordedOutputOfAnIncludeGoToItsStatements() throws {
        let folder = try Folder(["main.nds": "## above\ninclude \"b.nds\"\n#= 5\n", "b.nds": "## within\nlet n = 5\nn"])
        let tree = try program(folder)
        #expect(tree.statements.map(\.prose) == [["above", "within"], []])
        #expect(tree.statements.map { $0.recorded.map(\.body) } == [[], ["5"]])
        #expect(tree.included.map(\.path) == [URL(fileURLWithPath: folder.path + "/b.nds").resolvingSymlinksInPath().path])
        #expect(tree.included.map { tree.source.text($0.range) } == ["## within\nlet n = 5\nn"])
        #expect(tree.folder(at: tree.statements[0].range.lowerBound, root: "/root").hasSuffix(folder.url.lastPathComponent))
    }
}
