import Diagnostics
import Testing

@testable import nds

struct KeptTests {
    @Test(arguments: [
        (nil, Kept.usualLimit), ("", Kept.usualLimit), ("0", 0), ("1500", 1500), ("2KB", 2048), ("1.5 mb", 3 << 19), ("4GiB", 4 << 30),
    ])
    func aLimitIsAnAmountOfMemory(text: String?, bytes: Int) throws {
        #expect(try Kept.limit(text) == bytes)
    }

    @Test(arguments: ["much", "-1", "4 elephants", "1e99", "GB"])
    func whatIsNoAmountIsSaid(text: String) {
        #expect(
            throws: Diagnostic("NDS_CACHE_LIMIT is `\(text)`, which is no amount of memory", label: "as in `500MB` or `4GB`")
        ) { try Kept.limit(text) }
    }
}
