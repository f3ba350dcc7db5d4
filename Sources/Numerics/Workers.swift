import Dispatch
import Synchronization

/// A fixed number of threads that share out numbered tasks.
///
/// Which thread takes which task is left to chance; results are the same bits for every number of threads as long as each
/// task depends on its number alone and writes memory of its own.
package struct Workers: Sendable {
    package let count: Int

    package init(count: Int) {
        precondition(count > 0, "at least one thread")
        self.count = count
    }

    /// Runs tasks 0..<tasks and returns when all are done. `worker` is below `count`: no two tasks run at once under one worker.
    package func run(tasks: Int, _ body: @Sendable (_ task: Int, _ worker: Int) -> Void) {
        let threads = min(count, tasks)
        guard threads > 1 else {
            for task in 0..<tasks { body(task, 0) }
            return
        }
        let taken = Atomic<Int>(0)
        let idleness = Profile.Idleness(threads: threads)
        DispatchQueue.concurrentPerform(iterations: threads) { worker in
            idleness.except {
                while true {
                    let task = taken.wrappingAdd(1, ordering: .relaxed).oldValue
                    guard task < tasks else { return }
                    body(task, worker)
                }
            }
        }
        idleness.book()
    }

    /// What becomes of each element, in their order; a task takes so many neighbours at once.
    /// - Throws: what `body` throws for the first element that it throws for.
    package func map<Element: Sendable, Result: Sendable>(
        _ elements: [Element], atOnce count: Int, _ body: @Sendable (Element) throws -> Result
    ) throws -> [Result] {
        let starts = Array(stride(from: 0, to: elements.count, by: count))
        return try map(tasks: starts.count) { task, _ in
            Swift.Result { try elements[starts[task]..<min(starts[task] + count, elements.count)].map(body) }
        }.flatMap { try $0.get() }
    }

    /// The tasks' results in the order of their numbers.
    package func map<Result>(tasks: Int, _ body: @Sendable (_ task: Int, _ worker: Int) -> Result) -> [Result] {
        [Result](unsafeUninitializedCapacity: tasks) { buffer, initialized in
            nonisolated(unsafe) let results = buffer  // each task initialises its own element
            run(tasks: tasks) { task, worker in results.initializeElement(at: task, to: body(task, worker)) }
            initialized = tasks
        }
    }
}
