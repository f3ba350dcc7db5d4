import Foundation

/// Runs many inputs in worker processes, so that a crash or a hang is found like anything else and the rest is still tried.
package struct Supervisor {
    /// What is wrong with an input: the text that `Trial` gives, or that it crashed or hung.
    package struct Find: Sendable {
        package var input: Int
        package var what: String
    }

    package struct Summary: Sendable {
        package var outcomes: [Int] = Trial.Outcome.allCases.map { _ in 0 }
        package var finds: [Find] = []
        package var inputs: Int { outcomes.reduce(0, +) }
    }

    /// Starts a worker on a range of inputs: it keeps its board at the first path and appends finds, a line each, to the second.
    private let start: (_ inputs: Range<Int>, _ board: String, _ finds: String) throws -> Process
    /// An input that takes longer hangs.
    private let limit: Duration
    private let folder: String

    package init(limit: Duration, folder: String, start: @escaping (Range<Int>, String, String) throws -> Process) {
        self.start = start
        self.limit = limit
        self.folder = folder
    }

    /// - Parameters:
    ///   - workers: how many processes run beside each other, each on its share.
    ///   - mostFinds: a program as broken as that is not tried further.
    package func run(_ inputs: Range<Int>, workers count: Int, mostFinds: Int = 20) throws -> Summary {
        var summary = Summary()
        var workers = try (0..<count).map { number in
            let share = (inputs.lowerBound + inputs.count * number / count)..<(inputs.lowerBound + inputs.count * (number + 1) / count)
            return try Worker(number, share, folder, start)
        }
        while !workers.isEmpty {
            Thread.sleep(forTimeInterval: 0.05)
            for index in workers.indices.reversed() {
                guard let end = workers[index].end(limit: limit) else { continue }
                let rest = workers[index].collect(into: &summary, end)
                if rest.isEmpty || summary.finds.count >= mostFinds { workers.remove(at: index) } else { try workers[index].goOn(rest, start) }
            }
        }
        summary.finds.sort { $0.input < $1.input }
        return summary
    }
}

/// A process at work on its share, and what it has left on its board.
private struct Worker {
    enum End { case done, crashed(String), hung }

    private let board: Board
    private let boardPath: String
    private let findsPath: String
    private var process: Process
    private var share: Range<Int>
    private var last = (input: -1, since: ContinuousClock.now)

    init(_ number: Int, _ share: Range<Int>, _ folder: String, _ start: (Range<Int>, String, String) throws -> Process) throws {
        self.share = share
        (boardPath, findsPath) = ("\(folder)/board-\(number)", "\(folder)/finds-\(number)")
        board = try Board(path: boardPath)
        process = try start(share, boardPath, findsPath)
    }

    /// How it ended; nil while it runs.
    mutating func end(limit: Duration) -> End? {
        if process.isRunning {
            let input = board[.input]
            if input != last.input { last = (input, .now) }
            guard last.since.duration(to: .now) > limit else { return nil }
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            return .hung
        }
        if process.terminationReason == .exit, process.terminationStatus == 0 { return .done }
        let how = process.terminationReason == .exit ? "ended with code" : "was ended by signal"
        return .crashed("\(how) \(process.terminationStatus)")
    }

    /// Adds what it did to the summary and gives what is left to do.
    func collect(into summary: inout Supervisor.Summary, _ end: End) -> Range<Int> {
        for outcome in Trial.Outcome.allCases { summary.outcomes[outcome.rawValue] += board.take(.count(outcome)) }
        let lines = (try? String(contentsOfFile: findsPath, encoding: .utf8)) ?? ""
        for line in lines.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1)
            if let input = Int(parts[0]) { summary.finds.append(.init(input: input, what: parts.count > 1 ? String(parts[1]) : "")) }
        }
        try? FileManager.default.removeItem(atPath: findsPath)
        let input = board[.input]
        switch end {
        case .done: return share.upperBound..<share.upperBound
        case .crashed(let how): summary.finds.append(.init(input: input, what: "the process \(how)"))
        case .hung: summary.finds.append(.init(input: input, what: "hung"))
        }
        return min(max(input + 1, share.lowerBound), share.upperBound)..<share.upperBound
    }

    mutating func goOn(_ rest: Range<Int>, _ start: (Range<Int>, String, String) throws -> Process) throws {
        share = rest
        last = (-1, .now)
        process = try start(rest, boardPath, findsPath)
    }
}

extension Board {
    /// The number in a slot, which is 0 from then on.
    fileprivate func take(_ slot: Slot) -> Int {
        defer { self[slot] = 0 }
        return self[slot]
    }
}
