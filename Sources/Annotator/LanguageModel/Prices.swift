import ChatClient
import Diagnostics

/// What tokens cost, per million, in whatever currency the user thinks in.
package struct Prices: Sendable, Hashable, Codable {
    package var prompt: Double
    package var completion: Double

    package init(prompt: Double, completion: Double) {
        self.prompt = prompt
        self.completion = completion
    }

    package func cost(promptTokens: Double, completionTokens: Double) -> Double {
        (promptTokens * prompt + completionTokens * completion) / 1e6
    }

    func cost(_ usage: ChatUsage) -> Double {
        cost(promptTokens: Double(usage.promptTokens), completionTokens: Double(usage.completionTokens))
    }
}

/// Watches that calls do not cost more than they may: each has the most that it can cost set aside before it is made.
struct Purse: Sendable {
    let prices: Prices
    let budget: Double
    private(set) var spent = 0.0
    private var setAside = 0.0
    /// Bytes of prompts for a token, the fewest seen; before any reply fewer than any text of words has.
    private var bytesPerToken = 2.0
    private var hasSeen = false

    init(prices: Prices, budget: Double) {
        self.prices = prices
        self.budget = budget
    }

    /// A call that was made before.
    mutating func spend(promptBytes: Int, maxTokens: Int, usage: ChatUsage?) {
        spend(most(promptBytes: promptBytes, maxTokens: maxTokens), promptBytes: promptBytes, usage: usage)
    }

    /// The most that a call can cost, set aside; nil where the budget does not reach.
    mutating func setAside(promptBytes: Int, maxTokens: Int) -> Double? {
        let most = most(promptBytes: promptBytes, maxTokens: maxTokens)
        guard spent + setAside + most <= budget else { return nil }
        setAside += most
        return most
    }

    /// A call has ended.
    mutating func settle(_ most: Double, promptBytes: Int, usage: ChatUsage?) {
        setAside -= most
        spend(most, promptBytes: promptBytes, usage: usage)
    }

    private func most(promptBytes: Int, maxTokens: Int) -> Double {
        prices.cost(promptTokens: Double(promptBytes) / bytesPerToken, completionTokens: Double(maxTokens))
    }

    /// A call whose tokens the server does not count cost the most that it can.
    private mutating func spend(_ most: Double, promptBytes: Int, usage: ChatUsage?) {
        spent += usage.map(prices.cost) ?? most
        guard let usage, usage.promptTokens > 0 else { return }
        // A tenth less than seen, for prompts that are harder on the tokeniser.
        let seen = 0.9 * Double(promptBytes) / Double(usage.promptTokens)
        bytesPerToken = hasSeen ? min(bytesPerToken, seen) : seen
        hasSeen = true
    }

    /// A call came to nothing.
    mutating func release(_ most: Double) { setAside -= most }
}
