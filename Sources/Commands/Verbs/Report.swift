import Diagnostics
import Foundation
import Notebook
import Report
import Store

extension Command {
    static let report = Command(
        "report", "write the cells so far as one page: .html, which needs nothing else; .md; or .ipynb for Jupyter", effect: .writes,
        isAboutSession: true,
        example: """
            ## # Ten sentences
            let news = generate news size=10
            describe news
            assert (report "ten.md") == "2 cells written to ten.md"
            assert (load "ten.md" format=text).sentences > 3
            """,
        Parameter<OutputPath>("path", "the file to write; an earlier one is replaced")
    ) { context, path in
        let document = await context.session.document()
        try ReportFile.write(document, to: path.path)
        return "\(counted(document.cells.count { !$0.command.isEmpty }, "cell")) written to \(path.name)"
    }
}

/// A report in one of the forms that a file may have.
package struct ReportFile: Sendable {
    let suffix: String
    let render: @Sendable (ReportDocument) throws -> String

    /// Every form. A new one is a renderer and a row here.
    static let all = [
        ReportFile(suffix: "html") { HTMLRenderer().page($0) }, ReportFile(suffix: "md") { MarkdownRenderer().text($0) },
        ReportFile(suffix: "ipynb") { try JupyterRenderer().text($0) },
    ]

    /// Writes a document, whole or not at all, in the form that the file's name tells.
    /// - Throws: `Diagnostic` for a name that tells none, and where the file cannot be written.
    package static func write(_ document: ReportDocument, to path: String) throws {
        try AtomicFile.write(try form(of: path).render(document), to: path)
    }

    /// - Throws: `Diagnostic` for a name that tells no form.
    package static func check(_ path: String) throws { _ = try form(of: path) }

    private static func form(of path: String) throws -> ReportFile {
        let url = URL(fileURLWithPath: path)
        guard let form = all.first(where: { $0.suffix == url.pathExtension.lowercased() }) else {
            throw Diagnostic(
                "`\(url.lastPathComponent)` does not say which form of report it is to be",
                label: "the name ends in one of \(all.map { "." + $0.suffix }.joined(separator: ", "))")
        }
        return form
    }
}
