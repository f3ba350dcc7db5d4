import Foundation
import Testing

@testable import Store

@Suite struct DigestTests {
    @Test("the SHA-256 of `abc` is that of FIPS 180-2, appendix B.1")
    func standardVector() {
        #expect(Digest(of: "abc").text == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test("a file has the digest of its bytes")
    func file() throws {
        let path = NSTemporaryDirectory() + "nds-digest-\(UUID())"
        try Data("abc".utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(try Digest(ofFile: path) == Digest(of: "abc"))
    }

    @Test("what is no digest is not taken for one", arguments: ["", "abc", String(repeating: "g", count: 64)])
    func refusal(_ text: String) {
        #expect(Digest(text: text) == nil)
    }
}
