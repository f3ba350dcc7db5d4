/// XXH64 with seed 0 (Collet, xxhash.com, specification 0.1.1): tells contents apart and finds damage at the speed of memory.
/// It does not withstand somebody who looks for two contents with the same checksum.
package struct Checksum {
    private typealias Lanes = (UInt64, UInt64, UInt64, UInt64)
    private var lanes: Lanes = (prime1 &+ prime2, prime2, 0, 0 &- prime1)
    /// Bytes that do not yet fill a stripe.
    private var rest: [UInt8] = []
    private var count: UInt64 = 0

    /// Bytes that the four lanes take at once.
    private static let stripe = 32

    package init() {
        rest.reserveCapacity(Self.stripe)
    }

    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        count &+= UInt64(bytes.count)
        var bytes = bytes[...]
        if !rest.isEmpty {
            let taken = bytes.prefix(Self.stripe - rest.count)
            rest.append(contentsOf: taken)
            bytes = bytes.dropFirst(taken.count)
            guard rest.count == Self.stripe else { return }
            lanes = rest.withUnsafeBytes { [lanes] in Self.mixed(lanes, with: $0) }
            rest.removeAll(keepingCapacity: true)
        }
        let whole = bytes.prefix(bytes.count / Self.stripe * Self.stripe)
        lanes = Self.mixed(lanes, with: UnsafeRawBufferPointer(rebasing: whole))
        rest.append(contentsOf: bytes.dropFirst(whole.count))
    }

    /// A text with its length, so that the texts "ab", "c" are not the texts "a", "bc".
    package mutating func update(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            update(bytes.count)
            update(UnsafeRawBufferPointer(bytes))
        }
    }

    package mutating func update(_ number: Int) {
        withUnsafeBytes(of: Int64(number).littleEndian) { update($0) }
    }

    /// Of all bytes so far, as 16 hexadecimal digits.
    package var text: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    package var value: UInt64 {
        var hash = prime5
        if count >= UInt64(Self.stripe) {
            hash = rotated(lanes.0, 1) &+ rotated(lanes.1, 7) &+ rotated(lanes.2, 12) &+ rotated(lanes.3, 18)
            for lane in [lanes.0, lanes.1, lanes.2, lanes.3] { hash = (hash ^ round(0, lane)) &* prime1 &+ prime4 }
        }
        hash &+= count
        return rest.withUnsafeBytes { rest in
            var next = 0
            while next + 8 <= rest.count {
                hash = rotated(hash ^ round(0, word(rest, next)), 27) &* prime1 &+ prime4
                next += 8
            }
            if next + 4 <= rest.count {
                let half = UInt64(UInt32(littleEndian: rest.loadUnaligned(fromByteOffset: next, as: UInt32.self)))
                hash = rotated(hash ^ (half &* prime1), 23) &* prime2 &+ prime3
                next += 4
            }
            for byte in rest[next...] { hash = rotated(hash ^ (UInt64(byte) &* prime5), 11) &* prime1 }
            hash = (hash ^ (hash >> 33)) &* prime2
            hash = (hash ^ (hash >> 29)) &* prime3
            return hash ^ (hash >> 32)
        }
    }

    /// Takes in whole stripes, a word a lane.
    private static func mixed(_ lanes: Lanes, with bytes: UnsafeRawBufferPointer) -> Lanes {
        var (a, b, c, d) = lanes
        for start in stride(from: 0, to: bytes.count, by: stripe) {
            a = round(a, word(bytes, start))
            b = round(b, word(bytes, start + 8))
            c = round(c, word(bytes, start + 16))
            d = round(d, word(bytes, start + 24))
        }
        return (a, b, c, d)
    }
}

private let prime1: UInt64 = 0x9e37_79b1_85eb_ca87
private let prime2: UInt64 = 0xc2b2_ae3d_27d4_eb4f
private let prime3: UInt64 = 0x1656_67b1_9e37_79f9
private let prime4: UInt64 = 0x85eb_ca77_c2b2_ae63
private let prime5: UInt64 = 0x27d4_eb2f_1656_67c5

private func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
}

private func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    rotated(lane &+ word &* prime2, 31) &* prime1
}

private func rotated(_ x: UInt64, _ k: UInt64) -> UInt64 {
    (x << k) | (x >> (64 - k))
}
