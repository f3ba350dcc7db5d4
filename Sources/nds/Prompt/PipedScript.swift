import Diagnostics
import Foundation

/// What comes in on standard input where that is no terminal: a whole script.
enum PipedScript {
    /// Reads to the end.
    ///
    /// - Throws: `Diagnostic` if the bytes cannot be read or are not UTF-8.
    static func read(from input: FileHandle = .standardInput) throws -> SourceText {
        let bytes: Data
        do { bytes = try input.readToEnd() ?? Data() } catch {
            throw Diagnostic("standard input cannot be read", at: Place(file: name))
        }
        return try SourceText(name: name, bytes: bytes)
    }

    private static let name = "standard input"
}
