import Diagnostics
import Notebook
import Script

/// Puts texts through lexer, parser, checker, completion and formatter, and says what does not hold.
@MainActor
package struct Trial {
    package enum Outcome: Int, CaseIterable, Sendable {
        /// It cannot be parsed.
        case unreadable
        /// It was parsed, and something is wrong with it.
        case faulty
        case good
    }

    package struct Result: Sendable, Equatable {
        package var outcome: Outcome
        /// What should hold and does not; empty for a program without mistakes.
        package var finds: [String]
    }

    private let session: Session
    private let folder: String
    private static let name = "fuzz.nds"

    /// - Parameter folder: what paths in the texts are relative to.
    package init(language: Language, folder: String) {
        session = Session(language: language)
        self.folder = folder
    }

    package func run(_ text: String) -> Result {
        let source = SourceText(name: Self.name, text: text.withoutByteOrderMark)
        var result = Result(outcome: .unreadable, finds: [])
        _ = isComplete(text)
        let cut = text.prefix(text.count / 2)
        if session.completions(of: String(cut), folder: folder).replaced > cut.count {
            result.finds.append("completion would replace more than there is")
        }
        do {
            let tree = try parse(SourceText(name: Self.name, text: text))
            result.outcome = .faulty
            result.finds += misprinted(tree)
            let whole = try program(source, folder: folder)
            let findings = session.check(whole, folder: folder, allowsRebinding: false)
            if findings.isEmpty { result.outcome = .good }
            result.finds += misplaced(findings, whole.source)
        } catch let findings as Findings {
            if findings.all.isEmpty { result.finds.append("it cannot be read, and nothing says why") }
            result.finds += misplaced(findings.all, source)
        } catch {
            result.finds.append("\(error) is no diagnostic")
        }
        return result
    }

    /// What is wrong with the canonical text of a tree: it must mean the same, keep all comments, and be its own canonical text.
    private func misprinted(_ tree: Tree) -> [String] {
        let text = formatted(tree)
        let outline = TreeOutline()
        do {
            let again = try parse(SourceText(name: Self.name, text: text))
            var finds: [String] = []
            if outline.text(again) != outline.text(tree) { finds.append("formatting changes the tree") }
            if again.comments.map(\.text) != tree.comments.map(\.text) { finds.append("formatting changes the comments") }
            if formatted(again) != text { finds.append("formatting twice changes something") }
            return finds
        } catch {
            return ["what was formatted cannot be parsed"]
        }
    }

    /// What is wrong with where findings stand or with how they look.
    private func misplaced(_ findings: [Diagnostic], _ source: SourceText) -> [String] {
        var finds = findings.filter { !isWithin($0, source) }.map { "`\($0.message)` at \($0.place?.description ?? "no place") is not within the text" }
        if findings.count > Findings.limit { finds.append("\(findings.count) findings") }
        if findings != findings.inOrderOfPlace(of: source.fileNames) { finds.append("findings out of order") }
        return finds
    }

    private func isWithin(_ finding: Diagnostic, _ source: SourceText) -> Bool {
        guard let place = finding.place, case .line(let line, let column, let length, let excerpt) = place.position else { return false }
        let lines = finding.rendered().split(separator: "\n", omittingEmptySubsequences: false)
        guard excerpt.isEmpty || lines.count >= 4 && lines[3].contains("^") else { return false }
        // The lines of files that were included are counted in them.
        guard place.file == Self.name else { return true }
        return (1...source.lineCount).contains(line) && source.excerpt(line: line) == excerpt && (1...(excerpt.count + 1)).contains(column)
            && length >= 1 && column + length <= max(excerpt.count, column) + 1
    }
}
