import ChatClient
import Corpus
import Diagnostics
import Foundation

/// Asks for all replies that are missing, so many at a time, and records each before it counts.
struct AskingRound: Sendable {
    let model: LanguageModel
    let asking: Asking
    let questions: Questions
    let contents: RecordingContents
    let dataset: Dataset

    init(model: LanguageModel, asking: Asking, questions: Questions, contents: RecordingContents, of dataset: Dataset) {
        self.model = model
        self.asking = asking
        self.questions = questions
        self.contents = contents
        self.dataset = dataset
    }

    private struct Ended: Sendable {
        let call: Questions.Call
        let setAside: Double?
        let result: Result<RecordedReply, ChatFault>
    }

    /// What has happened so far.
    private struct Course {
        var purse: Purse?
        var answered: Int
        var failures: [(call: Questions.Call, fault: ChatFault)] = []
        /// Rejected while no question of the kind had a reply yet: the question may be wrong, not the sentence.
        var rejections: [(call: Questions.Call, fault: ChatFault)] = []
        /// Questions that had a reply.
        var sound: Set<String>
        var isSpent = false

        /// No further call is worth making.
        var isOver: Bool { isSpent || failures.contains { $0.fault.stopsEverything } || rejections.count >= AskingRound.mostRejections }
    }

    /// So many rejections without a reply say that every request would be rejected.
    private static let mostRejections = 3

    /// - Returns: what is worth telling.
    /// - Throws: `Diagnostic` where not all replies came, `CancellationError` where the task was cancelled: what came is recorded.
    func run(_ missing: [Questions.Call], progress: ProgressSink) async throws -> [Diagnostic] {
        let service = asking.service ?? .client(of: model.endpoint)
        let log = try ReplyLog(path: asking.recording, contents: contents)
        var course = Course(
            purse: try purse(), answered: questions.calls.count - missing.count,
            sound: Set(questions.calls.filter { contents.byKey[$0.key] != nil }.map(\.ask.id)))
        let total = questions.calls.count
        progress(update(course, total))

        try await withThrowingTaskGroup(of: Ended.self) { group in
            var waiting = missing[...]
            var running = 0
            func start() {
                while running < model.endpoint.limits.concurrency, !course.isOver, !Task.isCancelled, let call = waiting.first {
                    var setAside: Double?
                    if course.purse != nil {
                        setAside = course.purse?.setAside(promptBytes: call.promptBytes, maxTokens: maxTokens)
                        if setAside == nil {
                            // What those on their way do not use up may still reach.
                            course.isSpent = running == 0
                            break
                        }
                    }
                    waiting.removeFirst()
                    running += 1
                    group.addTask { [setAside] in Ended(call: call, setAside: setAside, result: try await answer(call, by: service, into: log)) }
                }
            }
            start()
            while let ended = try await group.next() {
                running -= 1
                try await take(ended, into: log, &course)
                progress(update(course, total))
                start()
            }
        }
        try Task.checkCancellation()
        if let trouble = trouble(course, total) { throw trouble }
        return service.remarks()
    }

    /// A reply that is on the disk, or the fault. Where the disk fails, everything ends: what cannot be kept must not be paid for.
    private func answer(_ call: Questions.Call, by service: ChatService, into log: ReplyLog) async throws -> Result<RecordedReply, ChatFault> {
        let start = ContinuousClock.now
        let reply: ChatReply
        do throws(ChatFault) {
            reply = try await service.reply(call.request)
        } catch {
            return .failure(error)
        }
        let recorded = RecordedReply(reply, to: call.key, about: call.sentence, seconds: start.duration(to: .now) / .seconds(1), at: .now)
        try await log.record(recorded, to: call.ask)
        return .success(recorded)
    }

    private func take(_ ended: Ended, into log: ReplyLog, _ course: inout Course) async throws {
        switch ended.result {
        case .success(let reply):
            if let most = ended.setAside { course.purse?.settle(most, promptBytes: ended.call.promptBytes, usage: reply.usage) }
            course.answered += 1
            course.sound.insert(ended.call.ask.id)
            let held = course.rejections.filter { course.sound.contains($0.call.ask.id) }
            course.rejections.removeAll { course.sound.contains($0.call.ask.id) }
            for (call, fault) in held { try await refuse(call, fault, into: log, &course) }
        case .failure(let fault):
            if let most = ended.setAside { course.purse?.release(most) }
            if fault.kind == .cancelled { break }
            if fault.kind != .rejected {
                course.failures.append((ended.call, fault))
            } else if course.sound.contains(ended.call.ask.id) {
                try await refuse(ended.call, fault, into: log, &course)
            } else {
                course.rejections.append((ended.call, fault))
            }
        }
    }

    /// Others were answered, this one never will be: that is its answer.
    private func refuse(_ call: Questions.Call, _ fault: ChatFault, into log: ReplyLog, _ course: inout Course) async throws {
        let words = [fault.status.map { "status \($0)" }, fault.excerpt.isEmpty ? nil : fault.excerpt].compactMap(\.self).joined(separator: ": ")
        try await log.record(RecordedReply(.refused(words), to: call.key, about: call.sentence, at: .now), to: call.ask)
        course.answered += 1
    }

    /// With what recorded calls cost already taken out.
    private func purse() throws -> Purse? {
        guard let budget = asking.budget else { return nil }
        guard let prices = model.prices else {
            throw Diagnostic("a budget needs the prices of `\(model.name)`", label: "give `llm` its `prices=[prompt, completion]`, each per million tokens")
        }
        var purse = Purse(prices: prices, budget: budget)
        for call in questions.calls {
            guard let reply = contents.byKey[call.key] else { continue }
            purse.spend(promptBytes: call.promptBytes, maxTokens: maxTokens, usage: reply.usage)
        }
        return purse
    }

    /// The most tokens that a reply can have.
    private var maxTokens: Int { model.parameters.maxTokens ?? 4096 }

    private func update(_ course: Course, _ total: Int) -> ProgressUpdate {
        var details: [String] = []
        if let purse = course.purse { details.append("\(amount(purse.spent)) of \(amount(purse.budget))") }
        if !course.failures.isEmpty { details.append("\(course.failures.count) without a reply") }
        return ProgressUpdate("annotate", done: course.answered, total: total, unit: "calls", detail: details.joined(separator: " · "))
    }

    /// Why not all replies came; nil if they did.
    private func trouble(_ course: Course, _ total: Int) -> Diagnostic? {
        let first = course.failures.first { $0.fault.stopsEverything } ?? course.rejections.first ?? course.failures.first
        let state = "\(course.answered) of \(total) calls are recorded in `\(asking.recording)`; the same line again asks for the others alone"
        if let (call, fault) = first {
            var finding = fault.diagnostic(for: model.endpoint, at: call.place)
            if course.failures.count > 1 { finding.notes.append("\(course.failures.count) calls ended without a reply") }
            finding.notes.append(state)
            return finding
        }
        guard course.isSpent, let purse = course.purse else { return nil }
        return Diagnostic(
            "the budget of \(amount(purse.budget)) does not reach for the next call: \(amount(purse.spent)) are spent",
            label: "a higher `budget` goes on", notes: [state])
    }
}

/// `12.40`, `0.031`: two digits behind the point, or so many that two say something.
func amount(_ money: Double) -> String {
    let digits = money == 0 || money >= 1 ? 2 : min(8, 1 + Int((-log10(money)).rounded(.up)))
    return String(format: "%.\(digits)f", money)
}
