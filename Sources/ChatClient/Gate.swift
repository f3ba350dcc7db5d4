/// Lets so many pass at a time, in the order in which they came.
actor Gate {
    private var free: Int
    private var waiting: [Int: CheckedContinuation<Bool, Never>] = [:]
    /// Numbers of those who wait: the next to pass, and the next to come. Who gave up leaves a gap.
    private var first = 0
    private var last = 0

    init(width: Int) {
        free = max(1, width)
    }

    /// Each pass needs a `leave`.
    /// - Throws: where the task is cancelled before it could pass.
    func enter() async throws(CancellationError) {
        if Task.isCancelled { throw CancellationError() }
        if free > 0 {
            free -= 1
            return
        }
        let number = last
        last += 1
        let passed = await withTaskCancellationHandler {
            await withCheckedContinuation { waiting[number] = $0 }
        } onCancel: {
            Task { await self.giveUp(number) }
        }
        if !passed { throw CancellationError() }
    }

    func leave() {
        while first < last {
            let next = waiting.removeValue(forKey: first)
            first += 1
            if let next {
                next.resume(returning: true)
                return
            }
        }
        free += 1
    }

    var waitingCount: Int { waiting.count }

    private func giveUp(_ number: Int) {
        waiting.removeValue(forKey: number)?.resume(returning: false)
    }
}
