import Corpus
import Notebook
import Report

/// How a file is read where it cannot be told from the file itself.
struct ReadingOptions: OptionGroup {
    var limit: Int?
    var skip = false
    var labels: String?
    var column = LabelColumn.ner
    var invalid = InvalidTags.repair

    static let options: [Option<ReadingOptions>] = [
        Option("limit", \.limit, "only so many sentences, the first ones", .optional(.positive)),
        Option("skip", \.skip, "leave out and count sentences with a bad line, instead of stopping"),
        Option("labels", \.labels, "the JSONL field that holds tags or spans, where it has another name than the usual ones"),
        Option("column", \.column, "the CoNLL column that holds the labels: ner the last, pos the second, a label for every word, chunk the third, or its number", shown: "ner"),
        Option("invalid", \.invalid, "what becomes of tags that break their scheme, such as I-PER after O"),
    ]
}

extension InvalidTags: Choice {}

extension LabelColumn: Argument {
    package static var type: ValueType { .either([.choice(named.map(\.name)), .number]) }

    package init(_ value: Value) throws(Mismatch) {
        switch value {
        case .number(let number):
            guard let number = Int(exactly: number), number > 1 else { throw Mismatch(expected: "ner, pos, chunk or the number of a column from 2") }
            self = .number(number)
        case .text(let word):
            guard let column = Self.named.first(where: { $0.name == word })?.column else { throw Mismatch(expected: "ner, pos, chunk or the number of a column from 2") }
            self = column
        default: throw Mismatch(expected: "ner, pos, chunk or the number of a column from 2")
        }
    }
}

extension TextEncoding: Choice {}

extension Command {
    static let load = Command(
        "load", "read a dataset: CoNLL, JSONL, or running text from a file or a folder", effect: .reads,
        example: """
            write (generate news size=20) "news.conll"
            let news = load "news.conll" limit=10
            assert news.sentences == 10
            assert news.types == ["LOC", "MISC", "ORG", "PER"]
            """,
        Parameter<InputPath>("path", "a file, or a folder of .txt files"),
        .choice("format", "the format, where content and name do not tell it", of: Format.all.map(\.name)),
        Parameter<TextEncoding>("encoding", "how the bytes are to be read", default: .utf8, isNamedOnly: true),
        Parameter(ReadingOptions.self)
    ) { context, path, format, encoding, options in
        let dataset = try Format.read(
            path: path.path, format: format, skip: options.skip, encoding: encoding, limit: options.limit, labels: options.labels, column: options.column,
            invalidTags: options.invalid)
        dataset.notes.forEach { context.remark("\(dataset.name): \($0)") }
        return dataset
    }
}
