import Foundation

/// The scripts that damaged ones are made of: those that the project ships, transcripts and error scripts.
package enum SoundScripts {
    private static let folders = ["scripts", "Tests/Transcripts", "Tests/CommandsTests/ErrorScripts", "Tests/NotebookTests/ErrorScripts"]

    /// - Parameter root: the folder of the project.
    /// - Returns: their texts, in the order of their paths; the same tree gives the same texts in the same order.
    package static func texts(root: String) -> [String] {
        folders.flatMap { folder in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)) ?? []
            return names.filter { $0.hasSuffix(".nds") }.sorted().compactMap { name in
                try? String(contentsOfFile: "\(root)/\(folder)/\(name)", encoding: .utf8)
            }
        }
    }
}
