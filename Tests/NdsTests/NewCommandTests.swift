import Foundation
import Loopback
import Testing

/// `nds new`: whatever is chosen, the script that it writes checks and runs.
@Suite(.serialized)
struct NewCommandTests {
    private let program = Program()

    private func write(_ name: String, _ text: String) throws { _ = try program.script(name, text) }

    /// Forty sentences as CoNLL, as text, and as recorded replies, and a model in a folder.
    private func makeFiles() throws {
        let made = try program.run(
            "-c", "let news = generate news size=40; write news \"gold.conll\"; export (train (bert size=tiny) on=news batch=8 steps=2) \"my model\"")
        #expect(made.status == 0, "\(made.errors)")
        try FileManager.default.createDirectory(atPath: program.home.path + "/texts", withIntermediateDirectories: true)
        try write("texts/a.txt", String(repeating: "Angela Merkel flew to Paris. ", count: 20))
        try write("replies.jsonl", (0..<40).map { #"{"sentence": \#($0), "reply": "{\"Paris\": \"LOC\", \"Angela Merkel\": \"PER\"}"}"# }.joined(separator: "\n") + "\n")
    }

    @Test func everyChoiceGivesAScriptThatChecks() throws {
        try makeFiles()
        var number = 0
        for data in ["news", "gold.conll", "texts", "texts/a.txt"] {
            for teacher in ["oracle", "stand-in", "llm", "replies.jsonl"] where teacher != "oracle" || !data.hasPrefix("texts") {
                for model in ["tiny", "minilm", "my model"] {
                    number += 1
                    let made = try program.run("new", "x\(number)", "data=\(data)", "teacher=\(teacher)", "model=\(model)")
                    #expect(made.status == 0 && made.output.contains("nds run x\(number).nds --report x\(number).html"), "\(made.errors)")
                    let checked = try program.run("check", "x\(number).nds")
                    #expect(checked.status == 0, "data=\(data) teacher=\(teacher) model=\(model): \(checked.errors)")
                    #expect(try program.run("format", "--check", "x\(number).nds").status == 0, "x\(number) is not in the canonical layout")
                }
            }
        }
    }

    @Test(arguments: [
        ("news", "oracle", "tiny"), ("gold.conll", "replies.jsonl", "my model"), ("gold.conll", "stand-in", "tiny"), ("texts", "stand-in", "tiny"),
        ("texts", "replies.jsonl", "tiny"),
    ])
    func whatIsWrittenRuns(data: String, teacher: String, model: String) throws {
        try makeFiles()
        try FileManager.default.createDirectory(atPath: program.home.path + "/scripts", withIntermediateDirectories: true)
        #expect(try program.run("new", "scripts/x.nds", "data=\(data)", "teacher=\(teacher)", "model=\(model)").status == 0)
        let outcome = try program.run("run", "scripts/x.nds", "steps=2")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains(data == "texts" ? "tiny: f1" : "only_distilled"))
    }

    @Test func aLanguageModelIsAskedWhereOneAnswers() throws {
        let server = RawServer { _ in
            .answer(
                headers: ["Content-Type: application/json"],
                #"{"model":"gpt-4o-mini","choices":[{"message":{"role":"assistant","content":"{\"Paris\": \"LOC\"}"},"finish_reason":"stop"}],"usage":{"prompt_tokens":300,"completion_tokens":12}}"#)
        }
        defer { server.stop() }
        try makeFiles()
        #expect(try program.run("new", "x", "data=texts/a.txt", "teacher=llm", "model=tiny").status == 0)
        let outcome = try program.run("run", "x.nds", "steps=2", "url=\(server.url)", "key=none")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(FileManager.default.fileExists(atPath: program.home.path + "/replies"))
    }

    @Test func anEarlierFileIsNeverReplaced() throws {
        try write("x.nds", "let mine = 1\n")
        let outcome = try program.run("new", "x", "data=news")
        #expect(outcome.status == 2 && outcome.errors.contains("`x.nds` is there already (give another name, as in `nds new second.nds`)"))
        #expect(try String(contentsOfFile: program.home.path + "/x.nds", encoding: .utf8) == "let mine = 1\n")
    }

    @Test(arguments: [
        ("datum=x", "`new` knows no `datum` (did you mean `data`?)"), ("modle=x", "`new` knows no `modle` (did you mean `model`?)"),
        ("colour=x", "`new` knows no `colour` (it takes data, teacher and model)"), ("y.nds", "`new` writes one script; `y.nds` is a second (answers are given as in `data=news`)"),
        ("data=nowhere", "there is no file or folder `nowhere` to take as data (`news` stands for generated sentences)"),
        ("data=few.txt", "`few.txt` is too small for a first experiment: it has 1 sentence (10 or more are wanted)"),
        ("teacher=orcale", "there is no teacher `orcale` (did you mean `oracle`?)"),
        ("model=nowhere", "there is no model `nowhere`"),
    ])
    func whatCannotBeIsToldAndNothingIsWritten(word: String, message: String) throws {
        try write("few.txt", "One sentence.\n")
        let outcome = try program.run("new", "x.nds", word)
        #expect(outcome.status == 2 && outcome.errors.contains(message), "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: program.home.path + "/x.nds"))
    }

    @Test func anOracleNeedsGoldLabelsAndAScriptItsFolder() throws {
        try makeFiles()
        let oracle = try program.run("new", "x", "data=texts", "teacher=oracle")
        #expect(oracle.status == 2 && oracle.errors.contains("an oracle errs from gold labels, and a text has none"))
        let folder = try program.run("new", "nowhere/x")
        #expect(folder.status == 2 && folder.errors.contains("there is no folder for `nowhere/x.nds`"))
    }

    @Test func atATerminalItAsks() throws {
        let path = program.home.path + "/x.nds"
        let terminal = try PseudoTerminal([PromptSession.program, "new", path, "model=tiny"], environment: program.home.environment)
        terminal.expect("it should ask for data", { $0.cursorRow.contains("[news]:") })
        terminal.type("nowhere\r")
        terminal.expect("it should say what is wrong and ask again", { $0.rows.contains { $0.contains("there is no file or folder `nowhere`") } && $0.cursorRow.contains("[news]:") })
        terminal.type("\r")
        terminal.expect("it should ask for a teacher", { $0.cursorRow.contains("[oracle]:") })
        terminal.type("\r")
        #expect(terminal.exitCode() == 0)
        #expect(try String(contentsOfFile: path, encoding: .utf8).contains("let teacher = oracle"))
    }

    @Test(arguments: ["\u{3}", "\u{4}"])
    func ctrlCLeavesNothing(key: String) throws {
        let path = program.home.path + "/x.nds"
        let terminal = try PseudoTerminal([PromptSession.program, "new", path], environment: program.home.environment)
        terminal.expect("it should ask for data", { $0.cursorRow.contains("[news]:") })
        terminal.type(key)
        _ = terminal.exitCode()
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}
