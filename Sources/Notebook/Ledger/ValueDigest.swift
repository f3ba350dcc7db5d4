import Store

/// What a value is known by.
package struct ValueDigest: Sendable, Equatable {
    /// Of all of it: what the store goes by.
    package let exact: Digest
    /// With the names of files instead of their paths: the same in whatever folder the script and its data lie. What a lock holds.
    package let portable: Digest
}

extension Value {
    package var digest: ValueDigest {
        if case .deferred(let deferred) = self { return deferred.digest }
        return Encoded(self).digest
    }
}

/// A value's encoding, looked at once: its digest and size, and the bytes themselves if there are not many.
struct Encoded {
    let value: Value
    let digest: ValueDigest
    let size: StoredCall.Value
    private let bytes: [UInt8]?
    /// More than these are streamed once more where they are needed.
    private static let fewBytes = 1 << 20

    init(_ value: Value) {
        self.value = value
        let paths = PathsInEncoding(isPortable: false)
        var hash = Digest.Stream(), checksum = Checksum(), count = 0
        var bytes: [UInt8]? = []
        Self.encode(value, paths) { piece in
            hash.update(piece)
            checksum.update(piece)
            count += piece.count
            if count <= Self.fewBytes { bytes?.append(contentsOf: piece) } else { bytes = nil }
        }
        size = StoredCall.Value(bytes: count, checksum: checksum.text)
        self.bytes = bytes
        let exact = hash.digest
        guard paths.hasAny else {
            digest = ValueDigest(exact: exact, portable: exact)
            return
        }
        var portable = Digest.Stream()
        Self.encode(value, PathsInEncoding(isPortable: true)) { portable.update($0) }
        digest = ValueDigest(exact: exact, portable: portable.digest)
    }

    func write(to writer: FileWriter) throws {
        if let bytes { return try bytes.withUnsafeBytes { try writer.write($0) } }
        try BinaryEncoder.encode(value, userInfo: [PathsInEncoding.key: PathsInEncoding(isPortable: false)]) { try writer.write($0) }
    }

    /// Encoding into memory fails for nobody.
    private static func encode(_ value: Value, _ paths: PathsInEncoding, _ take: (UnsafeRawBufferPointer) -> Void) {
        do {
            try BinaryEncoder.encode(value, userInfo: [PathsInEncoding.key: paths]) { take($0) }
        } catch {
            preconditionFailure("\(value.tag) cannot be encoded: \(error)")
        }
    }
}
