import Diagnostics
import Store

/// One row of a JSONL file and how it means a sentence.
///
/// With `tokens`, tags stand one a token and spans count tokens. With `text` alone, the text is cut into tokens and spans count
/// its Unicode scalars. Either way an entity is `[start, end, type]` or an object with `start`, `end` and `type` or `label`.
struct JsonlRow {
    let json: JSONValue
    let locate: (Range<Int>) -> Place

    struct Read {
        var tokens: [String]
        var running: RunningText?
        var tags: [Tag]?
        var spans: [Span] = []
        /// Nil where the row has no labels.
        var labelling: Labelling?
        /// One for every entity that was widened to whole tokens.
        var snapped: [Diagnostic] = []
    }

    func finding(_ message: String, _ culprit: JSONValue, label: String = "") -> Diagnostic {
        Diagnostic(message, at: locate(culprit.range), label: label)
    }

    /// Where labels are looked for, in this order.
    private static let usualFields = ["tags", "spans", "entities", "labels", "label"]

    /// The field that holds tags or spans, nil in a row without labels.
    /// - Throws: `Diagnostic` if the asked one is missing, or if there is none but other fields could be meant.
    func labelField(asked: String?) throws -> String? {
        guard let fields = json.members else { throw finding("a row is an object, but this is \(json.kind)", json) }
        let names = fields.map(\.name)
        if let asked {
            if names.contains(asked) { return asked }
            let near = suggestion(for: asked, among: names).map { "did you mean `\($0)`?" }
            throw finding("there is no field `\(asked)`", json, label: near ?? "the fields are \(names.joined(separator: ", "))")
        }
        if let usual = Self.usualFields.first(where: names.contains) { return usual }
        let lists = fields.filter { $0.value.list != nil && $0.name != "tokens" && $0.name != "offsets" }.map(\.name)
        guard let first = lists.first else { return nil }
        let label = "say which with labels=, such as labels=\"\(first)\"; lists are \(lists.joined(separator: ", "))"
        throw finding("no field is called \(Self.usualFields.joined(separator: ", "))", json, label: label)
    }

    /// Who labelled: what the row says, else the field that was asked for, else gold.
    func labelSource(asked: String?) -> LabelSource {
        let isSimulated = json["simulated"]?.flag == true
        let name = json["annotator"]?.text ?? asked ?? LabelSource.gold.name
        return LabelSource(name: name, isSimulated: isSimulated)
    }

    /// - Parameter labelling: what the labels of the rows above are put on; nil for the first, whose own say it: by a field `labelling`, or
    ///   by a first label that is no tag, in a field that was asked for.
    func sentence(labelField: String?, labelling: Labelling?) throws -> Read {
        var read = try tokens()
        guard let labelField, let labels = json[labelField] else { return read }
        guard let items = labels.list else {
            throw finding("field `\(labelField)` holds \(labels.kind), but a list of tags or spans is expected", labels)
        }
        let known = labelling ?? json["labelling"]?.text.flatMap { Labelling(rawValue: $0) }
        let first = items.first?.text
        read.labelling = known ?? (Self.usualFields.contains(labelField) ? .spans : first.map { Labelling(classes: [$0]) } ?? .spans)
        if first != nil, read.labelling == .words {
            read.spans = Labelling.spans(ofWords: try words(items, field: labels, count: read.tokens.count))
        } else if first != nil {
            read.tags = try tags(items, field: labels, count: read.tokens.count)
        } else if json["tokens"] != nil {
            read.spans = try checked(items.map { ($0, try span($0, count: read.tokens.count, unit: "tokens")) })
        } else if let running = read.running {
            let length = running.text.unicodeScalars.count
            let spans = try items.map { ($0, try span($0, count: length, unit: "characters")) }
            read.spans = try checked(spans.map { ($0, try snapped($1, $0, to: running, &read.snapped)) })
        }
        return read
    }

    private func tokens() throws -> Read {
        if let tokens = json["tokens"] {
            guard let items = tokens.list else {
                throw finding("field `tokens` holds \(tokens.kind), but a list is expected", tokens)
            }
            if items.isEmpty { throw finding("field `tokens` is empty", tokens) }
            let words = try items.map { item in
                if let word = item.text { return word }
                throw finding("a token is \(item.kind), but text is expected", item)
            }
            return Read(tokens: words, running: try runningText(tokenCount: words.count))
        }
        guard let text = json["text"] else { throw finding("a row needs a field `tokens` or `text`", json) }
        guard let string = text.text else { throw finding("field `text` holds \(text.kind), but text is expected", text) }
        let running = tokenised(string)
        if running.offsets.isEmpty { throw finding("field `text` holds no words", text) }
        return Read(tokens: running.tokens, running: running)
    }

    /// `text` and `offsets` beside `tokens`, as `write` leaves them.
    private func runningText(tokenCount: Int) throws -> RunningText? {
        guard let text = json["text"]?.text, let field = json["offsets"], let pairs = field.list else { return nil }
        let length = text.unicodeScalars.count
        var end = 0
        let offsets = try pairs.map { pair in
            guard let bounds = pair.list?.map(\.integer), bounds.count == 2, let first = bounds[0], let last = bounds[1],
                first >= end, last >= first, last <= length
            else { throw finding("an offset is `[start, end]` within the \(length) characters of `text`, in order", pair) }
            end = last
            return first..<last
        }
        guard offsets.count == tokenCount else { throw finding("\(offsets.count) offsets for \(tokenCount) tokens", field) }
        return RunningText(text: text, offsets: offsets)
    }

    private func words(_ items: [JSONValue], field: JSONValue, count: Int) throws -> [String] {
        guard items.count == count else { throw finding("\(items.count) tags for \(count) tokens", field) }
        return try items.map { item in
            guard let text = item.text, !text.isEmpty else { throw finding("a label is \(item.kind), but text is expected", item) }
            return text
        }
    }

    private func tags(_ items: [JSONValue], field: JSONValue, count: Int) throws -> [Tag] {
        guard items.count == count else { throw finding("\(items.count) tags for \(count) tokens", field) }
        return try items.map { item in
            guard let text = item.text else { throw finding("a tag is \(item.kind), but text is expected", item) }
            guard let tag = Tag(text) else {
                throw finding("unknown tag `\(text)`", item, label: "expected `O`, or `B-` `I-` `E-` `S-` with a type")
            }
            return tag
        }
    }

    private func span(_ item: JSONValue, count: Int, unit: String) throws -> Span {
        let parts = item.list ?? []
        let start = parts.count == 3 ? parts[0] : item["start"]
        let end = parts.count == 3 ? parts[1] : item["end"]
        let type = parts.count == 3 ? parts[2] : item["type"] ?? item["label"]
        guard let start = start?.integer, let end = end?.integer, let type = type?.text, !type.isEmpty else {
            throw finding("an entity is `[start, end, \"TYPE\"]` or an object with `start`, `end` and `type`", item)
        }
        guard start >= 0, start < end, end <= count else {
            throw finding("the entity \(start)..<\(end) is not within the \(count) \(unit)", item)
        }
        return Span(start, end, type)
    }

    /// The entity in tokens, widened to whole ones.
    private func snapped(_ span: Span, _ item: JSONValue, to running: RunningText, _ findings: inout [Diagnostic]) throws -> Span {
        let covered = running.offsets.indices.filter { running.offsets[$0].overlaps(span.range) }
        guard let first = covered.first, let last = covered.last else {
            throw finding("the entity \(span.start)..<\(span.end) covers no token", item)
        }
        let range = running.offsets[first].lowerBound..<running.offsets[last].upperBound
        if range != span.range {
            let scalars = Array(running.text.unicodeScalars)
            func text(_ range: Range<Int>) -> String { string(scalars[range]) }
            findings.append(finding("`\(text(span.range))` became `\(text(range))`", item))
        }
        return Span(first, last + 1, span.type)
    }

    /// The spans sorted.
    /// - Throws: `Diagnostic` at the later of two that overlap.
    private func checked(_ spans: [(item: JSONValue, span: Span)]) throws -> [Span] {
        let sorted = spans.sorted { $0.span < $1.span }
        for (previous, next) in zip(sorted, sorted.dropFirst()) where previous.span.overlaps(next.span) {
            throw finding("two entities overlap, `\(previous.span.type)` and `\(next.span.type)`", next.item)
        }
        return sorted.map(\.span)
    }
}
