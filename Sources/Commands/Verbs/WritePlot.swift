import Diagnostics
import Foundation
import Notebook
import Report
import Store

extension Plot {
    /// Writes its charts as one picture, below each other, whole or not at all.
    /// - Throws: `Diagnostic` for an extension other than `.svg`, and for what the system refuses.
    func write(to path: OutputPath) throws {
        guard (path.name as NSString).pathExtension.lowercased() == "svg" else {
            throw Diagnostic("the extension of `\(path.name)` is none that a plot has", label: "name the file with .svg")
        }
        try AtomicFile.write(SVGChart.file(drawn), to: path.path)
    }
}
