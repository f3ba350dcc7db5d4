import Diagnostics
import Script

/// The tree of a script as compact S-expressions, a statement a line: `let x = f 1 + 2` is `(let x (f (+ 1 2)))`.
func printed(_ script: String) throws -> String {
    try parse(SourceText(name: "test.nds", text: script)).statements.map { TreeOutline().text($0) }.joined(separator: "\n")
}

/// The findings of a script that cannot be read: `line:column+length message | label`.
func findings(_ script: String) -> [String] {
    do {
        _ = try parse(SourceText(name: "test.nds", text: script))
        return []
    } catch let findings as Findings {
        return findings.all.map { finding in
            guard case .line(let line, let column, let length, _)? = finding.place?.position else { return finding.message }
            return "\(line):\(column)+\(length) \(finding.message)" + (finding.label.isEmpty ? "" : " | \(finding.label)")
        }
    } catch {
        return ["\(error)"]
    }
}
