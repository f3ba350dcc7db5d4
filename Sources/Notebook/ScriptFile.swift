import Diagnostics
import Foundation
import Script

/// A script on disk.
package enum ScriptFile {
    /// The text of a script, without a byte order mark.
    ///
    /// - Parameters:
    ///   - shown: the path as its user wrote it.
    ///   - isPlain: a device or a pipe, which might never end, is refused.
    /// - Throws: `Diagnostic` where there is no such file or it is not UTF-8 text.
    package static func text(at path: String, shown: String, isPlain: Bool = false) throws -> String {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Diagnostic("there is no script `\(shown)`", label: Paths.near(path).map { "did you mean `\($0)`?" } ?? "")
        }
        if isFolder.boolValue { throw Diagnostic("`\(shown)` is a folder, not a script") }
        let kind = (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
        if isPlain, kind != .typeRegular { throw Diagnostic("`\(shown)` is no plain file") }
        guard let data = FileManager.default.contents(atPath: path) else { throw Diagnostic("the script `\(shown)` cannot be read") }
        guard let text = String(validating: data, as: UTF8.self) else { throw Diagnostic("the script `\(shown)` is not UTF-8 text") }
        return text.withoutByteOrderMark
    }
}
