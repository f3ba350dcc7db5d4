/// A seeded stream of random numbers (xoshiro256++, Blackman and Vigna 2019), the same on every machine.
///
/// A stream is named by a seed and a key: what `train` draws does not move when another command draws more. A substream
/// depends on its parent's name alone, never on how much the parent has drawn.
package struct RandomStream: RandomNumberGenerator, Sendable {
    /// Streams of one name draw the same numbers.
    package let name: UInt64
    private var state: (UInt64, UInt64, UInt64, UInt64)

    package init(seed: Int, key: String) {
        self.init(name: mixed(UInt64(bitPattern: Int64(seed)) &+ mixed(fnv1a(key))))
    }

    private init(name: UInt64) {
        self.name = name
        var seed = name
        func splitMix() -> UInt64 {
            seed &+= 0x9e37_79b9_7f4a_7c15
            return mixed(seed)
        }
        state = (splitMix(), splitMix(), splitMix(), splitMix())
    }

    package func substream(_ key: String) -> RandomStream {
        RandomStream(name: mixed(name ^ mixed(fnv1a(key) &+ 0x9e37_79b9_7f4a_7c15)))
    }

    package func substream(_ number: Int) -> RandomStream {
        RandomStream(name: mixed(name ^ mixed(UInt64(bitPattern: Int64(number)) &+ 0xd1b5_4a32_d192_ed03)))
    }

    package mutating func next() -> UInt64 {
        let result = rotated(state.0 &+ state.3, 23) &+ state.0
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = rotated(state.3, 45)
        return result
    }

    /// Uniform in [0, 1), 53 bits.
    package mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// Uniform in 0..<bound, without bias (Lemire 2019).
    package mutating func int(below bound: Int) -> Int {
        precondition(bound > 0, "a bound must be positive")
        let range = UInt64(bound)
        var product = next().multipliedFullWidth(by: range)
        if product.low < range {
            let threshold = (0 &- range) % range
            while product.low < threshold { product = next().multipliedFullWidth(by: range) }
        }
        return Int(product.high)
    }

    /// Fisher–Yates.
    package mutating func shuffle<Element>(_ elements: inout [Element]) {
        for i in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(i, int(below: i + 1))
        }
    }

    package mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var copy = elements
        shuffle(&copy)
        return copy
    }

    package mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[int(below: elements.count)]
    }
}

private func rotated(_ x: UInt64, _ k: UInt64) -> UInt64 {
    (x << k) | (x >> (64 - k))
}

/// The finaliser of SplitMix64.
private func mixed(_ x: UInt64) -> UInt64 {
    var z = x
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
}

/// FNV-1a, 64 bits.
private func fnv1a(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
}
