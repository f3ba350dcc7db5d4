import Diagnostics
import Foundation
import Store

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
    let names = isFolder ? try textFiles(in: path) : []
    var folder = FolderFindings()
    for name in isFolder ? names : [""] where sentences.count < options.limit ?? .max {
        do {
            let file = isFolder ? (path as NSString).appendingPathComponent(name) : path
            let input = try InputFile(path: file, encoding: options.encoding)
            if isFolder { folder.look(at: input, name: name) }
            let repairs = isFolder && !options.skip && input.firstInvalid != nil
            let text = repairs ? folder.repairedText(of: input, name: name) : try soundText(of: input, &ledger)
            sentences += splitIntoSentences(text, file: input.absolutePath)
        } catch let finding as Diagnostic where isFolder {
            try ledger.record(finding)
        }
    }
    if sentences.isEmpty { throw Diagnostic("`\(path)` holds no sentences", notes: [ledger.note].compactMap { $0 }) }
    if let limit = options.limit { sentences = Array(sentences.prefix(limit)) }
    let notes = ["plain text", isFolder ? "\(names.count) files" : nil] + folder.notes + [ledger.note]
    let name = (absolute(path) as NSString).lastPathComponent
    return Dataset(name: name, sentences: sentences, types: [], labels: nil, notes: notes.compactMap { $0 })
}

/// What a reader should know of a folder's files; they are called as seen from the folder.
private struct FolderFindings {
    private var names: [Digest: String] = [:]
    private var copies: [(name: String, of: String)] = []
    private var repairs: [String] = []

    mutating func look(at file: InputFile, name: String) {
        let digest = Digest(of: file.bytes)
        if let first = names[digest] { copies.append((name, first)) } else { names[digest] = name }
    }

    /// One stray byte does not keep a folder from being read: it is taken for windows-1252.
    mutating func repairedText(of file: InputFile, name: String) -> String {
        let (bytes, strays) = repairedUTF8(file.bytes)
        let byte = file.bytes[strays[0]]
        let sign = String(decoding: TextEncoding.windows1252.transcoded([byte]), as: UTF8.self)
        let more = strays.count == 1 ? "" : ", and \(strays.count - 1) more bytes of it likewise"
        let place = Place(file: name, position: .byte(file.offset(of: strays[0])))
        repairs.append("\(place.description), is not valid UTF-8: 0x\(String(byte, radix: 16)) read as `\(sign)` of windows-1252\(more)")
        return String(decoding: bytes, as: UTF8.self)
    }

    var notes: [String] {
        let repaired = repairs.prefix(3) + (repairs.count > 3 ? ["and \(repairs.count - 3) more files with such bytes"] : [])
        guard let first = copies.first else { return Array(repaired) }
        let files = copies.count == 1 ? "1 file is an exact copy of an earlier one" : "\(copies.count) files are exact copies of earlier ones"
        return ["\(files), the first \(first.name) of \(first.of)"] + repaired
    }
}

/// A folder's .txt files as seen from it, those of its subfolders too, sorted; hidden ones are left out.
private func textFiles(in folder: String) throws -> [String] {
    let entries = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    let names = entries.filter { name in
        name.lowercased().hasSuffix(".txt") && !name.split(separator: "/").contains { $0.hasPrefix(".") }
    }
    if names.isEmpty { throw Diagnostic("the folder `\(folder)` holds no .txt files") }
    return names.sorted()
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
