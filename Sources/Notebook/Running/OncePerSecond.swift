/// When something may be said again that is said once a second at most.
struct OncePerSecond {
    private var last: ContinuousClock.Instant

    /// - Parameter start: nothing is due within the first second after it.
    init(since start: ContinuousClock.Instant) {
        last = start
    }

    /// Whether a second has passed since it was last due, which it then is now.
    mutating func isDue(at now: ContinuousClock.Instant) -> Bool {
        guard last.duration(to: now) > .seconds(1) else { return false }
        last = now
        return true
    }
}
