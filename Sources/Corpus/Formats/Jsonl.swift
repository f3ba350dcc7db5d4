import Diagnostics
import Store

extension Format {
    static let jsonl = Format(
        name: "jsonl",
        summary: "a JSON object a line: tokens with tags or spans, or text with character offsets",
        extensions: ["jsonl", "ndjson"],
        sniff: { head in head.first { $0 > 32 } == UInt8(ascii: "{") },
        read: { path, options in
            var reader = JsonlReader(file: try InputFile(path: path, encoding: options.encoding), options: options)
            return try reader.read()
        },
        write: writeJsonl
    )
}

/// Reads rows one by one; the first sound one decides which field holds the labels of all.
private struct JsonlReader {
    let file: InputFile
    let options: ReadOptions
    var ledger: SkipLedger
    var tagged = TaggedRows()
    var rowCount = 0
    /// Who labelled, and the field that says what; set by the first sound row.
    var labels: LabelSource?
    var labelField: String??
    /// What they are put on; set by the first sound row.
    var labelling: Labelling?
    var snapped: (count: Int, first: Diagnostic)?

    init(file: InputFile, options: ReadOptions) {
        self.file = file
        self.options = options
        ledger = SkipLedger(skip: options.skip)
    }

    mutating func read() throws -> Dataset {
        var scanner = LineScanner()
        while tagged.rows.count < options.limit ?? .max, let line = scanner.next(in: file.bytes) {
            if file.bytes[line].allSatisfy({ $0 <= 32 }) { continue }
            do {
                try add(line, number: scanner.number)
            } catch let finding as Diagnostic {
                try ledger.record(finding)
            }
            rowCount += 1
        }
        let field = (labelField ?? nil).map { "labels from `\($0)`" } ?? "no labels"
        let snapping = snapped.map { snapped in
            let place = snapped.first.place.map { " at \($0.description)" } ?? ""
            let entities = snapped.count == 1 ? "1 entity" : "\(snapped.count) entities"
            return "\(entities) widened to whole tokens, the first\(place): \(snapped.first.message)"
        }
        let details = [field, snapping].compactMap { $0 }
        return try tagged.dataset(of: file, options: options, labels: labels, labelling: labelling ?? .spans, details: details, ledger: ledger) { _, row in
            var scanner = LineScanner(at: row.start, line: row.sentence.origin.line)
            let line = scanner.next(in: file.bytes) ?? row.start..<row.start
            return file.place(line: scanner.number, line.lowerBound..<line.lowerBound, in: line)
        }
    }

    private mutating func add(_ line: Range<Int>, number: Int) throws {
        if let fault = file.encodingFault(in: line) { throw fault }
        let locate = { [file] in file.place(line: number, $0, in: line) }
        let json = try JSONValue(parsing: file.bytes, in: line, place: locate)
        let row = JsonlRow(json: json, locate: locate)
        let field = try row.labelField(asked: options.labels)
        if let labelField, labelField != field {
            let missing = labelField.map { "there is no field `\($0)`" }
            throw row.finding(missing ?? "field `\(field ?? "")` holds labels, rows above have none", json)
        }
        let read = try row.sentence(labelField: field, labelling: labelling)
        if labelling == nil { labelling = read.labelling }
        if labelField == nil {
            labelField = .some(field)
            labels = field == nil ? nil : row.labelSource(asked: options.labels)
        }
        for finding in read.snapped { snapped = ((snapped?.count ?? 0) + 1, snapped?.first ?? finding) }
        let origin = Origin(file: file.absolutePath, number: json["sentence"]?.integer ?? rowCount, line: number)
        let sentence = Sentence(tokens: read.tokens, spans: read.spans, origin: origin, running: read.running)
        tagged.rows.append(.init(sentence: sentence, tags: read.tags, start: line.lowerBound))
    }
}

/// A row a sentence: `tokens`, `spans` in tokens, for running text `text` and `offsets`, and who labelled if not gold. The
/// `sentence` number is kept where it is unique, that is, where all sentences come from one file.
private func writeJsonl(_ dataset: Dataset, path: String) throws {
    let first = dataset.sentences.first?.origin.file
    let isNumbered = dataset.sentences.allSatisfy { $0.origin.file == first }
    func pair(_ range: Range<Int>) -> String { "[\(range.lowerBound), \(range.upperBound)]" }
    try AtomicFile.write(to: path) { file in
        for sentence in dataset.sentences {
            var fields: [String] = []
            if isNumbered { fields.append("\"sentence\": \(sentence.origin.number)") }
            fields.append("\"tokens\": [" + sentence.tokens.map(jsonString).joined(separator: ", ") + "]")
            if let labels = dataset.labels {
                let spans = sentence.spans.map { "[\($0.start), \($0.end), \(jsonString($0.type))]" }
                fields.append("\"spans\": [" + spans.joined(separator: ", ") + "]")
                if dataset.labelling != .spans { fields.append("\"labelling\": " + jsonString(dataset.labelling.rawValue)) }
                if labels != .gold { fields.append("\"annotator\": " + jsonString(labels.name)) }
                if labels.isSimulated { fields.append("\"simulated\": true") }
            }
            if let running = sentence.running {
                fields.append("\"text\": " + jsonString(running.text))
                fields.append("\"offsets\": [" + running.offsets.map(pair).joined(separator: ", ") + "]")
            }
            try file.write("{" + fields.joined(separator: ", ") + "}\n")
        }
    }
}
