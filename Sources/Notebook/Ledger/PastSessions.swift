import Foundation
import Store

extension Journal {
    /// What a session at the prompt did, long ago or just now beside this one.
    package struct PastSession: Sendable {
        package var began: Date?
        package var cells: [Cell]

        package init(began: Date?, cells: [Cell]) {
            (self.began, self.cells) = (began, cells)
        }
    }

    /// Where each session at the prompt has a folder, whose name begins with the time.
    package static var sessionsFolder: String { UserFolders().state + "/sessions" }

    package static func path(ofSession folder: String) -> String { folder + "/journal.jsonl" }

    /// The sessions in which something ran, in order of time.
    ///
    /// - Parameter path: the journal of the session that asks.
    static func pastSessions(in folder: String = sessionsFolder, except path: String?) -> [PastSession] {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        return names.map { self.path(ofSession: folder + "/" + $0) }.filter { $0 != path }.compactMap { path in
            let lines = lines(of: path)
            let cells = lines.compactMap(\.cell)
            return cells.isEmpty ? nil : PastSession(began: lines.lazy.compactMap(\.start).first?.time, cells: cells)
        }
    }
}
