import Foundation
import Testing

@testable import Numerics

struct SystemMemoryTests {
    @Test func someOfTheMemoryIsAvailable() {
        let available = SystemMemory.available
        #expect(available > 1 << 20)
        #expect(available <= Int(clamping: ProcessInfo.processInfo.physicalMemory))
    }

    @Test func rowsTakeThePagesTheyLieIn() {
        let page = SystemMemory.pageSize
        let columns = page / 16  // four rows a page
        #expect(SystemMemory.bytes(ofRows: [], columns: columns) == 0)
        #expect(SystemMemory.bytes(ofRows: [0, 3], columns: columns) == page)
        #expect(SystemMemory.bytes(ofRows: [3, 4, 400], columns: columns) == 3 * page)
        #expect(SystemMemory.bytes(ofRows: [1], columns: page / 4 + 1) == 2 * page)
    }
}
