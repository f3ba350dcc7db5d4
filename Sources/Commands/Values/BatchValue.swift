import Corpus
import Mixing
import Notebook
import Report

/// The sentences of one step of a mixture, in their order.
package struct PeekedBatch: Kind, Codable {
    /// From 1.
    let step: Int
    /// The source of each sentence.
    let sources: [String]
    let dataset: Dataset
    let heading: String

    package static let kindName = "batch"

    package static let fields: [Field<PeekedBatch>] = [
        Field("step", "the step that learns from it, from 1") { $0.step },
        Field("sources", "the source of each sentence, in their order") { $0.sources },
        Field("sentences", "each sentence: source, file, number in the file, line, entities, text") { $0.sentences },
        Field("dataset", "its sentences as a dataset, which can be written and tagged") { $0.dataset },
    ]

    /// - Parameter step: from 1.
    init(_ data: MixedData, step: Int) throws {
        let draws = data.mixture.batches[step - 1]
        self.step = step
        sources = draws.map { data.mixture.sources[$0.source].name }
        let drawn = Set(draws.map(\.source)).sorted().map { data.datasets[$0] }
        dataset = Dataset(
            name: "step \(step)", sentences: draws.map { data.datasets[$0.source].sentences[$0.index] },
            types: try Dataset.commonTypes(data.datasets), labels: try Dataset.concat(drawn).labels,
            labelling: try Dataset.commonLabelling(data.datasets))
        heading = data.mixture.name
    }

    private var sentences: Table {
        Table(
            columns: ["source", "file", "sentence", "line", "entities", "text"],
            rows: zip(sources, dataset.sentences).map { source, sentence in
                [
                    .text(source), .text(sentence.origin.file), .number(Double(sentence.origin.number)), .number(Double(sentence.origin.line)),
                    .number(Double(sentence.spans.count)), .text(sentence.text),
                ]
            })
    }

    package var summary: String {
        var names: [String] = []
        for source in sources where !names.contains(source) { names.append(source) }
        let counts = names.map { name in "\(sources.count { $0 == name }) from \(name)" }
        let remark = labelRemark(isSimulated: dataset.labels?.isSimulated == true, names: [dataset.labels?.name])
        return "step \(grouped(step)) of \(heading): \(counted(dataset.sentences.count, "sentence")), \(counts.joined(separator: ", "))\(remark)"
    }

    package var blocks: [Block] { [.text(summary), .tagged(shown)] }

    /// Each sentence with its source and place.
    var shown: [TaggedText] {
        zip(sources, dataset.sentences).map { source, sentence in
            sentence.tagged.captioned("\(source) · \(sentence.origin.place)")
        }
    }
}

extension TaggedText {
    /// Under a caption that says where the sentence is from, so that nothing else has to.
    func captioned(_ caption: String) -> TaggedText {
        var captioned = self
        (captioned.caption, captioned.source) = (caption, "")
        return captioned
    }
}

extension Origin {
    /// `train.conll:14`, the file without its folder.
    var place: String { "\(file.split(separator: "/").last.map(String.init) ?? file):\(line)" }
}
