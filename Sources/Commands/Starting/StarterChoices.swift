import Corpus
import Diagnostics
import Foundation
import Notebook
import Report
import Tagger

/// What a first script is to be about, as it was answered: words such as `oracle`, or paths.
///
/// Paths that are given lead from `folder`, the working folder; those in the script from `home`, where the script will lie.
package struct StarterChoices {
    enum Sentences {
        case news
        /// With labels of these types.
        case labelled(path: String, types: [String])
        case text(path: String)
    }

    enum Labeller {
        case oracle, standIn, llm
        case recording(path: String)
    }

    enum Start {
        case tiny, minilm
        /// A folder, or a name that `bert` knows.
        case named(String)
    }

    private(set) var sentences = Sentences.news
    private(set) var labeller = Labeller.oracle
    private(set) var start = Start.tiny
    private let folder: String
    private let home: String

    package init(folder: String, home: String) {
        (self.folder, self.home) = (folder, home)
        start = ModelLibrary().installed.contains("minilm") ? .minilm : .tiny
    }

    /// What is taken where nothing is answered.
    package var usualTeacher: String { if case .text = sentences { "stand-in" } else { "oracle" } }
    package var usualModel: String { if case .minilm = start { "minilm" } else { "tiny" } }

    /// Fewer cannot be divided among training and testing.
    private static let fewest = 10

    /// - Parameter answer: `news`, or the path of a file or a folder.
    /// - Throws: `Diagnostic` where there is no such file, it cannot be read, or it has too few sentences.
    package mutating func setData(_ answer: String) throws {
        if answer == "news" { return sentences = .news }
        let path = Paths.absolute(answer, in: folder)
        guard Paths.exists(path) else {
            throw Diagnostic("there is no file or folder `\(answer)` to take as data", label: "`news` stands for generated sentences")
        }
        let dataset = try Format.read(path: path, limit: 2000)
        guard dataset.sentences.count >= Self.fewest else {
            throw Diagnostic("`\(answer)` is too small for a first experiment: it has \(counted(dataset.sentences.count, "sentence"))", label: "\(Self.fewest) or more are wanted")
        }
        sentences = dataset.labels == nil ? .text(path: path) : .labelled(path: path, types: dataset.types)
    }

    /// - Parameter answer: a word, or the path of a recording.
    /// - Throws: `Diagnostic` for neither of them, and for an oracle where there are no labels.
    package mutating func setTeacher(_ answer: String) throws {
        switch answer {
        case "oracle":
            if case .text = sentences {
                throw Diagnostic("an oracle errs from gold labels, and a text has none", label: "take `stand-in`, `llm` or a file of recorded replies")
            }
            labeller = .oracle
        case "stand-in": labeller = .standIn
        case "llm": labeller = .llm
        default:
            let path = Paths.absolute(answer, in: folder)
            guard Paths.exists(path) else {
                let near = suggestion(for: answer, among: ["oracle", "stand-in", "llm"]).map { "did you mean `\($0)`?" }
                throw Diagnostic("there is no teacher `\(answer)`", label: near ?? "oracle, stand-in, llm, or the path of a file of recorded replies")
            }
            labeller = .recording(path: path)
        }
    }

    /// - Parameter answer: a word, a folder, or a name that `bert` knows.
    /// - Throws: `Diagnostic` where there is no such model.
    package mutating func setModel(_ answer: String) throws {
        switch answer {
        case "tiny": start = .tiny
        case "minilm": start = .minilm
        default:
            let found = try ModelLibrary().folder(of: answer, relativeTo: folder)
            let own = Paths.absolute(answer, in: folder)
            start = .named(found == own ? written(own) : answer)
        }
    }

    /// As the script has it: from where it lies, unless that leads far away.
    func written(_ path: String) -> String {
        let way = Paths.relative(path, from: home)
        return way.hasPrefix("../../../") ? path : way
    }
}
