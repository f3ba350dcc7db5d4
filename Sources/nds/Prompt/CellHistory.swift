import Diagnostics
import Foundation

/// The cells entered at the prompt, in this session and earlier ones: a file with one JSON object a line, `{"cell": "…"}`.
///
/// The file only ever grows, by one write a cell, so that two sessions at the same time lose nothing. A line torn by a crash is
/// skipped when the file is read and ended before the next cell is written.
struct CellHistory {
    /// Oldest first.
    private(set) var cells: [String]
    let path: String

    /// A longer file is read from its end.
    private static let bytesRead: UInt64 = 8 << 20

    /// Loads the last `limit` cells. A file that is not there or cannot be read is an empty history.
    init(path: String = CellHistory.defaultPath, limit: Int = 10_000) {
        self.path = path
        cells = Self.load(path, limit: limit)
    }

    /// `nds/history.jsonl` in `$XDG_STATE_HOME`, by default in `~/.local/state`.
    static var defaultPath: String {
        let environment = ProcessInfo.processInfo.environment
        let home = environment["HOME"] ?? NSHomeDirectory()
        let named = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (named ?? home + "/.local/state") + "/nds/history.jsonl"
    }

    /// Remembers a cell, unless it is blank or the same as the last one.
    ///
    /// - Throws: `Diagnostic` if the file cannot be written; the cell is then remembered for this session only.
    mutating func append(_ cell: String) throws {
        guard cell != cells.last, !cell.allSatisfy(\.isWhitespace) else { return }
        cells.append(cell)
        let folder = (path as NSString).deletingLastPathComponent
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Diagnostic("cannot keep the history in `\(folder)`: the folder cannot be made")
        }
        try write(try line(for: cell))
    }

    private func line(for cell: String) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return try encoder.encode(Record(cell: cell)) + Data("\n".utf8)
    }

    private func write(_ line: Data) throws {
        let file = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw refused() }
        defer { close(file) }
        let length = lseek(file, 0, SEEK_END)
        var last = UInt8(ascii: "\n")
        if length > 0 { _ = pread(file, &last, 1, length - 1) }
        let bytes = last == UInt8(ascii: "\n") ? line : Data("\n".utf8) + line
        let written = bytes.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
        guard written == bytes.count else { throw refused() }
    }

    private func refused() -> Diagnostic {
        Diagnostic("cannot keep the history in `\(path)`: \(String(cString: strerror(errno)).lowercased())")
    }

    private static func load(_ path: String, limit: Int) -> [String] {
        guard let file = FileHandle(forReadingAtPath: path), let length = try? file.seekToEnd() else { return [] }
        defer { try? file.close() }
        let start = length > bytesRead ? length - bytesRead : 0
        guard (try? file.seek(toOffset: start)) != nil, let bytes = try? file.readToEnd() else { return [] }
        return cells(of: [UInt8](bytes).split(separator: UInt8(ascii: "\n")).suffix(limit))
    }

    private static func cells(of lines: ArraySlice<ArraySlice<UInt8>>) -> [String] {
        let decoder = JSONDecoder()
        // As one array they are read several times as fast; line by line only where one of them is torn.
        var array = [UInt8(ascii: "[")]
        for line in lines {
            if array.count > 1 { array.append(UInt8(ascii: ",")) }
            array += line
        }
        array.append(UInt8(ascii: "]"))
        if let records = try? decoder.decode([Record].self, from: Data(array)) { return records.map(\.cell) }
        return lines.compactMap { try? decoder.decode(Record.self, from: Data($0)).cell }
    }

    private struct Record: Codable {
        var cell: String
    }
}
