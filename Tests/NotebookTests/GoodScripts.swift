import Notebook
import Testing

/// Scripts in which every construct of the language is used as it should be.
let goodScripts = [
    """
    ## # A whole experiment
    nds 1
    seed 42
    param size: number = 5 "how many balls"
    let big = bag (size * 2) name="big"   # a remark
    let small = bag size
    let score = small | fit on=big epochs=3 rate=20% schedule=linear
    #= f1 0.333 +- 0.005
    assert score.f1 > 0.3, "only \\(score.f1)"
    assert score.f1 == 0.333 +- 0.005 and not (score.f1 > 1 or false)
    """,
    """
    let arms = {
      simple: bag(1),
      ## the second arm
      linear: bag(2, name="b"),
    }
    let results = for arm in arms {
      for seed in 1..3 {
        seed seed
        let drawn = draw arm.value count=2
        {first: drawn[0], mean: (drawn[0] + drawn[1]) / 2}
      }
    }
    results.mean[0] ^ 2 - -1
    """,
    #"""
    let text = """
      colours: \(palette.colour)
        and \("one \(1 + 1) two")
      """
    for row in palette { "\(row.colour) weighs \(row.weight)" } | note
    palette \
      | note |
      # a remark between
      note
    cut (bag 4) half steps=["simple"]; topic bag
    [1, 2, 3][0] + {a: {b: [5]}}.a.b[0]
    join(bag(1), bag(2)) | pour into=(bag 3)
    """#,
]

@MainActor
struct GoodScriptTests {
    @Test(arguments: goodScripts)
    func aGoodScriptRuns(script: String) async throws {
        #expect(try await run(script).count >= 3)
    }
}
