import Diagnostics
import Store

extension Format {
    static let conll = Format(
        name: "conll",
        summary: "a token a line, its label in the last column or another one, an empty line after each sentence",
        extensions: ["conll", "bio", "iob", "iob2", "tsv"],
        sniff: looksLikeConll,
        read: { path, options in
            var reader = ConllReader(file: try InputFile(path: path, encoding: options.encoding), options: options)
            return try reader.read()
        },
        write: writeConll
    )
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }

/// The columns of a line: what blanks and tabs separate.
private func columns(_ bytes: [UInt8], _ line: Range<Int>, into columns: inout [Range<Int>]) {
    columns.removeAll(keepingCapacity: true)
    var position = line.lowerBound
    while position < line.upperBound {
        if isBlank(bytes[position]) {
            position += 1
            continue
        }
        let start = position
        while position < line.upperBound, !isBlank(bytes[position]) { position += 1 }
        columns.append(start..<position)
    }
}

/// Most of the first lines have several columns and end with what could be a tag.
private func looksLikeConll(_ head: ArraySlice<UInt8>) -> Bool {
    let bytes = Array(head)
    var scanner = LineScanner()
    var parts: [Range<Int>] = []
    var lines = 0, tagged = 0
    while lines < 50, let line = scanner.next(in: bytes) {
        columns(bytes, line, into: &parts)
        guard let last = parts.last else { continue }
        lines += 1
        let tag = bytes[last]
        let isTag = tag.elementsEqual([UInt8(ascii: "O")]) || tag.count > 1 && tag.dropFirst().first == UInt8(ascii: "-")
        if parts.count > 1, isTag { tagged += 1 }
    }
    return tagged * 2 > lines
}

private let documentStart = "-DOCSTART-"

private struct ConllReader {
    /// The sentence that is being read.
    struct Current {
        var tokens: [String] = []
        var tags: [Tag] = []
        /// Where every word has one.
        var labels: [String] = []
        /// Its first line, 0 before there is one.
        var line = 0
        /// The first byte of that line.
        var start = 0
        var isBad = false
    }

    let file: InputFile
    let options: ReadOptions
    var ledger: SkipLedger
    var tagged = TaggedRows()
    var current = Current()
    var sentenceCount = 0
    var columnCount: Int?
    /// Told by the first label.
    var labelling: Labelling?
    var parts: [Range<Int>] = []
    var tagCache: [String: Tag] = [:]

    init(file: InputFile, options: ReadOptions) {
        self.file = file
        self.options = options
        ledger = SkipLedger(skip: options.skip)
    }

    mutating func read() throws -> Dataset {
        var scanner = LineScanner()
        while !isFull, let line = scanner.next(in: file.bytes) {
            columns(file.bytes, line, into: &parts)
            if parts.isEmpty || file.bytes[parts[0]].elementsEqual(documentStart.utf8) {
                endSentence()
            } else {
                try add(line, number: scanner.number)
            }
        }
        endSentence()
        return try tagged.dataset(
            of: file, options: options, labels: .gold, labelling: labelling ?? .spans, details: [detail], ledger: ledger, place: place)
    }

    private var detail: String {
        options.column == .ner ? "\(columnCount ?? 0) columns" : "column \(options.column.text) of \(columnCount ?? 0)"
    }

    private var isFull: Bool { tagged.rows.count >= options.limit ?? .max }

    private mutating func endSentence() {
        if current.line > 0 {
            if !current.isBad {
                let origin = Origin(file: file.absolutePath, number: sentenceCount, line: current.line)
                let isWords = labelling == .words
                let sentence = Sentence(
                    tokens: current.tokens, spans: isWords ? Labelling.spans(ofWords: current.labels) : [], origin: origin)
                tagged.rows.append(.init(sentence: sentence, tags: isWords ? nil : current.tags, start: current.start))
            }
            sentenceCount += 1
        }
        current = Current()
    }

    private mutating func add(_ line: Range<Int>, number: Int) throws {
        if current.line == 0 { (current.line, current.start) = (number, line.lowerBound) }
        if current.isBad { return }
        if let finding = file.encodingFault(in: line) ?? fault(in: line, number: number) {
            try ledger.record(finding)
            current.isBad = true
            return
        }
        current.tokens.append(String(decoding: file.bytes[parts[0]], as: UTF8.self))
    }

    /// Adds the tag of a line, or says what is wrong with it.
    private mutating func fault(in line: Range<Int>, number: Int) -> Diagnostic? {
        let expected = columnCount ?? max(parts.count, 2)
        guard parts.count == expected else {
            let found = parts.count == 1 ? "1 column" : "\(parts.count) columns"
            let whole = parts[0].lowerBound..<parts[parts.count - 1].upperBound
            let place = file.place(line: number, whole, in: line)
            return columnCount == nil
                ? Diagnostic("\(found), but at least a token and a tag are expected", at: place)
                : Diagnostic("\(found), but \(expected) are expected, as above", at: place)
        }
        guard let column = options.column.index(of: expected) else {
            let whole = parts[0].lowerBound..<parts[parts.count - 1].upperBound
            return Diagnostic(
                "`column=\(options.column.text)` is not there: a line has \(expected) columns", at: file.place(line: number, whole, in: line),
                label: expected > 2 ? "give its number, from 2 to \(expected)" : "its labels are in column 2")
        }
        columnCount = expected
        let range = parts[column]
        let labelling = labelling ?? options.column.labelling(first: String(decoding: file.bytes[range], as: UTF8.self))
        self.labelling = labelling
        if labelling == .words {
            current.labels.append(String(decoding: file.bytes[range], as: UTF8.self))
            return nil
        }
        if range.count == 1, file.bytes[range.lowerBound] == UInt8(ascii: "O") {
            current.tags.append(.outside)
            return nil
        }
        let text = String(decoding: file.bytes[range], as: UTF8.self)
        guard let tag = tagCache[text] ?? Tag(text) else {
            let isTypeMissing = text.count == 2 && text.hasSuffix("-")
            let label = isTypeMissing ? "its type is missing" : "expected `O`, or `B-` `I-` `E-` `S-` with a type"
            return Diagnostic("unknown tag `\(text)`", at: file.place(line: number, range, in: line), label: label)
        }
        tagCache[text] = tag
        current.tags.append(tag)
        return nil
    }

    private func place(of fault: TagFault, in row: TaggedRows.Row) -> Place {
        var scanner = LineScanner(at: row.start, line: row.sentence.origin.line)
        var line = row.start..<row.start
        for _ in 0...fault.position { line = scanner.next(in: file.bytes) ?? line }
        var parts: [Range<Int>] = []
        columns(file.bytes, line, into: &parts)
        let column = options.column.index(of: parts.count).map { parts[$0] }
        return file.place(line: scanner.number, column ?? line, in: line)
    }
}

/// Two columns, token and IOB2 tag or the word's label, separated by a space.
private func writeConll(_ dataset: Dataset, path: String) throws {
    guard dataset.labels != nil else {
        throw Diagnostic("`\(dataset.name)` has no labels, and CoNLL would show them as O", label: "write it as .jsonl")
    }
    var text = ""
    for sentence in dataset.sentences {
        if let culprit = unwritable(sentence) {
            throw Diagnostic("sentence \(sentence.origin.number) of `\(dataset.name)` \(culprit)", label: "write it as .jsonl")
        }
        for (token, label) in zip(sentence.tokens, dataset.labelling.classes(of: sentence)) {
            guard let label else {
                throw Diagnostic(
                    "sentence \(sentence.origin.number) of `\(dataset.name)` has no label on `\(token)`, which CoNLL cannot hold",
                    label: "write it as .jsonl")
            }
            text += "\(token) \(label)\n"
        }
        text += "\n"
    }
    try AtomicFile.write(text, to: path)
}

/// Why a CoNLL file cannot hold a sentence.
private func unwritable(_ sentence: Sentence) -> String? {
    func isOneColumn(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 > 32 && $0 != 127 }
    }
    if sentence.tokens.isEmpty { return "has no tokens" }
    if let token = sentence.tokens.first(where: { !isOneColumn($0) || $0 == documentStart }) {
        return "has the token `\(token)`, which CoNLL cannot hold"
    }
    if let span = sentence.spans.first(where: { !isOneColumn($0.type) }) {
        return "has the type `\(span.type)`, which CoNLL cannot hold"
    }
    return nil
}
