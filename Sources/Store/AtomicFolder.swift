import Diagnostics
import Foundation

/// Folders that are there whole or not at all.
package enum AtomicFolder {
    /// Fills a temporary sibling, then puts it in the place of `path`.
    ///
    /// A folder that is there is replaced only if it holds nothing but files that the new one holds too: an export may be
    /// repeated, but never removes what it did not make.
    /// - Parameter fill: receives the path of the folder to write into; its diagnostics are reworded to name `path`.
    /// - Throws: `Diagnostic` that names the folder; what the closure throws.
    package static func write(to path: String, _ fill: (_ folder: String) throws -> Void) throws {
        let target = resolved((path as NSString).standardizingPath)
        let temporary = temporarySibling(of: target)
        guard mkdir(temporary, 0o777) == 0 else { throw trouble("write", target) }
        defer { try? FileManager.default.removeItem(atPath: temporary) }
        do {
            try fill(temporary)
        } catch let finding as Diagnostic {
            throw finding.renaming(temporary, to: target)
        }
        try replace(target, by: temporary)
    }

    /// Makes an empty folder where there is none, and sees that one that is there can be written to: better now than after hours.
    /// - Throws: `Diagnostic` that names the folder, where its parent is missing or a file is in the way.
    package static func make(_ path: String) throws {
        if mkdir(path, 0o777) == 0 { return }
        let code = errno
        var status = stat()
        guard code == EEXIST, stat(path, &status) == 0 else { throw trouble("write", path, code: code) }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw isFile(path) }
        guard access(path, W_OK) == 0 else { throw trouble("write", path) }
    }

    private static func isFile(_ path: String) -> Diagnostic {
        Diagnostic("cannot write the folder `\(path)`: it is a file", label: "give the path of a folder")
    }

    private static func replace(_ target: String, by temporary: String) throws {
        var status = stat()
        guard stat(target, &status) == 0 else {
            guard rename(temporary, target) == 0 else { throw trouble("write", target) }
            return
        }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw isFile(target) }
        let made = Set(try entries(of: temporary))
        if let foreign = try entries(of: target).first(where: { !made.contains($0) }) {
            throw Diagnostic(
                "cannot replace the folder `\(target)`: it also holds `\(foreign)`", label: "give the path of a new folder")
        }
        let old = temporarySibling(of: target)
        guard rename(target, old) == 0 else { throw trouble("write", target) }
        guard rename(temporary, target) == 0 else {
            let code = errno
            rename(old, target)
            throw trouble("write", target, code: code)
        }
        try? FileManager.default.removeItem(atPath: old)
    }

    private static func entries(of folder: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            throw trouble("read", folder, code: EACCES)
        }
    }
}

extension Diagnostic {
    fileprivate func renaming(_ temporary: String, to target: String) -> Diagnostic {
        func renamed(_ text: String) -> String { text.replacingOccurrences(of: temporary, with: target) }
        var copy = self
        copy.message = renamed(message)
        copy.label = renamed(label)
        copy.notes = notes.map(renamed)
        copy.place?.file = renamed(place?.file ?? "")
        return copy
    }
}
