import Commands
import Foundation
import Testing

@testable import Fuzz

/// Ten thousand damaged scripts; `scripts/fuzz` does the same with a million.
@MainActor
struct FuzzTests {
    private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    @Test func nothingIsFoundInTenThousandInputs() throws {
        let damage = Damage(of: SoundScripts.texts(root: root), seed: 1)
        let trial = Trial(language: .nds, folder: root + "/Tests/Transcripts")
        var outcomes: [Trial.Outcome: Int] = [:]
        for number in 0..<10_000 {
            let result = trial.run(damage.text(number))
            outcomes[result.outcome, default: 0] += 1
            for find in result.finds { Issue.record("input \(number) of seed 1: \(find)") }
        }
        // The damage is such that every stage is reached.
        #expect(Trial.Outcome.allCases.allSatisfy { outcomes[$0] ?? 0 > 300 }, "\(outcomes)")
    }

    @Test func theSameSeedAndNumberMakeTheSameText() {
        let scripts = SoundScripts.texts(root: root)
        #expect(scripts.count > 10)
        let texts = { (seed: Int) in (0..<100).map { Damage(of: scripts, seed: seed).text($0) } }
        #expect(texts(1) == texts(1))
        #expect(texts(1) != texts(2))
        #expect(Set(texts(1)).count > 80)
    }
}
