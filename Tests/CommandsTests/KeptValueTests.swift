import Foundation
import Notebook
import Store
import Testing

@testable import Commands

/// Values as the store keeps them.
@MainActor
struct KeptValueTests {
    /// A script for each kind that the store keeps.
    nonisolated static let scripts = [
        "dataset": "load \"harbour.txt\"",
        "ledger": "(annotate (load \"harbour.txt\") by=(recording \"replies.jsonl\")).ledger",
        "description": "describe (generate news size=20)",
        "breakdown": "describe (mix (generate news size=20) (generate news part=test size=20) batch=8 epochs=2)",
        "plot": "plot (mix (generate news size=20) (generate news part=test size=20) batch=8) bins=4",
        "batch": "peek (mix (annotate (generate news size=20) by=oracle) (generate news size=20) batch=9 epochs=1) step=3",
        "agreement": "let gold = generate news size=30\nagree (annotate gold by=oracle) with=gold",
        "profile": "let gold = generate news size=30\nprofile (annotate gold by=oracle) with=gold",
        "comparison": "let runs = for name in [\"a\", \"b\"] { for s in 1..3 { {f1: s * 0.1, who: name} } }\ncompare runs rows=\"name\" over=\"s\" baseline=\"a\"",
        "repairs": "let news = generate news size=10\nlet runs = for steps in [1, 2] { train (bert size=tiny) on=news batch=10 steps=steps | eval on=news }\nrepairs runs rows=\"steps\" over=\"labels\" baseline=1",
        "inheritance": "let news = generate news size=10\nlet runs = for steps in [1, 2] { train (bert size=tiny) on=news batch=10 steps=steps | eval on=news }\ninherit runs rows=\"steps\" over=\"labels\" baseline=1 teacher=(agree news with=news)",
        "curve": "let runs = for size in [9, 18] { for arm in [\"a\", \"b\"] { {f1: size * 0.01, who: arm} } }\ncurve runs size=\"size\" rows=\"arm\" baseline=\"a\"",
        "distance": "distance (train (bert size=tiny) on=(generate news size=20) batch=8 steps=2) (bert size=tiny)",
        "reading": "why (train (bert size=tiny) on=(generate news size=20) batch=8 steps=2) on=(generate news size=3) sentence=1",
        "step": "step (bert size=tiny) on=(generate news size=20) batch=4 step=2",
        "model": "train (bert size=tiny) on=(generate news size=20) batch=8 steps=2 watch=5 dev=(generate news part=test size=5)",
        "score": "eval (train (bert size=tiny) on=(generate news size=20) batch=8 steps=2) on=(generate news size=10)",
    ]

    @Test("each kind that can be kept comes back as it was", arguments: scripts.keys.sorted())
    func roundTrip(_ kind: String) async throws {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        let value = try #require(try await scratch.run(Self.scripts[kind] ?? ""))
        let bytes = try BinaryEncoder.bytes(of: value)
        let kinds = CodingUserInfoKey(rawValue: "kinds")!
        let types = Dictionary(uniqueKeysWithValues: Language.allKinds.map { ($0.kindName, $0) })
        let again = try BinaryDecoder.decode(Value.self, from: bytes, userInfo: [kinds: types])
        #expect(value.type == .kind(kind))
        #expect(try BinaryEncoder.bytes(of: again) == bytes)
        #expect(again.json.line == value.json.line)
        #expect(again.digest == value.digest)
    }

    @Test("no kind that can be kept lacks a case")
    func complete() {
        let kept = Language.allKinds.filter { $0 is any Decodable.Type }.map { $0.kindName }
        #expect(kept.sorted() == Self.scripts.keys.sorted())
    }

    @Test("a digest for a lock does not depend on where files lie")
    func portable() async throws {
        let (here, there) = (try ScratchSession(), try ScratchSession())
        defer {
            here.remove()
            there.remove()
        }
        for script in Self.scripts.values.sorted() {
            let (first, second) = (try await here.run(script)?.digest, try await there.run(script)?.digest)
            #expect(first?.portable == second?.portable, "\(script)")
        }
        let file = "load \"harbour.txt\""
        let (first, second) = (try await here.run(file)?.digest, try await there.run(file)?.digest)
        #expect(first?.exact != second?.exact)
    }

    @Test("every kind has a digest, and another seed another one")
    func difference() async throws {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        for script in ["oracle", "mix (generate news size=20) (generate news part=test size=20)", "train (bert size=tiny) on=(generate news size=8) batch=8 steps=1"] {
            let (first, second) = (try await scratch.run("seed 1\n" + script), try await scratch.run("seed 2\n" + script))
            #expect(first?.digest != nil && first?.digest != second?.digest, "\(script)")
        }
        let (simple, linear, again) = (try await scratch.run("simple"), try await scratch.run("linear"), try await scratch.run("simple"))
        #expect(simple?.digest != linear?.digest)
        #expect(simple?.digest == again?.digest)
    }
}
