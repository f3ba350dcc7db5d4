import Corpus
import Diagnostics
import Notebook

extension Command {
    static let sample = Command(
        "sample", "draw sentences at random, without replacement, in the order of their source", isSeeded: true,
        example: """
            let news = generate news size=50
            let few = sample news 20
            assert few.sentences == 20
            assert overlap(news, few) == 20
            """,
        labels: Labels.of("dataset"),
        Parameter<Dataset>("dataset", "where to draw from"),
        Parameter<Int>("size", "how many sentences", .positive)
    ) { context, dataset, size in
        try dataset.sample(size, from: context.stream)
    }

    static let split = Command(
        "split", "divide a dataset at random into `first` and `rest`", isSeeded: true, result: .record([
            .init(name: "first", type: Dataset.type), .init(name: "rest", type: Dataset.type),
        ]),
        example: """
            let halves = split (generate news size=50) 80%
            assert halves.first.sentences == 40
            assert halves.rest.sentences == 10
            """,
        labels: Labels.of("dataset"),
        Parameter<Dataset>("dataset", "what to divide"),
        Parameter<Double>("part", "the size of `first`: a share such as 80%, or a number of sentences", .positive)
    ) { context, dataset, part in
        let parts: (first: Dataset, rest: Dataset)
        if part < 1 {
            parts = try dataset.split(fraction: part, from: context.stream)
        } else if let count = Int(exactly: part) {
            parts = try dataset.split(count, from: context.stream)
        } else {
            throw Diagnostic("`part` of `split` wants a share below 100% or a whole number of sentences, not \(part)")
        }
        return Record([("first", parts.first.value), ("rest", parts.rest.value)])
    }

    static let concat = Command(
        "concat", "put datasets one after the other",
        example: """
            let all = concat (generate news size=30) (generate news part=test size=20)
            assert all.sentences == 50
            """,
        labels: Labels.common("datasets"),
        Parameter<[Dataset]>.rest("datasets", "what to join; their label sets must agree")
    ) { _, datasets in
        try Dataset.concat(datasets)
    }

    static let without = Command(
        "without", "leave out the sentences that stand in another dataset, by place or by text",
        example: """
            let news = generate news size=50
            let few = sample news 20
            let others = without news few
            assert overlap(few, others) == 0
            assert others.sentences <= 30
            """,
        labels: Labels.of("dataset"),
        Parameter<Dataset>("dataset", "what to leave them out of"),
        Parameter<Dataset>("other", "what must not be in it")
    ) { context, dataset, other in
        dataset.without(other)
    }

    static let overlap = Command(
        "overlap", "how many sentences of the second dataset also stand in the first, by place or by text",
        example: """
            let news = generate news size=50
            assert overlap(news, news) == 50
            assert overlap(news, sample(news, 12)) == 12
            """,
        Parameter<Dataset>("dataset", "where they might stand"),
        Parameter<Dataset>("other", "whose sentences are counted")
    ) { _, dataset, other in
        dataset.overlap(other)
    }
}
