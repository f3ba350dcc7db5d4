import Foundation
import Notebook
import Report

/// How a value came to be: the calls that made it, with all that decided what they gave.
package struct Explanation: Kind {
    struct Call: Encodable {
        /// From 1, in the order in which the calls ended.
        var number: Int
        var command: String
        /// As it may be typed, but for what other calls gave: that has their number in parentheses.
        var text: String
        var seed: Int?
        var gives: String
        /// The defaults that it went by: not those whose place another option took.
        var defaults: [Entry]
        /// Files that were read, with the SHA-256 of what was in them.
        var files: [Entry]
        /// What there is to know of the command, and of what it took by default.
        var background: [Entry]
    }

    struct Entry: Encodable, Equatable {
        var name: String
        var text: String
    }

    /// Of what is explained.
    let heading: String
    let calls: [Call]

    init(of value: Value, by lineage: Lineage, in language: Language) {
        heading = value.summary
        calls = lineage.steps.enumerated().map { number, step in Call(number: number + 1, step, in: language) }
    }

    package static let kindName = "explanation"

    package static let fields: [Field<Explanation>] = [
        Field("calls", "the calls that made it, in the order in which they ended: number, what was called with what, seed, what it gave") { $0.callTable },
        Field("defaults", "for each call the defaults that it went by: not those whose place another option took, as steps takes that of epochs") { $0.table(["option", "value"]) { $0.defaults } },
        Field("files", "for each call the files that it read, with the SHA-256 of what was in them") { $0.table(["file", "sha256"]) { $0.files } },
        Field("background", "for each call formulas, where they come from, and what part of the method it belongs to") { $0.table(["what", "text"]) { $0.background } },
        Field("seeds", "the seeds in force where random numbers were drawn") { Set($0.calls.compactMap(\.seed)).sorted() },
    ]

    private var callTable: Table {
        Table(
            columns: ["number", "call", "seed", "gives"],
            rows: calls.map { [.number(Double($0.number)), .text($0.text), $0.seed.map { .number(Double($0)) } ?? .none, .text($0.gives)] })
    }

    private func table(_ names: [String], _ entries: (Call) -> [Entry]) -> Table {
        Table(
            columns: ["number", "command"] + names,
            rows: calls.flatMap { call in
                entries(call).map { [.number(Double(call.number)), .text(call.command), .text($0.name), .text($0.text)] }
            })
    }

    package var summary: String {
        calls.isEmpty ? "\(heading): no call of this session made it" : "\(heading): made by \(counted(calls.count, "call"))"
    }

    package var blocks: [Block] {
        guard !calls.isEmpty else { return [.text(summary + "; it was typed, or an expression or an interrupted call gave it")] }
        let shown = calls.suffix(Self.listed), left = calls.count - shown.count
        let more = left > 0 ? [Block.text("… the first \(counted(left, "call")): the field `calls` has all")] : []
        return [.text("how it came to be")] + more + shown.map { .text($0.lines.joined(separator: "\n")) }
    }

    private static let listed = 20
}

extension Explanation.Call {
    fileprivate init(number: Int, _ step: Lineage.Step, in language: Language) {
        let record = step.call
        let command = language.command(record.command)
        self.number = number
        self.command = record.command
        seed = record.seed
        gives = record.summary
        let arguments = zip(record.arguments, step.origins).filter { !$0.0.isDefault }.map { argument, origins in
            let place = command?.parameters.firstIndex { $0.name == argument.parameter }
            let parameter = place.flatMap { command?.parameters[$0] }
            let word = argument.text.hasPrefix("\"") ? String(argument.text.dropFirst().dropLast()) : argument.text
            let typed = parameter?.type.takes(bareWord: word) == true ? word : argument.text
            let text = origins.isEmpty ? typed : origins.map { "(\($0 + 1))" }.joined(separator: " ")
            // What has a default is clearer with its name, but for the subject of the call.
            let isSubject = place == 0 && Double(argument.text) == nil
            let isNamed = parameter.map { $0.isNamedOnly || $0.defaultText != nil && !isSubject } ?? true
            return isNamed ? "\(argument.parameter)=\(text)" : text
        }
        text = ([record.command] + arguments).joined(separator: " ")
        let used = record.defaults(of: command?.parameters ?? [])
        defaults = used.map { Explanation.Entry(name: $0.parameter, text: $0.text) }
        files = record.inputs.map { Explanation.Entry(name: $0.path, text: $0.digest.text) }
        // A default may be what a command gives, such as the schedule `simple`; a word of a choice is only itself.
        let taken = used.compactMap { argument -> (name: String, command: Command)? in
            guard command?.parameters.first(where: { $0.name == argument.parameter })?.type.takes(bareWord: argument.text) == false else { return nil }
            return language.command(argument.text).map { ("\(argument.parameter)=\(argument.text), ", $0) }
        }
        background = (command?.background ?? []).map { Explanation.Entry(name: $0.name, text: $0.text) }
            + taken.flatMap { taken in taken.command.background.map { Explanation.Entry(name: taken.name + $0.name, text: $0.text) } }
    }

    fileprivate var lines: [String] {
        var lines = ["(\(number)) \(text)" + (seed.map { "   with seed \($0)" } ?? "")]
        lines.append("    gives \(gives)")
        if !defaults.isEmpty { lines.append("    not given: " + defaults.map { "\($0.name)=\($0.text)" }.joined(separator: " ")) }
        lines += files.prefix(Self.listed).map { "    read \(($0.name as NSString).lastPathComponent), SHA-256 \($0.text.prefix(12))…" }
        if files.count > Self.listed { lines.append("    and \(counted(files.count - Self.listed, "more file"))") }
        return lines + background.map { "    \($0.name): \($0.text)" }
    }

    private static let listed = 5
}
