import ArgumentParser
import Commands
import Diagnostics
import Foundation
import Store

struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Write a commented script to start from.",
        usage: "nds new [<file>] [data=<news|path>] [teacher=<oracle|stand-in|llm|path>] [model=<tiny|minilm|folder>]",
        discussion: "What is not given is asked for at a terminal; elsewhere it is chosen. A file that is there is never replaced.")

    @ArgumentParser.Argument(
        help: ArgumentHelp("The script to write, by default experiment.nds, and what it is to be about.", valueName: "file or name=value"))
    var words: [String] = []

    private static let names = ["data", "teacher", "model"]

    func run() throws {
        do {
            try write()
        } catch let code as ExitCode {
            throw code
        } catch {
            Terminal.error.report(error)
            throw ScriptRunner.rejected
        }
    }

    private func write() throws {
        let (file, answers) = try read()
        let path = URL(fileURLWithPath: file).path, home = URL(fileURLWithPath: path).deletingLastPathComponent().path
        if FileManager.default.fileExists(atPath: path) { throw Diagnostic("`\(file)` is there already", label: "give another name, as in `nds new second.nds`") }
        if !FileManager.default.fileExists(atPath: home) { throw Diagnostic("there is no folder for `\(file)`", label: "make it with `mkdir -p \(home)`") }
        var choices = StarterChoices(folder: workingFolder, home: home)
        let isAsking = Terminal.input.isTerminal && Terminal.output.isTerminal
        if isAsking, answers.count < Self.names.count {
            Terminal.output.write(lines: ["\(file): a script to start from. Return takes what stands in brackets, Ctrl-C leaves nothing."])
        }
        func settle(_ name: String, _ question: String, usual: String, _ set: (String) throws -> Void) throws {
            if let answer = answers[name] { return try set(answer) }
            guard isAsking else { return try set(usual) }
            while true {
                Terminal.output.write("\(question) [\(usual)]: ")
                guard let line = readLine() else {
                    Terminal.output.write("\n")
                    throw ScriptRunner.interrupted
                }
                let answer = line.trimmingCharacters(in: .whitespaces)
                do { return try set(answer.isEmpty ? usual : answer) } catch { Terminal.output.report(error) }
            }
        }
        try settle("data", "Data: news, which is generated, or a file or folder of your own", usual: "news") { try choices.setData($0) }
        let teachers = choices.usualTeacher == "oracle" ? "oracle, which is simulated, stand-in, llm" : "stand-in, llm"
        try settle("teacher", "Teacher: \(teachers), or a file of recorded replies", usual: choices.usualTeacher) { try choices.setTeacher($0) }
        try settle("model", "Model: tiny, which is random, minilm, or a folder", usual: choices.usualModel) { try choices.setModel($0) }
        try AtomicFile.write(choices.script, to: path)
        let page = URL(fileURLWithPath: file).deletingPathExtension().relativePath + ".html"
        Terminal.output.write(lines: ["\(file) is written. Read it, then:", "    nds check \(file)", "    nds plan \(file)", "    nds run \(file) --report \(page)"])
    }

    /// The file to write, and the answers given with it.
    private func read() throws -> (file: String, answers: [String: String]) {
        var file: String?
        var answers: [String: String] = [:]
        for word in words {
            guard let sign = word.firstIndex(of: "=") else {
                guard file == nil else { throw Diagnostic("`new` writes one script; `\(word)` is a second", label: "answers are given as in `data=news`") }
                file = URL(fileURLWithPath: word).pathExtension.isEmpty ? word + ".nds" : word
                continue
            }
            let name = String(word[..<sign]), value = String(word[word.index(after: sign)...])
            guard Self.names.contains(name) else {
                throw Diagnostic("`new` knows no `\(name)`", label: suggestion(for: name, among: Self.names).map { "did you mean `\($0)`?" } ?? "it takes data, teacher and model")
            }
            answers[name] = value
        }
        return (file ?? "experiment.nds", answers)
    }
}
