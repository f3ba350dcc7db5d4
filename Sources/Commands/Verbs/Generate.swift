import Corpus
import Diagnostics
import Newsroom
import Notebook

extension NewsPart: Choice {}

enum GeneratedCorpus: String, Choice {
    case news
}

extension Command {
    static let generate = Command(
        "generate", "make sentences with gold entities: news-like, the same for the same seed", isSeeded: true,
        example: """
            let small = generate news size=20
            assert small.sentences == 20
            assert small.types == ["LOC", "MISC", "ORG", "PER"]
            assert overlap(small, generate(news, size=20)) == 20
            """,
        labels: { _ in newsTypes },
        Parameter<GeneratedCorpus>("corpus", "what kind of sentences", default: .news),
        Parameter<Int>("size", "how many sentences", default: 1000, .positive),
        Parameter<NewsPart>("part", "train, or test, most of whose names and templates train lacks", default: .train)
    ) { context, _, size, part in
        try generateNews(size: size, part: part, stream: context.stream) { number in
            try Task.checkCancellation()
            if number % 1000 == 0 { context.progress(ProgressUpdate("generate", done: number, total: size, unit: "sentences")) }
        }
    }
}
