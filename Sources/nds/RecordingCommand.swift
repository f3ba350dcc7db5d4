import Annotator
import ArgumentParser
import Diagnostics
import Foundation
import Report

struct RecordingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recording",
        abstract: "Verify a recording of a model's replies, and tell what is in it: models, prompts, replies, tokens, dates.",
        discussion: "It exits with 1 where a line is no reply, or a question was changed after it was asked.")

    @Argument(help: ArgumentHelp("A recording, such as replies/pool.jsonl.", valueName: "file"))
    var file: String

    @Flag(help: "Put it in order: each question once, of several replies to a call the first alone, no torn line.")
    var compact = false

    func run() throws {
        do {
            if compact {
                // What cannot be read is left as it is.
                _ = try RecordingContents(reading: file)
                let removed = try RecordingContents.compact(file)
                Terminal.output.write(lines: ["\(counted(removed, "line")) removed"])
            }
            let facts = RecordingFacts(try RecordingContents(reading: file))
            Terminal.output.write(lines: Terminal.output.renderer.lines(facts.blocks(file: (file as NSString).lastPathComponent)))
        } catch {
            Terminal.error.report(error)
            throw ExitCode(1)
        }
    }
}

extension RecordingFacts {
    fileprivate func blocks(file: String) -> [Block] {
        var blocks: [Block] = groups.map { .text($0.lines.joined(separator: "\n")) }
        if groups.isEmpty { blocks.append(.text("\(file) holds no replies")) }
        var remarks = idle.map { "no reply is to the question \($0.id) (\($0.prompt) to \($0.model))" }
        if let tornLine { remarks.append("line \(tornLine) was torn off when its writer was killed: that reply is asked for again") }
        if !remarks.isEmpty { blocks.append(.text(remarks.map { "· \($0)" }.joined(separator: "\n"))) }
        return blocks
    }
}

extension RecordingFacts.Group {
    fileprivate var lines: [String] {
        var lines = [ask.map { "\($0.prompt) to \($0.model), read as \($0.form) (\($0.id))" } ?? "replies that nds did not record"]
        if let ask { lines.append("  asked with    \(ask.parameters.recorded)\(ask.fields == .none ? "" : " " + ask.fields.json)") }
        if !models.isEmpty { lines.append("  answered by   \(models.joined(separator: ", "))") }
        var counts = [counted(replies, "reply", plural: "replies"), "\(counted(sentences, "sentence"))"]
        if samples > 1 { counts.append("\(samples) samples") }
        lines.append("  holds         \(counts.joined(separator: ", "))")
        let faults = [(refused, "refused"), (cut, "cut off"), (repeated, "repeated and ignored")].filter { $0.0 > 0 }
        if !faults.isEmpty { lines.append("  of them       " + faults.map { "\(grouped($0.0)) \($0.1)" }.joined(separator: ", ")) }
        if promptTokens > 0 {
            let rest = uncounted > 0 ? ", \(counted(uncounted, "reply", plural: "replies")) not counted" : ""
            lines.append("  tokens        \(grouped(promptTokens)) of prompts, \(grouped(completionTokens)) of replies\(rest)")
        }
        if let from, let to { lines.append("  recorded      \(from == to ? from : "\(from) to \(to)")") }
        return lines
    }
}
