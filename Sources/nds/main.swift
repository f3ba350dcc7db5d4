import Diagnostics
import Foundation

// Stands in for the command line until that is there: a prompt that adds numbers.
let verbs = ["help": "lists the verbs", "train": "trains a model", "load": "reads a dataset", "llm": "names a teacher"]

func answer(_ cell: String) async -> String {
    if cell == "help" { return verbs.sorted { $0.key < $1.key }.map { "\($0.key)  \($0.value)" }.joined(separator: "\n") }
    if cell.hasPrefix("for") {
        let progress = ProgressLine()
        defer { progress.finish() }
        for step in 0..<600 where !Task.isCancelled {
            progress.show(ProgressUpdate("count", done: step, total: 600, unit: "steps", detail: "1 step at a time"))
            try? await Task.sleep(for: .milliseconds(100))
        }
        return Task.isCancelled ? "interrupted" : "done"
    }
    let terms = cell.filter { !"( )\n".contains($0) }.split(separator: "+").compactMap { Int($0) }
    return terms.isEmpty ? cell : String(terms.reduce(0, +))
}

@MainActor func isComplete(_ text: String) -> Bool {
    text.count { "([{".contains($0) } <= text.count { ")]}".contains($0) }
}

@MainActor func complete(_ text: String, _ cursor: Int) -> Completion {
    let before = String(decoding: text.utf8.prefix(cursor), as: UTF8.self)
    let word = before.split(omittingEmptySubsequences: false) { " \n(".contains($0) }.last.map(String.init) ?? ""
    let fitting = verbs.filter { $0.key.hasPrefix(word) }.sorted { $0.key < $1.key }
    return Completion(
        candidates: fitting.map { .init($0.key, summary: $0.value) }, replaced: cursor - word.utf8.count..<cursor)
}

guard Terminal.input.isTerminal, Terminal.output.isTerminal else {
    var cell = ""
    for line in try PipedScript.read().split(separator: "\n") {
        cell += line + "\n"
        guard isComplete(cell) else { continue }
        print(await answer(String(cell.dropLast())))
        cell = ""
    }
    exit(0)
}
let editor = try LineEditor(
    application: "nds", prompt: "nds> ", palette: Terminal.output.palette, history: CellHistory(), completer: complete,
    isComplete: isComplete)
while true {
    switch editor.readCell() {
    case .cell(let cell):
        let task = Task { await answer(cell) }
        print(await Interrupts.whileRunning(cancel: { task.cancel() }) { await task.value })
    case .interrupted: continue
    case .endOfInput: exit(0)
    case .terminated: exit(143)
    }
}
