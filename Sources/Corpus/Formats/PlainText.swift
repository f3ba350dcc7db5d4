import Diagnostics
import Foundation

extension Format {
    static let plainText = Format(
        name: "text",
        summary: "running text, a file or a folder of .txt files, cut into sentences and tokens; without labels",
        extensions: [],
        sniff: { _ in true },
        read: readPlainText,
        write: nil
    )
}

private func readPlainText(_ path: String, _ options: ReadOptions) throws -> Dataset {
    let isFolder = try isFolder(existing: path)
    var ledger = SkipLedger(skip: options.skip, unit: "line")
    var sentences: [Sentence] = []
    let files = isFolder ? try textFiles(in: path) : [path]
    for file in files where sentences.count < options.limit ?? .max {
        do {
            let input = try InputFile(path: file, encoding: options.encoding)
            sentences += splitIntoSentences(try soundText(of: input, &ledger), file: input.absolutePath)
        } catch let finding as Diagnostic where isFolder {
            try ledger.record(finding)
        }
    }
    if sentences.isEmpty { throw Diagnostic("`\(path)` holds no sentences", notes: [ledger.note].compactMap { $0 }) }
    if let limit = options.limit { sentences = Array(sentences.prefix(limit)) }
    let notes = ["plain text", isFolder ? "\(files.count) files" : nil, ledger.note]
    let name = (absolute(path) as NSString).lastPathComponent
    return Dataset(name: name, sentences: sentences, types: [], labels: nil, notes: notes.compactMap { $0 })
}

/// The paths of a folder's .txt files, those of its subfolders too, sorted; hidden ones are left out.
private func textFiles(in folder: String) throws -> [String] {
    let entries = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    let names = entries.filter { name in
        name.lowercased().hasSuffix(".txt") && !name.split(separator: "/").contains { $0.hasPrefix(".") }
    }
    if names.isEmpty { throw Diagnostic("the folder `\(folder)` holds no .txt files") }
    return names.sorted().map { (folder as NSString).appendingPathComponent($0) }
}

/// The text of a file, in which a line that is no UTF-8 is empty if it may be skipped.
private func soundText(of file: InputFile, _ ledger: inout SkipLedger) throws -> String {
    guard file.firstInvalid != nil else { return String(decoding: file.bytes, as: UTF8.self) }
    var sound = file.bytes
    var scanner = LineScanner()
    while let line = scanner.next(in: file.bytes) {
        guard let fault = file.encodingFault(in: line) else { continue }
        try ledger.record(fault)
        for position in line { sound[position] = 32 }
    }
    return String(decoding: sound, as: UTF8.self)
}

/// Running text as unlabelled sentences.
/// - Parameter file: their origin, a path or a name.
package func splitIntoSentences(_ text: String, file: String) -> [Sentence] {
    let scalars = Array(text.unicodeScalars)
    var line = 1, seen = 0
    return sentenceRanges(scalars).enumerated().map { number, range in
        while seen < range.lowerBound {
            let isPair = scalars[seen] == "\r" && scalars[seen + 1] == "\n"
            if scalars[seen] == "\n" || (scalars[seen] == "\r" && !isPair) { line += 1 }
            seen += 1
        }
        let tokens = tokenRanges(scalars, in: range)
        let running = RunningText(
            text: string(scalars[range]),
            offsets: tokens.map { ($0.lowerBound - range.lowerBound)..<($0.upperBound - range.lowerBound) })
        return Sentence(
            tokens: tokens.map { string(scalars[$0]) },
            origin: Origin(file: file, number: number, line: line), running: running)
    }
}
