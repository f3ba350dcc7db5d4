import Notebook
import Tagger

/// What a training made of the sentences it was watched on, as tables.
extension Model {
    /// Each watched source under its role in the mixture, or its name.
    var watchedSources: [(name: String, source: Watch.Source)] {
        guard let learning, let watch = learning.watch else { return [] }
        let roles = training?.passes.map(\.role) ?? []
        return watch.sources.enumerated().map { number, source in
            let role = roles.indices.contains(number) ? roles[number] : ""
            return (role.isEmpty ? learning.sources[number].name : role, source)
        }
    }

    /// A row for each evaluation and source.
    var watchTable: Table {
        let sources = watchedSources.map { (name: $0.name, sentences: $0.source.sentences, points: $0.source.points) }
        return Table(
            columns: ["step", "source", "sentences", "f1", "right", "learned", "forgotten"],
            rows: (learning?.watch?.steps ?? []).enumerated().flatMap { number, step in
                sources.map { source in
                    let point = source.points[number]
                    return [.number(Double(step)), .text(source.name), .number(Double(source.sentences)), .number(point.f1)]
                        + [point.right, point.learned, point.forgotten].map { .number(Double($0)) }
                }
            })
    }

    /// A row a source.
    var forgettingTable: Table {
        Table(
            columns: ["source", "sentences", "ever_learned", "forgotten_at_end", "never_learned", "never_forgotten", "forgettings"],
            rows: watchedSources.map { name, source in
                let fate = source.fate
                let counts = [source.sentences, fate.everLearned, fate.forgottenAtEnd, fate.neverLearned, fate.unforgotten, fate.forgettings]
                return [.text(name)] + counts.map { .number(Double($0)) }
            })
    }
}
