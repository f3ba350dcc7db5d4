import Diagnostics
import Foundation

/// A file format for datasets. To add one: a file beside this one and a row in `all`.
package struct Format: Sendable {
    /// What `format=` calls it.
    package var name: String
    /// One line for help.
    package var summary: String
    /// File name extensions that are sure to mean this format, without the dot.
    package var extensions: [String]
    /// Whether the beginning of a file looks like it.
    var sniff: @Sendable (_ head: ArraySlice<UInt8>) -> Bool
    /// - Throws: `Diagnostic` with the place.
    var read: @Sendable (_ path: String, ReadOptions) throws -> Dataset
    /// Nil for a format that is only read.
    /// - Throws: `Diagnostic` for what the format cannot hold.
    var write: (@Sendable (Dataset, _ path: String) throws -> Void)?

    /// In the order in which they are tried on a file of unknown kind; the last takes what no other knows.
    package static let all: [Format] = [.jsonl, .conll, .plainText]
}

extension Format {
    /// Those that can be written.
    package static var writable: [Format] { all.filter { $0.write != nil } }
}

/// How a dataset is to be read.
package struct ReadOptions: Sendable {
    /// Whether a sentence with a bad line is dropped and counted, instead of stopping the load.
    package var skip = false
    /// Nil is UTF-8.
    package var encoding: TextEncoding?
    /// At most so many sentences, the first ones.
    package var limit: Int?
    /// The JSONL field that holds tags or spans, where it has another name than the usual ones.
    package var labels: String?
    /// The column of a CoNLL file that holds the labels.
    package var column = LabelColumn.ner
    /// What becomes of entities whose tags break their scheme.
    package var invalidTags = InvalidTags.repair

    package init() {}
}

extension Format {
    /// Reads a dataset; the dataset is called as the file is.
    /// - Parameters:
    ///   - path: a file, or for plain text also a folder.
    ///   - format: a name in `all`; nil recognises it by extension and content.
    ///   - encoding: nil is UTF-8.
    ///   - limit: above 0.
    /// - Throws: `Diagnostic` with file, line and column.
    package static func read(
        path: String, format: String? = nil, skip: Bool = false, encoding: TextEncoding? = nil, limit: Int? = nil,
        labels: String? = nil, column: LabelColumn = .ner, invalidTags: InvalidTags = .repair
    ) throws -> Dataset {
        var options = ReadOptions()
        options.skip = skip
        options.encoding = encoding
        options.limit = limit
        options.labels = labels
        options.column = column
        options.invalidTags = invalidTags
        precondition(limit ?? 1 > 0, "a dataset has at least 1 sentence")
        let isFolder = try isFolder(existing: path)
        let chosen = try format.map(named) ?? (isFolder ? .plainText : recognise(path))
        return try chosen.read(path, options)
    }

    /// Writes a dataset, whole or not at all.
    /// - Parameter format: a name in `writable`; nil goes by the extension.
    /// - Throws: `Diagnostic` for an unknown extension, for what the format cannot hold, and for what the system refuses.
    package static func write(_ dataset: Dataset, path: String, format: String? = nil) throws {
        let chosen = try format.map(named) ?? forWriting(path)
        guard let write = chosen.write else { preconditionFailure("`\(chosen.name)` is only read") }
        try write(dataset, path)
    }

    private static func named(_ name: String) -> Format {
        guard let format = all.first(where: { $0.name == name }) else { preconditionFailure("`\(name)` is no row of the table of formats") }
        return format
    }

    /// An unreadable file is taken for text, whose reader says why it is unreadable.
    private static func recognise(_ path: String) throws -> Format {
        let suffix = (path as NSString).pathExtension.lowercased()
        if let sure = all.first(where: { $0.extensions.contains(suffix) }) { return sure }
        let data = try FileHandle(forReadingAtPath: path)?.read(upToCount: 1 << 16) ?? Data()
        let head = [UInt8](data)
        return all.first { $0.sniff(head.starts(with: byteOrderMark) ? head.dropFirst(3) : head[...]) } ?? .plainText
    }

    private static func forWriting(_ path: String) throws -> Format {
        let suffix = (path as NSString).pathExtension.lowercased()
        if let format = all.first(where: { $0.write != nil && $0.extensions.contains(suffix) }) { return format }
        let extensions = writable.flatMap(\.extensions).map { "." + $0 }.joined(separator: " ")
        throw Diagnostic(
            "the extension of `\((path as NSString).lastPathComponent)` names no format", label: "name the file with one of \(extensions)")
    }
}
