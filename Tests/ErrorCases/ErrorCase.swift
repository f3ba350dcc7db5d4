import Diagnostics
import Foundation

/// A script that goes wrong, with the findings that it must cause below the lines that cause them, carets where they must be:
///
///     #---- what the case is about
///       let news = load "pets.conll"
///     #@ pets.conll
///       Rex B-DOG
///       Tom Z-CAT
///     #!    ^^^^^ unknown tag `Z-CAT` | expected `O`, or `B-` `I-` `E-` `S-` with a type
///     #! = a note
///
/// A script stands as it is. A file that it reads follows under `#@` with its name, each line behind two blanks that are not part
/// of it and with `\xff` for a byte. What has a file but no line, or no place at all, stands at the end:
///
///     #! pets.conll: `pets.conll` is empty
package struct ErrorCase: Sendable, CustomStringConvertible {
    package struct File: Sendable {
        package var name: String
        package var lines: [String] = []
        fileprivate var gutter = 2

        /// The lines with their ends; none for a file without lines.
        package var bytes: [UInt8] {
            lines.flatMap { line -> [UInt8] in
                var bytes: [UInt8] = []
                var rest = line.dropFirst(gutter)[...]
                while let escape = rest.firstRange(of: #/\\x([0-9a-f]{2})/#) {
                    bytes += rest[..<escape.lowerBound].utf8
                    bytes.append(UInt8(rest[escape].suffix(2), radix: 16) ?? 0)
                    rest = rest[escape.upperBound...]
                }
                return bytes + rest.utf8 + [10]
            }
        }
    }

    package let title: String
    package let files: [File]
    /// The case as it stands in its file, without its title.
    package let expected: String

    package static let scriptName = "test.nds"

    package var script: String { files[0].lines.joined(separator: "\n") }
    /// Those beside the script.
    package var data: ArraySlice<File> { files.dropFirst() }
    package var description: String { title }

    package init(title: String, lines: [String]) {
        var files = [File(name: Self.scriptName, gutter: 0)]
        for line in lines where !line.hasPrefix("#!") {
            if line.hasPrefix("#@ ") { files.append(File(name: String(line.dropFirst(3)))) } else { files[files.count - 1].lines.append(line) }
        }
        (self.title, self.files, expected) = (title, files, lines.joined(separator: "\n"))
    }

    /// The cases of an error script.
    package static func all(in url: URL) throws -> [ErrorCase] {
        let text = try String(contentsOf: url, encoding: .utf8)
        var cases: [(title: String, lines: [String])] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init) {
            if line.hasPrefix("#---- ") { cases.append((String(line.dropFirst(6)), [])) } else { cases[cases.count - 1].lines.append(line) }
        }
        return cases.map { ErrorCase(title: $0.title, lines: $0.lines) }
    }

    /// The case as it would stand in its file with these findings.
    package func marked(_ findings: [Diagnostic]) -> String {
        var result: [String] = []
        var rest = findings
        for file in files {
            if file.gutter > 0 { result.append("#@ " + file.name) }
            for (index, line) in file.lines.enumerated() {
                result.append(line)
                let (here, others) = (rest.filter { $0.isOn(index + 1, file.name) }, rest.filter { !$0.isOn(index + 1, file.name) })
                rest = others
                result += here.flatMap { $0.marked(gutter: file.gutter) }
            }
        }
        return (result + rest.flatMap { $0.marked(gutter: 0) }).joined(separator: "\n")
    }
}

extension Diagnostic {
    fileprivate func isOn(_ number: Int, _ file: String) -> Bool {
        guard case .line(number, _, _, _)? = place?.position else { return false }
        return place?.file == file
    }

    fileprivate func marked(gutter: Int) -> [String] {
        var lead = "#! "
        switch place?.position {
        case .line(_, let column, let length, _)?:
            lead = "#!" + String(repeating: " ", count: max(0, gutter + column - 3)) + String(repeating: "^", count: length) + " "
        case .some: lead += (place?.description ?? "") + ": "
        case nil: break
        }
        return [lead + message + (label.isEmpty ? "" : " | " + label)] + notes.map { "#! = " + $0 }
    }
}
