import Crypto
import Diagnostics
import Foundation

/// The SHA-256 of some bytes: what contents are known by. Equal digests mean equal contents, whoever made them.
package struct Digest: Hashable, Sendable, Codable {
    /// 64 hexadecimal digits.
    package let text: String

    package init(of bytes: some DataProtocol) {
        self.init(SHA256.hash(data: bytes))
    }

    package init(of text: String) {
        self.init(of: Array(text.utf8))
    }

    /// Of a file's bytes.
    /// - Throws: `Diagnostic` that names the file.
    package init(ofFile path: String) throws {
        self.init(try MappedFile(reading: path).withBytes { bytes in
            var hash = SHA256()
            hash.update(bufferPointer: bytes)
            return hash.finalize()
        })
    }

    /// One that was written down. Nil unless it is 64 hexadecimal digits.
    package init?(text: String) {
        guard text.utf8.count == 64, text.allSatisfy({ "0123456789abcdef".contains($0) }) else { return nil }
        self.text = text
    }

    private init(_ bytes: SHA256Digest) {
        text = bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
