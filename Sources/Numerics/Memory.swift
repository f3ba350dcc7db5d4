import Foundation

/// Memory for floats, zero at first, released with its owner. What was never written takes no room: pages come in one by one.
package final class FloatStorage: Sendable {
    package let view: Matrix

    /// As one row of `count` floats.
    package convenience init(count: Int) {
        self.init(rows: 1, columns: count)
    }

    package init(rows: Int, columns: Int) {
        let count = max(1, rows * columns)
        let bytes = Self.bytes(count)
        guard let memory = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), memory != MAP_FAILED else {
            preconditionFailure("the system gives no \(bytes >> 20) MiB of memory")
        }
        view = Matrix(start: memory.bindMemory(to: Float.self, capacity: count), rows: rows, columns: columns)
    }

    /// Asks the system to take this range of floats by 2 MiB instead of 4 KiB: quicker, for what is going to be used whole.
    package func takeLargePages(_ range: Range<Int>) {
        #if os(Linux)
        let page = Int(sysconf(numericCast(_SC_PAGESIZE)))
        let start = (Int(bitPattern: view.start + range.lowerBound) + page - 1) / page * page
        let end = Int(bitPattern: view.start + range.upperBound)
        if end > start { madvise(UnsafeMutableRawPointer(bitPattern: start), end - start, MADV_HUGEPAGE) }
        #endif
    }

    deinit {
        munmap(view.start, Self.bytes(max(1, view.count)))
    }

    private static func bytes(_ count: Int) -> Int {
        count * MemoryLayout<Float>.stride
    }
}

/// Cuts matrices from one block of memory. Laid out twice, first to count and then to have: so the size of what a layout takes is
/// known without taking it.
package struct Memory: Sendable {
    private let storage: FloatStorage?
    /// Floats handed out so far, each matrix rounded up to whole cache lines.
    package private(set) var floats = 0
    private static let line = 16

    /// Counts only: the matrices that it hands out must not be read or written.
    private init(counting: Void) {
        storage = nil
    }

    private init(floats: Int) {
        let storage = FloatStorage(count: floats)
        storage.takeLargePages(0..<floats)
        self.storage = storage
    }

    /// Floats that a layout takes.
    package static func floats<Layout>(of layout: (inout Memory) -> Layout) -> Int {
        var counting = Memory(counting: ())
        _ = layout(&counting)
        return counting.floats
    }

    /// Lays matrices out in one block. Whatever uses them keeps a copy of the `Memory` that handed them out: the block's owner.
    package static func laidOut<Layout>(_ layout: (inout Memory) -> Layout) -> Layout {
        var memory = Memory(floats: floats(of: layout))
        return layout(&memory)
    }

    package mutating func matrix(_ rows: Int, _ columns: Int) -> Matrix {
        defer { floats += (rows * columns + Self.line - 1) / Self.line * Self.line }
        guard let storage else { return Matrix(start: Self.nowhere, rows: rows, columns: columns) }
        precondition(floats + rows * columns <= storage.view.count, "a layout must not change between counting and having")
        return Matrix(start: storage.view.start + floats, rows: rows, columns: columns)
    }

    private static var nowhere: UnsafeMutablePointer<Float> {
        guard let start = UnsafeMutablePointer<Float>(bitPattern: MemoryLayout<Float>.alignment) else { preconditionFailure() }
        return start
    }
}
