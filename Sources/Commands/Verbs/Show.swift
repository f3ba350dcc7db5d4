import Notebook

extension Command {
    /// What a value shows is the value's own affair; at the prompt its name alone does the same.
    static let show = Command(
        "show", "look at a value: a model's size, memory and arithmetic, a dataset's first sentences, a table", effect: .shows,
        example: """
            let model = bert size=tiny
            show model
            assert (show model).flops == model.flops
            assert sum([model.parts.embeddings, model.parts.encoder, model.parts.classifier]) == model.parameters
            assert model.memory.training > 4 * model.memory.weights
            """,
        Parameter<Value>("value", "what to look at")
    ) { _, value in value }
}
