import Foundation

/// The memory of this machine.
package enum SystemMemory {
    /// Bytes that this process can still take without anything being pushed out to disk: what Linux itself estimates, and what the
    /// limit of a container leaves; elsewhere all that is built in.
    package static var available: Int {
        let free = value(of: "MemAvailable:", in: "/proc/meminfo").map { $0 << 10 }
        let limit = text("/sys/fs/cgroup/memory.max").flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
        let left = limit.map { max(0, $0 - (value(of: "anon", in: "/sys/fs/cgroup/memory.stat") ?? 0)) }
        return [free, left].compactMap(\.self).min() ?? Int(clamping: ProcessInfo.processInfo.physicalMemory)
    }

    /// The number after a name, in a file of the kernel with one of each a line.
    private static func value(of name: String, in path: String) -> Int? {
        for line in text(path)?.split(separator: "\n") ?? [] {
            let words = line.split(separator: " ")
            if words.count > 1, words[0] == name { return Int(words[1]) }
        }
        return nil
    }

    private static func text(_ path: String) -> String? {
        try? String(contentsOfFile: path, encoding: .utf8)
    }

    /// Memory comes in pages of so many bytes.
    package static let pageSize = Int(sysconf(numericCast(_SC_PAGESIZE)))

    /// Bytes of the pages that are touched where some rows of a table of floats are written, which lies at the start of a storage.
    package static func bytes(ofRows rows: some Sequence<Int32>, columns: Int) -> Int {
        let size = columns * MemoryLayout<Float>.stride
        var pages: Set<Int> = []
        for row in rows where size > 0 { pages.formUnion(Int(row) * size / pageSize...((Int(row) + 1) * size - 1) / pageSize) }
        return pages.count * pageSize
    }
}
