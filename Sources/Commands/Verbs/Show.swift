import Annotator
import Corpus
import Diagnostics
import Notebook
import Report

extension Command {
    /// What a value shows is the value's own affair; at the prompt its name alone does the same.
    static let show = Command(
        "show", "look at a value: a model's size, a page of a dataset or a table; with `on`, what a prompt asks about a sentence",
        effect: .shows,
        example: """
            let model = bert size=tiny
            show model
            assert (show model).flops == model.flops
            assert sum([model.parts.embeddings, model.parts.encoder, model.parts.classifier]) == model.parameters
            assert model.memory.training > 4 * model.memory.weights
            let news = generate news size=30
            assert (show news from=20 count=5).numbers == [20, 21, 22, 23, 24]
            assert (show news label="ORG").matching < 30
            assert (show (describe news).types from=1 count=1).type == ["MISC"]
            let plain = prompt text="{{types}} in {{tokens}}?"
            assert (show plain on=(load "harbour.txt") types={PER: "people"}) == "user:\\n- PER: people in Angela Merkel flew to Paris .?"
            """,
        Parameter<Value>("value", "what to look at"),
        Parameter(PageOptions.self),
        Parameter<Dataset?>("on", "a dataset whose sentence a prompt is shown for", default: nil, isNamedOnly: true),
        Parameter<Int>("sentence", "which sentence of it, from 0", default: 0, .notNegative, isNamedOnly: true),
        Parameter<TypeDefinitions>(
            "types", "the types that a prompt asks for, with definitions; a model has its own", default: .conll, shown: "PER ORG LOC MISC", isNamedOnly: true)
    ) { _, value, page, dataset, number, types in
        let shown = try page.page(of: value)
        guard let dataset else { return shown }
        let asked: (prompt: Prompt, types: [EntityType])? =
            if let prompt = try? Prompt(value) {
                (prompt, types.types)
            } else if let model = (try? TeacherChoice(value))?.teacher as? LanguageModel {
                (model.prompt, model.types)
            } else {
                nil
            }
        guard let asked else { throw Diagnostic("only a prompt, or a model that has one, is shown `on` a dataset, not \(value.type.description)") }
        return .text(try asked.prompt.text(for: dataset.sentence(number), types: asked.types))
    }
}

extension Dataset {
    /// - Parameter number: from 0.
    /// - Throws: `Diagnostic` where there are fewer sentences.
    func sentence(_ number: Int) throws -> Sentence {
        guard number < sentences.count else {
            throw Diagnostic("`\(name)` has no sentence \(number), only \(counted(sentences.count, "sentence"))")
        }
        return sentences[number]
    }
}

extension Rule where Bound == Int {
    static var notNegative: Rule { Rule("a whole number of 0 or more") { $0 >= 0 } }
}
