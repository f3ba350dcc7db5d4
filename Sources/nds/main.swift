import Diagnostics
import Foundation

// Stands in for the command line until that is there: a prompt that adds numbers.
let verbs = ["help": "lists the verbs", "train": "trains a model", "trace": "shows a computation"]
func answer(_ cell: String) async -> String {
    if cell == "help" { return verbs.sorted { $0.key < $1.key }.map { "\($0.key)  \($0.value)" }.joined(separator: "\n") }
    if cell.hasPrefix("for") {
        try? await Task.sleep(for: .seconds(60))
        return Task.isCancelled ? "interrupted" : "done"
    }
    let terms = cell.filter { !"( )\n".contains($0) }.split(separator: "+").compactMap { Int($0) }
    return terms.isEmpty ? cell : String(terms.reduce(0, +))
}

let editor = try LineEditor(
    application: "nds", prompt: "nds> ", palette: Terminal.output.palette, history: CellHistory(),
    completer: { text, cursor in
        let before = String(decoding: text.utf8.prefix(cursor), as: UTF8.self)
        let word = before.split(separator: " ", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        let candidates = verbs.filter { $0.key.hasPrefix(word) }.sorted { $0.key < $1.key }
            .map { Completion.Candidate($0.key, summary: $0.value) }
        return Completion(candidates: candidates, replaced: cursor - word.utf8.count..<cursor)
    },
    isComplete: { text in text.count { "([{".contains($0) } <= text.count { ")]}".contains($0) } })
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
