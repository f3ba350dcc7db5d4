import Corpus
import Notebook

/// What the files of sentences are called in a table: as seen from the folder that holds them all, so that a table is the same
/// wherever they lie. Nothing where there is but one.
struct FileNames {
    let isOne: Bool
    private let folder: [Substring]

    init(of sentences: [Sentence]) {
        let files = Set(sentences.map(\.origin.file))
        isOne = files.count < 2
        let parts = files.map { $0.split(separator: "/", omittingEmptySubsequences: false) }
        folder = (parts.first ?? []).indices.prefix { index in parts.allSatisfy { $0.count > index + 1 && $0[index] == parts[0][index] } }
            .map { parts[0][$0] }
    }

    var columns: [String] { isOne ? [] : ["file"] }

    func cells(of sentence: Sentence) -> [Value] { isOne ? [] : [.text(name(of: sentence))] }

    func name(of sentence: Sentence) -> String {
        sentence.origin.file.split(separator: "/", omittingEmptySubsequences: false).dropFirst(folder.count).joined(separator: "/")
    }
}
