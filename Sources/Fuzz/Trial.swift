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
        let source = SourceText(name: Self.name, text: text.withoutMark)
        var result = Result(outcome: .unreadable, finds: [])
        _ = isComplete(text)
        let cut = text.prefix(text.count / 2)
        if session.completions(of: String(cut), folder: folder).replaced > cut.count {
            result.finds.append("completion would replace more than there is")
        }
        do {
            let tree = try parse(SourceText(name: Self.name, text: text))
            let findings = session.check(tree, folder: folder, allowsRebinding: false)
            result.outcome = findings.isEmpty ? .good : .faulty
            result.finds += misplaced(findings, source)
        } catch let findings as Findings {
            if findings.all.isEmpty { result.finds.append("it cannot be parsed, and nothing says why") }
            result.finds += misplaced(findings.all, source)
        } catch {
            result.finds.append("\(error) is no diagnostic")
        }
        return result
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
        // Files that were included are not at hand here.
        guard place.file == Self.name else { return true }
        return (1...source.lineCount).contains(line) && source.excerpt(line: line) == excerpt && (1...(excerpt.count + 1)).contains(column)
            && length >= 1 && column + length <= max(excerpt.count, column) + 1
    }
}

extension String {
    fileprivate var withoutMark: String {
        unicodeScalars.first == "\u{feff}" ? String(unicodeScalars.dropFirst()) : self
    }
}
