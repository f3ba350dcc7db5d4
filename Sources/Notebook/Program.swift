import Diagnostics
import Foundation
import Script

/// A script together with what it includes, as ONE tree.
///
/// `parse` alone opens no file: an `include` is a statement that names one. `program` reads the files in and puts their statements
/// where the `include` stood, at whatever depth, and the texts one behind the other into one source. So whoever walks the
/// tree, the checker, the interpreter, the slicer, the planner and the lock, sees the statements of one program in the order in
/// which they run and meets no `include`; an offset tells the file for a place (`source.place`), for relative paths
/// (`folder(at:root:)`), and in `included` for a digest of the text. Each statement of an included file is a cell of its own.
///
/// - Parameters:
///   - folder: the folder of the script: what its paths are relative to.
///   - path: the script's own path, if it is a file: it must not be included again.
/// - Throws: `Findings`: what cannot be parsed in any of the files, and files that are not there, cannot be read or include
///   themselves.
package func program(_ source: SourceText, folder: String, path: String? = nil) throws -> Tree {
    var result = try parse(source)
    var reader = IncludeReader(source: result.source)
    let chain = path.map { [IncludeReader.canonical($0, in: folder)] } ?? []
    result.statements = reader.resolved(result.statements, within: chain, folder: folder, name: source.name)
    guard reader.findings.isEmpty else { throw Findings(reader.findings.inOrderOfPlace(of: reader.source.fileNames)) }
    result.source = reader.source
    result.included = reader.files.values.map(\.file).sorted { $0.range.lowerBound < $1.range.lowerBound }
    result.comments += reader.comments
    return result
}

private struct IncludeReader {
    var source: SourceText
    var files: [String: (file: IncludedFile, statements: [Statement])] = [:]
    var comments: [Comment] = []
    var findings: [Diagnostic] = []
    private var count = 0

    /// Files may include others twice over: what they unroll to has an end.
    private static let statementLimit = 100_000
    private static let depthLimit = 50

    init(source: SourceText) {
        self.source = source
    }

    /// The absolute path without symbolic links: one for each file.
    static func canonical(_ path: String, in folder: String) -> String {
        URL(fileURLWithPath: Paths.absolute(path, in: folder)).resolvingSymlinksInPath().path
    }

    /// The statements with those of the included files in place.
    ///
    /// - Parameter chain: absolute paths of the files that are being included, outermost first.
    mutating func resolved(_ statements: [Statement], within chain: [String], folder: String, name: String) -> [Statement] {
        guard statements.contains(where: \.holdsInclude) else { return statements }
        return statements.flatMap { statement -> [Statement] in
            if case .include(let path) = statement.kind {
                return included(path, at: statement, within: chain, folder: folder, name: name)
            }
            guard statement.holdsInclude else { return [statement] }
            var copy = statement
            copy.kind = statement.kind.mappingBlocks { resolved($0, within: chain, folder: folder, name: name) }
            return [copy]
        }
    }

    private mutating func included(_ path: Name, at statement: Statement, within chain: [String], folder: String, name: String) -> [Statement] {
        do {
            let absolute = Self.canonical(path.text, in: folder)
            let shown = shownName(path.text, beside: name)
            if chain.contains(absolute) { throw cycle(path.text, absolute, chain) }
            guard chain.count < Self.depthLimit else { throw Diagnostic("includes are nested too deeply") }
            var inner = try statements(of: absolute, shown: shown, written: path.text, within: chain)
            count += inner.count
            guard count <= Self.statementLimit else {
                throw Diagnostic("the included files come to more than \(Self.statementLimit) statements")
            }
            // What is said about the `include` is said about what it stands for.
            if !inner.isEmpty {
                inner[0].prose = statement.prose + inner[0].prose
                inner[inner.count - 1].recorded += statement.recorded
            }
            return inner
        } catch let finding as Diagnostic {
            if findings.count < Findings.limit { findings.append(finding.located(at: source.place(path.range))) }
        } catch let others as Findings {
            findings += others.all.prefix(Findings.limit - findings.count)
        } catch {}
        return []
    }

    private mutating func statements(of path: String, shown: String, written: String, within chain: [String]) throws -> [Statement] {
        if let known = files[path] { return known.statements }
        let kind = (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
        // A device or a pipe might never end.
        guard kind == nil || kind == .typeRegular || kind == .typeDirectory else { throw Diagnostic("`\(written)` is no plain file") }
        guard kind != nil else { throw Diagnostic("there is no script `\(written)`", label: Paths.near(path).map { "did you mean `\($0)`?" } ?? "") }
        let text = try SourceText(reading: path, name: shown).text
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let range = source.append(name: shown, text: text)
        let tree = try parse(source, range)
        comments += tree.comments
        let file = IncludedFile(path: path, folder: folder, range: range)
        let statements = resolved(tree.statements, within: chain + [path], folder: folder, name: shown)
        files[path] = (file, statements)
        return statements
    }

    private func cycle(_ written: String, _ path: String, _ chain: [String]) -> Diagnostic {
        let names = (chain.drop { $0 != path } + [path]).map { URL(fileURLWithPath: $0).lastPathComponent }
        return Diagnostic("`\(written)` includes itself", notes: names.count > 2 ? [names.joined(separator: " includes ")] : [])
    }

    /// As messages name the file: relative to what the name of the including script is relative to.
    private func shownName(_ path: String, beside name: String) -> String {
        guard let slash = name.lastIndex(of: "/"), !path.hasPrefix("/"), !path.hasPrefix("~") else { return path }
        return name[...slash] + path
    }
}

extension Statement {
    /// An `include` stands here or in a block within.
    fileprivate var holdsInclude: Bool {
        if case .include = kind { return true }
        return kind.blocks.contains { $0.contains(where: \.holdsInclude) }
    }
}
