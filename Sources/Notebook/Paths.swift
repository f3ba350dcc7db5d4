import Diagnostics
import Foundation

/// Where the texts of `path` parameters lead.
package enum Paths {
    /// Absolute; `~` is the home folder, a relative path is relative to `folder`.
    package static func absolute(_ path: String, in folder: String) -> String {
        let expanded = NSString(string: path).expandingTildeInPath
        return URL(fileURLWithPath: expanded, relativeTo: URL(fileURLWithPath: folder, isDirectory: true)).standardizedFileURL.path
    }

    package static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path)
    }

    /// The folders around an absolute path, innermost first.
    static func parents(_ path: String) -> [String] {
        var parents: [String] = []
        var rest = path[...]
        while let slash = rest.lastIndex(of: "/"), slash > rest.startIndex {
            rest = rest[..<slash]
            parents.append(String(rest))
        }
        return parents
    }

    /// A name in the same folder that may have been meant.
    static func near(_ path: String) -> String? {
        let url = URL(fileURLWithPath: path)
        let beside = (try? FileManager.default.contentsOfDirectory(atPath: url.deletingLastPathComponent().path))?.sorted() ?? []
        return suggestion(for: url.lastPathComponent, among: beside)
    }
}
