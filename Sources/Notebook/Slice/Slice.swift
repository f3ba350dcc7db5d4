import Diagnostics
import Script

/// A script made of the cells of a session.
package struct Slice: Sendable {
    package let text: String
    /// What each statement of the script gave in the session; nil for one without a value.
    let values: [Value?]

    /// The least script that makes a name.
    ///
    /// - Parameter folder: where the script will lie; relative paths are rewritten so that they lead from there.
    /// - Throws: `Diagnostic` where no cell binds the name, or where what it needs failed or was interrupted.
    init(making name: String, from cells: [SliceCell], language: Language, folder: String) throws {
        var slicer = Slicer(language: language, cells: cells)
        guard let target = slicer.origin(of: name, before: cells.count) else {
            throw Diagnostic("no cell made `\(name)`", label: suggestion(for: name, among: cells.compactMap { $0.bound?.text }).map { "did you mean `\($0)`?" } ?? "")
        }
        try slicer.need(target.cell)
        slicer.needAssertions()
        let writer = SliceWriter(slicer, kept: slicer.needed.sorted(), target: target.cell, folder: folder)
        text = writer.script(title: writer.names[target.cell] ?? name)
        values = writer.values
    }

    /// All cells in order, what they gave as `#= ` lines; those that failed as remarks.
    ///
    /// - Throws: `Diagnostic` where a cell needs what one that failed or was interrupted left behind.
    init(transcriptOf cells: [SliceCell], language: Language, folder: String) throws {
        let cells = cells.filter { !$0.isAboutSession }
        guard cells.contains(where: { $0.failure == nil }) else { throw Diagnostic("there are no cells to save yet") }
        var slicer = Slicer(language: language, cells: cells)
        for index in cells.indices where cells[index].failure == nil { try slicer.need(index) }
        let writer = SliceWriter(slicer, kept: Array(cells.indices), target: nil, folder: folder)
        text = writer.script(title: nil)
        values = writer.values
    }
}

extension Session {
    /// The least script that makes a name.
    package func slice(making name: String, folder: String) throws -> Slice {
        try Slice(making: name, from: material, language: language, folder: folder)
    }

    /// All that was done so far, as a script.
    package func transcript(folder: String) throws -> Slice {
        try Slice(transcriptOf: material, language: language, folder: folder)
    }
}
