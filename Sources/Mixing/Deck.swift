import Random

/// The sentences of one source in the order in which they are drawn: all of them once, reshuffled, all of them again.
///
/// The order depends on the source's stream alone, so every schedule sees the same sentences in the same order and differs only
/// in when.
struct Deck {
    private let count: Int
    private let stream: RandomStream
    private var pass = 0
    private var order: [Int] = []
    private var position = 0

    init(count: Int, stream: RandomStream) {
        precondition(count > 0, "nothing can be drawn from an empty source")
        self.count = count
        self.stream = stream
    }

    /// A sentence's index in 0..<count.
    mutating func draw() -> Int {
        if position == order.count {
            var passStream = stream.substream(pass)
            order = passStream.shuffled(Array(0..<count))
            position = 0
            pass += 1
        }
        position += 1
        return order[position - 1]
    }
}
