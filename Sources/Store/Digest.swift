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
        self = try MappedFile(reading: path).withBytes { bytes in
            var stream = Stream()
            stream.update(bytes)
            return stream.digest
        }
    }

    /// The digest of bytes that come piece by piece.
    package struct Stream {
        private var hash = SHA256()

        package init() {}

        package mutating func update(_ bytes: UnsafeRawBufferPointer) {
            hash.update(bufferPointer: bytes)
        }

        /// Of all bytes so far.
        package var digest: Digest { Digest(hash.finalize()) }
    }

    /// One that was written down. Nil unless it is 64 hexadecimal digits.
    package init?(text: String) {
        guard text.utf8.count == 64, text.allSatisfy({ "0123456789abcdef".contains($0) }) else { return nil }
        self.text = text
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// - Throws: `DecodingError` for a text that is no digest.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let digest = Digest(text: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no digest")
        }
        self = digest
    }

    private init(_ bytes: SHA256Digest) {
        text = bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
