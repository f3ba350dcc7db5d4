import Notebook
import Testing

@testable import Commands

/// Parts of speech and chunks by the verbs that do named entities.
@MainActor
struct WordTaskTests {
    @Test func partsOfSpeechTrainTagScoreAndComeBack() async throws {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        let value = try await scratch.run(
            """
            let words = load "columns.conll" column=pos
            assert words.kind == "words" and words.types == [".", "CC", "DT", "IN", "JJ", "NN", "NNP", "PRP", "VBD"]
            assert (describe words).entities == words.tokens
            let tagger = train (bert size=tiny) on=words batch=2 steps=40 lr=3e-3 loss=smoothed class_weights={NNP: 2}
            assert tagger.types == words.types
            let score = eval tagger on=words
            assert score.accuracy == score.f1 and score.accuracy > 0.8
            assert score.types["NNP"].recall > 0.5
            let tagged = tag tagger on=words
            assert tagged.kind == "words" and tagged.entities == words.tokens
            assert (agree tagged with=words).f1 == score.f1
            write tagged "tagged.conll"
            write tagged "tagged.jsonl"
            assert (agree (load "tagged.conll" column=2) with=tagged).f1 == 1
            assert (agree (load "tagged.jsonl") with=tagged).f1 == 1
            export tagger "tagger"
            assert (eval (bert "tagger") on=words).accuracy == score.accuracy
            let mixed = mix (annotate words by=tagger) words schedule=linear batch=4 steps=3
            assert (train (bert size=tiny) on=mixed source_weights={distilled: 0.5} soft=tagger temperature=2).steps == 3
            let more = load "columns.conll" column=pos limit=2
            let partly = eval (train (bert size=tiny) on=more batch=2 steps=1) on=words
            assert partly.notes == ["3 words of labels that the model was not trained for, counted as wrong: CC PRP"]
            assert (mix more words steps=1).steps == 1
            score
            """)
        #expect(value?.summary.hasPrefix("accuracy ") == true)
    }

    /// A word's label is right or another one: nothing is missed, spurious or of other boundaries.
    @Test func errorsOfWordsAreRepairedAndInheritedAsThoseOfEntities() async throws {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        try await scratch.run(
            """
            let words = load "columns.conll" column=pos
            let good = train (bert size=tiny) on=words batch=2 steps=40 lr=3e-3
            let poor = train (bert size=tiny) on=words batch=2 steps=3 lr=3e-3
            let runs = for s in 1..2 { seed s; for arm in {good: good, poor: poor} { eval arm.value on=words } }
            let shift = repairs runs rows="name" over="s" baseline="poor"
            assert shift.by_error.error[0] == "type" and shift.by_error.before[0] > 0
            assert sum(shift.by_error.before) == shift.by_error.before[0]
            assert shift.by_error.before[0] == words.tokens * (1 - (eval poor on=words).accuracy) +- 1e-9
            assert shift.arms.before[0] - shift.arms.repaired[0] == shift.arms.after[0] - shift.arms.added[0]
            let same = inherit runs rows="name" over="s" baseline="good" teacher=(agree (tag poor on=words) with=words)
            assert same.shares.inherited == [1]
            """)
    }

    @Test func chunksAreSpansAsEntitiesAre() async throws {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        try await scratch.run(
            """
            let chunks = load "columns.conll" column=chunk
            assert chunks.types == ["NP", "PP", "VP"] and chunks.kind == "spans"
            let tagger = train (bert size=tiny) on=chunks batch=2 steps=2
            assert (eval tagger on=chunks).accuracy == none
            """)
    }
}
