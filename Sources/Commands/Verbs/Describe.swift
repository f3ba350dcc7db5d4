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

/// What can be told in numbers.
enum Described: Argument {
    case dataset(Dataset)
    case mixture(MixedData)

    static var type: ValueType { .either([Dataset.type, MixedData.type]) }

    init(_ value: Value) throws(Mismatch) {
        switch value {
        case .kind(let dataset as Dataset): self = .dataset(dataset)
        case .kind(let mixture as MixedData): self = .mixture(mixture)
        default: throw Mismatch(expected: "a dataset or a mixture")
        }
    }
}

extension Command {
    static let describe = Command(
        "describe", "a dataset: sentences, tokens, entities by type, duplicates, commonest mentions; a mixture: what each epoch holds of each source",
        result: .either([Description.type, Breakdown.type]),
        example: """
            let facts = describe (generate news size=50)
            assert facts.sentences == 50
            assert sum(facts.types.entities) == facts.entities
            let plan = mix (generate news size=30) (generate news part=test size=10) schedule=alternate batch=8 epochs=2
            assert (describe plan).epochs["sentences"] == [30, 10, 30, 10]
            assert (describe plan).epochs["repeats"] == [0, 0, 30, 10]
            """,
        Parameter<Described>("data", "what to describe")
    ) { _, data in
        switch data {
        case .dataset(let dataset): Description(dataset: dataset, statistics: dataset.statistics()).value
        case .mixture(let mixture): Breakdown(mixture).value
        }
    }
}
