import Diagnostics
import Foundation
import Notebook
import Script
import Store

/// A script that teaches: prose, commands with what they give, pauses at which to think.
struct Lesson {
    let number: Int
    let path: String
    let source: SourceText
    /// The heading of the script, and the paragraph under it.
    let title: String
    let summary: String
    /// How many cells it has.
    let cells: Int

    /// The file's name without its ending: what the lesson is remembered by.
    var name: String { URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent }
    var folder: String { URL(fileURLWithPath: path).deletingLastPathComponent().path }
    /// Of the text: a lesson that was rewritten is another one.
    var digest: String { Digest(of: source.text).text }

    /// - Throws: what reading and parsing throw.
    init(number: Int, path: String) throws {
        self.number = number
        self.path = path
        source = try SourceText(reading: path)
        let tree = try parse(source)
        cells = tree.statements.count
        let prose = tree.statements.first?.prose ?? []
        title = prose.first.map { String($0.drop { $0 == "#" || $0 == " " }) } ?? ""
        summary = prose.dropFirst().drop(while: \.isEmpty).prefix { !$0.isEmpty }.joined(separator: " ")
    }
}

/// The lessons that come with the program: `NN-name.nds` in `scripts/lessons` of the package.
struct LessonShelf {
    let lessons: [Lesson]

    /// Where the lessons lie within the package that nds was built from.
    private static let place = "scripts/lessons"

    /// - Parameter folders: where the package may be, the nearest first.
    /// - Throws: `Diagnostic` where no lesson is to be found, with where it was looked for; what reading one throws.
    init(in folders: [String] = usualFolders) throws {
        guard let folder = folders.map({ "\($0)/\(Self.place)" }).first(where: { !Self.files(in: $0).isEmpty }) else {
            throw Diagnostic(
                "the lessons are not there",
                notes: [
                    "they are the files of `\(Self.place)` in the folder that nds was cloned into; looked for in",
                ] + folders.map { "  \($0)/\(Self.place)" } + ["run the nds that was built there, or go to that folder first"])
        }
        lessons = try Self.files(in: folder).map { try Lesson(number: $0.number, path: "\(folder)/\($0.name)") }
    }

    /// The folders above the executable, `.build/release/nds` in a clone, then the working folder.
    private static var usualFolders: [String] {
        var folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        var folders: [String] = []
        while folder.pathComponents.count > 2, folders.count < 5 {
            folder.deleteLastPathComponent()
            folders.append(folder.path)
        }
        return folders.contains(workingFolder) ? folders : folders + [workingFolder]
    }

    private static func files(in folder: String) -> [(number: Int, name: String)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".nds") }.sorted().compactMap { name in
            Int(name.prefix(while: \.isNumber)).map { ($0, name) }
        }
    }

    /// The lesson that is meant by a number, a name or a part of one.
    /// - Throws: `Diagnostic` where it is none, or more than one.
    func lesson(_ word: String) throws -> Lesson {
        let meant = lessons.filter { Int(word) == $0.number || $0.name == word }
        let found = meant.isEmpty && Int(word) == nil ? lessons.filter { $0.name.contains(word.lowercased()) } : meant
        guard found.count == 1 else {
            let choice = lessons.map { "  \($0.number)  \($0.title)" }
            throw Diagnostic("there is no lesson `\(word)`", notes: ["a number, or `next`:"] + choice)
        }
        return found[0]
    }
}
