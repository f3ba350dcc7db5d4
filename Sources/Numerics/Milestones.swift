import Foundation
import Synchronization

/// Points that several tasks pass and others wait for, so that work can start where what it needs is ready.
///
/// Waiting spins: only for what a running task is about to do. A task must never wait for one that has a higher number.
package final class Milestones: Sendable {
    private final class Point: Sendable {
        let passes = Atomic<Int>(0)
    }

    private let points: [Point]
    /// How many tasks pass each point.
    private let tasks: Int

    package init(count: Int, tasks: Int) {
        points = (0..<count).map { _ in Point() }
        self.tasks = tasks
    }

    package func pass(_ index: Int) {
        points[index].passes.wrappingAdd(1, ordering: .releasing)
    }

    /// Returns when all tasks have passed.
    package func wait(for index: Int) {
        let passes = points[index]
        guard passes.passes.load(ordering: .acquiring) < tasks else { return }
        Profile.measure(.waiting) {
            while passes.passes.load(ordering: .acquiring) < tasks { sched_yield() }
        }
    }
}
