import Corpus
import Notebook
import Report

/// What a dataset holds, in numbers.
package struct Description: Kind, Codable {
    package let dataset: Dataset
    package let statistics: Statistics

    package static let kindName = "description"

    package static let fields: [Field<Description>] = [
        Field("sentences", "how many sentences", isColumn: true) { $0.statistics.sentences },
        Field("tokens", "how many tokens", isColumn: true) { $0.statistics.tokens },
        Field("entities", "how many entities", isColumn: true) { $0.statistics.entities },
        Field("mean_length", "tokens a sentence") { $0.statistics.meanLength },
        Field("longest", "tokens of the longest sentence") { $0.statistics.longest },
        Field("duplicates", "sentences whose tokens stood in an earlier one") { $0.statistics.duplicates },
        Field("without_entities", "the share of sentences without an entity") { $0.statistics.shareWithoutEntities },
        Field("types", "entities, different mentions and the commonest ones of each type") { $0.types },
    ]

    private var types: Table {
        Table(records: statistics.byType.map { type in
            Record([
                ("type", .text(type.type)), ("entities", .number(Double(type.entities))), ("distinct", .number(Double(type.distinct))),
                ("commonest", .text(type.frequent.map { "\($0.text) \($0.count)" }.joined(separator: ", "))),
            ])
        })
    }

    package var summary: String {
        let share = threeDigits(statistics.shareWithoutEntities)
        return dataset.summary + "; \(threeDigits(statistics.meanLength)) tokens a sentence, longest \(statistics.longest), "
            + counted(statistics.duplicates, "duplicate") + (dataset.labelling == .spans ? ", \(share) of the sentences without entities" : "")
    }

    package var blocks: [Block] {
        let notes = dataset.notes.map { "\n· \($0)" }.joined()
        return [.text(summary + notes)] + (statistics.byType.isEmpty ? [] : [.table(types.shown)])
    }
}

extension Command {
    static let describe = Command(
        "describe", "sentences, tokens, entities by type, duplicates, commonest mentions",
        example: """
            let facts = describe (generate news size=50)
            assert facts.sentences == 50
            assert sum(facts.types.entities) == facts.entities
            """,
        Parameter<Dataset>("dataset", "what to describe")
    ) { _, dataset in
        Description(dataset: dataset, statistics: dataset.statistics())
    }
}
