import Diagnostics
import Foundation
import Store

/// How far somebody has come in the lessons: `lessons.json` in `$XDG_STATE_HOME/nds`.
struct LearningState: Codable, Equatable {
    struct Place: Codable, Equatable {
        /// So many cells were seen.
        var cells: Int
        /// Of the lesson's text at that time.
        var digest: String
    }

    private var lessons: [String: Place] = [:]

    static var usualFile: String { UserFolders().state + "/lessons.json" }

    init() {}

    /// What a file tells; nothing where there is none.
    /// - Throws: `Diagnostic` where it is damaged.
    init(file: String) throws {
        guard FileManager.default.fileExists(atPath: file) else { return }
        guard let data = FileManager.default.contents(atPath: file), let state = try? JSONDecoder().decode(LearningState.self, from: data) else {
            throw Diagnostic("`\(file)` is damaged: where you stopped in the lessons is not known, and they begin anew")
        }
        self = state
    }

    /// - Throws: `Diagnostic` where it cannot be written.
    func write(to file: String) throws {
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        let data = (try? encoder.encode(self)) ?? Data()
        try AtomicFile.write(String(decoding: data, as: UTF8.self) + "\n", to: file)
    }

    /// How many cells of a lesson were seen. None where its text has changed since, unless it was done.
    func cellsSeen(of lesson: Lesson) -> Int {
        guard let place = lessons[lesson.name], place.digest == lesson.digest else { return 0 }
        return min(max(0, place.cells), lesson.cells)
    }

    func isDone(_ lesson: Lesson) -> Bool { cellsSeen(of: lesson) == lesson.cells }

    mutating func note(_ cells: Int, of lesson: Lesson) {
        lessons[lesson.name] = Place(cells: cells, digest: lesson.digest)
    }

    /// The lesson that was left in the middle, else the first one that is not done.
    func next(among lessons: [Lesson]) -> Lesson? {
        lessons.first { (1..<$0.cells).contains(cellsSeen(of: $0)) } ?? lessons.first { !isDone($0) }
    }
}
