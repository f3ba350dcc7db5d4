import Diagnostics
import Foundation
import Mixing
import Notebook
import Script
import Store
import Testing

@testable import Commands

/// A `def` of one number as a schedule.
@MainActor
struct OwnScheduleTests {
    private func mixture(_ script: String, schedule: String) async throws -> MixedData {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        let value = try await scratch.run(
            "\(script)\nmix (generate news size=30) (generate news part=test size=20) schedule=\(schedule) batch=7 steps=11")
        guard case .kind(let kind)? = value, let mixture = kind as? MixedData else { throw Mismatch(expected: "a mixture") }
        return mixture
    }

    @Test(arguments: [
        ("def own(t) { 1 - t }", "own", "linear"), ("def own(t, g=2) { (1 - t)^g }", "own", "power"),
        ("def own(t) { if t < 60% { 1 } else { 0 } }", "own", "simple"), ("let p = 0.25; def own(t) { p }", "own", "constant(0.25)"),
        ("def own(t) { 1 - t }", "reverse(own)", "reverse(linear)"), ("def own(t) { 1 - t }", "reverse(reverse(own))", "linear"),
        ("def inner(t) { t }\ndef own(t) { 1 - inner(t) }", "own", "linear"),
        ("def own(t) { exp(-5 * t) }", "own", "own"), ("def own(t) { 1 + 1e-12 - t }", "own", "linear"),
    ])
    func itDrawsWhatTheSameFormulaDraws(definition: String, own: String, builtIn: String) async throws {
        let (ours, theirs) = (try await mixture(definition, schedule: own), try await mixture(definition, schedule: builtIn))
        #expect(ours.mixture.batches == theirs.mixture.batches)
    }

    @Test func itIsAskedForWhatIsNeededAndNothingElse() async throws {
        let asked = try Mixture.progress(sentences: 50, batch: 7, steps: 11)
        #expect(asked.count == 65 + 4 * 71 && asked.allSatisfy { (0...1).contains($0) })
        // It fails between the places that are asked for, and nowhere else.
        let list = asked.map { "\($0)" }.joined(separator: ", ")
        let script = "let asked = [\(list)]\ndef known(t) { for a in asked { if a == t { 1 } else { 0 } } }\ndef own(t) { if sum((known(t)).value) > 0 { 1 - t } else { 1 / (t - t) } }"
        #expect(try await mixture(script, schedule: "own").mixture.stepCount == 11)
    }

    @Test func itsCodeAndWhatItTakesFromAroundItAreItsName() async throws {
        func name(_ script: String) async throws -> String { try #require(try await mixture(script, schedule: "own").mixture.schedule).name }
        #expect(try await name("def own( t ) {1-t}") == "def own(t) { 1 - t }")
        #expect(try await name("let g = 2; def own(t) { 1 - t^g }") == "def own(t) { 1 - t^g }, with g = 2")
        var digests: [Digest] = []
        for script in ["let g = 2; def own(t) { 1 - t^g }", "let g = 3; def own(t) { 1 - t^g }", "let g = 2\ndef own(t) {\n 1 - t ^ g }"] {
            digests.append(try await mixture(script, schedule: "reverse(own)").value.digest.exact)
        }
        #expect(digests[0] != digests[1] && digests[0] == digests[2])
    }

    @Test(arguments: [
        ("def own(t) { 2 * t }", "a schedule gives the share 1.0", "a share lies between 0 and 1"),
        ("def own(t) { t - 1 }", "a schedule gives the share -1.0 at t = 0.0", "a share lies between 0 and 1"),
        ("let x = {a: \"b\"}\ndef own(t) { x[\"a\"] }", "`own` gives a text, `schedule` of `mix` wants a number", ""),
        ("def own(t) { for i in [t] { i } }", "`own` gives a table, `schedule` of `mix` wants a number", ""),
        ("let x = (for i in [1] { {a: \"b\", n: i} }).a\ndef own(t) { x[0] }", "`own` gives a text at t = 0.0, not a number", ""),
        ("def own(t) { mean([]) + t }", "`mean` of no numbers is not defined", ""),
        ("def own(a, b) { a }", "`schedule` of `mix` wants a schedule or a function of a number, not `own a b`", ""),
        ("def own() { 1 }", "`schedule` of `mix` wants a schedule or a function of a number, not `own`", ""),
        ("def own(t) { t.x }", "a number has no fields", ""), ("let own = 5", "`schedule` of `mix` wants a schedule or a function of a number, not 5", ""),
    ])
    func whatIsNoScheduleIsRefused(definition: String, message: String, label: String) async throws {
        do {
            _ = try await mixture(definition, schedule: "own")
            Issue.record("`\(definition)` should be refused")
        } catch let findings as Findings {
            #expect(findings.all.contains { $0.message.hasPrefix(message) && $0.label == label }, "\(findings.all)")
        } catch let finding as Diagnostic {
            #expect(finding.message.hasPrefix(message) && finding.label == label, "\(finding)")
            #expect(finding.place != nil)
        }
    }
}
