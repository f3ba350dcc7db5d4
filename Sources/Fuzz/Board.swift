import Foundation

/// Numbers that a worker leaves for its supervisor in memory that both share: what a worker did is known even if it crashed.
package final class Board {
    package enum Slot {
        /// The number of the input at work.
        case input
        /// How many inputs ended so.
        case count(Trial.Outcome)

        fileprivate static let count = 1 + Trial.Outcome.allCases.count

        fileprivate var index: Int {
            switch self {
            case .input: 0
            case .count(let outcome): 1 + outcome.rawValue
            }
        }
    }

    private let numbers: UnsafeMutablePointer<Int>

    /// - Parameter path: a file that is made where it is not there.
    /// - Throws: where the file cannot be made or mapped.
    package init(path: String) throws {
        let size = Slot.count * MemoryLayout<Int>.stride
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0, ftruncate(descriptor, off_t(size)) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        defer { close(descriptor) }
        let start = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
        guard let start, start != MAP_FAILED else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        numbers = start.bindMemory(to: Int.self, capacity: Slot.count)
    }

    deinit { munmap(numbers, Slot.count * MemoryLayout<Int>.stride) }

    package subscript(slot: Slot) -> Int {
        get { numbers[slot.index] }
        set { numbers[slot.index] = newValue }
    }
}
