/// Lets so many pass at a time, in the order in which they came; who was inside before and comes back goes before all who are new, so
/// that a request that failed is not sent again only after all others.
actor Gate {
    private var free: Int
    private var new = Line()
    private var returning = Line()

    init(width: Int) {
        free = max(1, width)
    }

    /// Each pass needs a `leave`.
    /// - Throws: where the task is cancelled before it could pass.
    func enter(returns: Bool = false) async throws(CancellationError) {
        if Task.isCancelled { throw CancellationError() }
        if free > 0 {
            free -= 1
            return
        }
        let number = returns ? returning.last : new.last
        let passed = await withTaskCancellationHandler {
            await withCheckedContinuation { if returns { returning.join($0) } else { new.join($0) } }
        } onCancel: {
            Task { await self.giveUp(number, returns) }
        }
        if !passed { throw CancellationError() }
    }

    func leave() {
        if let next = returning.next() ?? new.next() { next.resume(returning: true) } else { free += 1 }
    }

    var waitingCount: Int { new.waiting.count + returning.waiting.count }

    private func giveUp(_ number: Int, _ returns: Bool) {
        let gone = returns ? returning.waiting.removeValue(forKey: number) : new.waiting.removeValue(forKey: number)
        gone?.resume(returning: false)
    }
}

/// Those who wait, by their numbers. Who gave up leaves a gap.
private struct Line {
    var waiting: [Int: CheckedContinuation<Bool, Never>] = [:]
    private(set) var first = 0
    private(set) var last = 0

    mutating func join(_ continuation: CheckedContinuation<Bool, Never>) {
        waiting[last] = continuation
        last += 1
    }

    mutating func next() -> CheckedContinuation<Bool, Never>? {
        while first < last {
            defer { first += 1 }
            if let next = waiting.removeValue(forKey: first) { return next }
        }
        return nil
    }
}
