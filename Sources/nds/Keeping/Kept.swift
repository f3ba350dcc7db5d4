import Diagnostics
import Foundation
import Notebook
import Store

/// What this program keeps between runs, and where.
enum Kept {
    private static let folders = UserFolders()

    /// The store of calls, of at most `$NDS_CACHE_LIMIT` bytes.
    /// - Parameter isCold: nothing is taken from it.
    /// - Throws: `Diagnostic` where that is no amount.
    static func store(isCold: Bool = false) throws -> CallStore {
        CallStore(
            folder: folders.cache + "/calls", limit: try limit(ProcessInfo.processInfo.environment["NDS_CACHE_LIMIT"]), isCold: isCold)
    }

    static let usualLimit = 4 << 30

    /// `500 MB`, `4GB`, or bytes; nil is the usual limit.
    static func limit(_ text: String?) throws -> Int {
        guard let text, !text.isEmpty else { return usualLimit }
        let units: [(name: String, bytes: Double)] = [("KB", 0x1p10), ("MB", 0x1p20), ("GB", 0x1p30), ("TB", 0x1p40), ("", 1)]
        let upper = text.uppercased().replacing("IB", with: "B")
        for unit in units where upper.hasSuffix(unit.name) {
            let number = upper.dropLast(unit.name.count).filter { $0 != " " }
            if let amount = Double(number), amount >= 0, amount * unit.bytes < 1e18 { return Int(amount * unit.bytes) }
            break
        }
        throw Diagnostic("NDS_CACHE_LIMIT is `\(text)`, which is no amount of memory", label: "as in `500MB` or `4GB`")
    }

    /// The journal of a script's runs. One that has grown large begins anew.
    static func journal(ofScript path: String) -> Journal? {
        let file = journalPath(ofScript: path)
        var status = stat()
        if stat(file, &status) == 0, status.st_size > 4 << 20 { unlink(file) }
        return try? Journal(path: file)
    }

    static func journalPath(ofScript path: String) -> String {
        let stem = ((path as NSString).lastPathComponent as NSString).deletingPathExtension
        return "\(folders.cache)/runs/\(stem)-\(Digest(of: path).text.prefix(8)).jsonl"
    }

    static var sessions: String { Journal.sessionsFolder }
}

/// The folder of one session at the prompt, with its journal. While it lasts no other session takes it up.
final class SessionFolder {
    let journal: Journal
    private let folder: String
    private let lock: FolderLock
    private static let keptSessions = 50

    /// A new one. Long gone sessions make way.
    /// - Throws: `Diagnostic` where it cannot be made.
    init() throws {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.dateFormat = "yyyy-MM-dd'T'HH-mm-ss"
        folder = "\(Kept.sessions)/\(format.string(from: Date()))-\(getpid())"
        try? FileManager.default.createDirectory(
            atPath: Kept.sessions, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try AtomicFolder.make(folder)
        lock = try FolderLock(folder)
        journal = try Journal(path: Self.journal(in: folder))
        for name in Self.names.dropLast(Self.keptSessions) { try? FileManager.default.removeItem(atPath: "\(Kept.sessions)/\(name)") }
    }

    private init?(_ name: String) {
        folder = "\(Kept.sessions)/\(name)"
        guard let lock = try? FolderLock(folder), Self.hasCells(folder), let journal = try? Journal(path: Self.journal(in: folder)) else { return nil }
        (self.lock, self.journal) = (lock, journal)
    }

    /// The last session that had cells and is not going on.
    static func last() -> SessionFolder? {
        names.reversed().lazy.compactMap { SessionFolder($0) }.first
    }

    /// A session in which nothing ran leaves nothing.
    func leave() {
        if !Self.hasCells(folder) { try? FileManager.default.removeItem(atPath: folder) }
    }

    /// In order of time.
    private static var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: Kept.sessions)) ?? []).sorted() }
    private static func journal(in folder: String) -> String { Journal.path(ofSession: folder) }
    private static func hasCells(_ folder: String) -> Bool { Journal.lines(of: journal(in: folder)).contains { $0.cell != nil } }
}
