import Bert
import Diagnostics
import Notebook
import Report
import Tagger

extension Command {
    static let distance = Command(
        "distance", "how far the weights of a model are from those of another, by layer: what a training has moved",
        example: """
            let start = train (bert size=tiny) on=(generate news size=20) batch=8 steps=2
            let frozen = train start on=(generate news part=test size=20) batch=8 steps=2 freeze=1
            let moved = distance frozen start
            assert moved.layers.layer == ["embeddings", "layer 1", "layer 2", "classifier"]
            assert moved.layers.distance[0] == 0 and moved.layers.distance[1] == 0
            assert moved.layers.distance[2] > 0 and moved.layers.largest[3] > 0
            assert (distance start start).distance == 0
            """,
        Parameter<Model>("model", "what has moved"),
        Parameter<Model>("start", "where from")
    ) { _, model, start in
        guard let levels = model.tagging.classifier.distances(from: start.tagging.classifier) else {
            throw Diagnostic(
                "`\(model.tagging.name)` and `\(start.tagging.name)` have different shapes",
                label: "only the weights of models of one shape can be compared",
                notes: [model, start].map { "`\($0.tagging.name)` has \(shape($0.tagging.classifier.config))" })
        }
        let isWhole = model.tagging.classifier.labels == start.tagging.classifier.labels
        return Distance(
            model: model.tagging.name, start: start.tagging.name, levels: levels,
            notes: isWhole ? [] : ["the classifiers are for other classes and not compared"])
    }
}

private func shape(_ config: BertConfig) -> String {
    "\(counted(config.layerCount, "layer")) of \(grouped(config.hiddenSize)) units, \(grouped(config.vocabularySize)) word pieces"
}
