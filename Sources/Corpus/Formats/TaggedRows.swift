import Diagnostics
import Foundation

/// Sentences as they are read; those with tags wait until all are there and the scheme is known.
struct TaggedRows {
    struct Row {
        var sentence: Sentence
        /// One a token; nil where the sentence came with spans.
        var tags: [Tag]?
        /// The first byte of the sentence in its file.
        var start = 0
    }

    var rows: [Row] = []

    /// Decodes the tags and makes the dataset; its notes tell the scheme, then `details`, then what was repaired or skipped.
    /// - Parameter place: where a tag stands, asked only for those that break the scheme.
    /// - Throws: `Diagnostic` for a broken entity under `.strict`, and if there is no sentence.
    func dataset(
        of file: InputFile, options: ReadOptions, labels: LabelSource?, labelling: Labelling, details: [String], ledger: SkipLedger,
        place: (TagFault, Row) -> Place
    ) throws -> Dataset {
        var ledger = ledger
        let tags = rows.compactMap(\.tags)
        let scheme = TagScheme.recognise(tags)
        var broken: (count: Int, first: Place)?
        var sentences: [Sentence] = []
        sentences.reserveCapacity(rows.count)
        var types: Set<String> = []
        for row in rows {
            var sentence = row.sentence
            do {
                if let tags = row.tags {
                    let decoded = try (scheme ?? .iob2).decode(tags, invalid: options.invalidTags)
                    sentence.spans = decoded.spans
                    if let fault = decoded.faults.first {
                        broken = ((broken?.count ?? 0) + decoded.faults.count, broken?.first ?? place(fault, row))
                    }
                }
                for span in sentence.spans { types.insert(span.type) }
                sentences.append(sentence)
            } catch let fault as TagFault {
                try ledger.record(Diagnostic(fault.message, at: place(fault, row)))
            }
        }
        if sentences.isEmpty {
            throw Diagnostic("`\(file.path)` holds no sentences", notes: [ledger.note].compactMap { $0 })
        }
        let found = labelling == .words ? "a label on every word" : tags.isEmpty ? nil : scheme.map { "tags \($0.rawValue)" } ?? "no entities"
        let repaired = broken.map { brokenNote(count: $0.count, first: $0.first, policy: options.invalidTags) }
        let notes = [found].compactMap { $0 } + details + [repaired, ledger.note].compactMap { $0 }
        return Dataset(name: file.name, sentences: sentences, types: types.sorted(), labels: labels, notes: notes, labelling: labelling)
    }
}

private func brokenNote(count: Int, first: Place, policy: InvalidTags) -> String {
    let fate = policy == .repair ? "read as conlleval does" : "dropped"
    let entities = count == 1 ? "1 entity breaks the scheme and is" : "\(count) entities break the scheme and are"
    // Without the folder: a dataset is the same wherever its file lies.
    return "\(entities) \(fate), the first at \((first.description as NSString).lastPathComponent)"
}
