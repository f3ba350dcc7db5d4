import Testing

@testable import Store

@Suite struct ChecksumTests {
    private let bytes = (0..<100_003).map { UInt8(($0 * $0 + 7 * $0) % 251) }

    /// From the reference library (python-xxhash): lengths around 4, 8 and the stripe of 32, and beyond.
    @Test(arguments: [
        (0, 0xef46_db37_51d8_e999), (1, 0xe934_a84a_db05_2768), (3, 0xbb3a_5929_08a9_81a8), (4, 0x798a_8b75_8de1_0b9c),
        (7, 0xc524_fe61_86d6_8234), (8, 0x628b_254f_d17d_4862), (12, 0x0436_65c4_47d2_2a2a), (31, 0x7d36_fafd_7e8f_54d5),
        (32, 0x8ca8_0924_8427_ab85), (33, 0x7013_16fe_f6f8_36d3), (63, 0xabdc_7bc1_52c8_c7f4), (64, 0x1347_58ba_0f58_0486),
        (100, 0x3553_3247_96ee_a83a), (1000, 0xe83f_2963_bc23_4754), (100_003, 0x6cfd_d623_24d3_1807),
    ] as [(Int, UInt64)])
    func agreesWithTheReferenceLibrary(count: Int, expected: UInt64) {
        #expect(checksum([bytes[..<count]]).value == expected)
    }

    @Test func doesNotDependOnHowTheBytesComeIn() {
        for part in [1, 5, 31, 32, 33, 4096] {
            let parts = stride(from: 0, to: bytes.count, by: part).map { bytes[$0..<min($0 + part, bytes.count)] }
            #expect(checksum(parts).value == 0x6cfd_d623_24d3_1807)
        }
    }

    @Test func tellsTextsApartByWhereTheyEnd() {
        func checksum(_ texts: String...) -> String {
            var checksum = Checksum()
            for text in texts { checksum.update(text) }
            return checksum.text
        }
        #expect(checksum("ab", "c") == checksum("ab", "c"))
        #expect(checksum("ab", "c") != checksum("a", "bc"))
        #expect(checksum("abc") != checksum("abc", ""))
        #expect(checksum("abc").count == 16)
    }

    private func checksum(_ parts: [ArraySlice<UInt8>]) -> Checksum {
        var checksum = Checksum()
        for part in parts { part.withUnsafeBytes { checksum.update($0) } }
        return checksum
    }
}
