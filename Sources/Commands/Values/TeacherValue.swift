import Annotator
import Corpus
import Notebook
import Report

/// A teacher that `annotate` can ask.
package struct TeacherChoice: Kind {
    package let teacher: any Teacher
    /// Where it comes from, for the reader.
    package let detail: String

    package static let kindName = "teacher"

    /// A model is a teacher too.
    package static var type: ValueType { .either([valueType, Model.type]) }
    package static var valueType: ValueType { .kind(kindName) }

    package init(teacher: any Teacher, detail: String) {
        self.teacher = teacher
        self.detail = detail
    }

    package init(_ value: Value) throws(Mismatch) {
        switch value {
        case .kind(let choice as TeacherChoice): self = choice
        case .kind(let model as Model): self.init(teacher: TaggerTeacher(model: model), detail: "a trained model")
        default: throw Mismatch(expected: Self.type.description)
        }
    }

    private enum CodingKeys: CodingKey { case name, isSimulated, identity }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(teacher.name, forKey: .name)
        try container.encode(teacher.isSimulated, forKey: .isSimulated)
        try container.encode(teacher.identity, forKey: .identity)
    }

    package static let fields: [Field<TeacherChoice>] = [
        Field("name", "what its labels are called after") { $0.teacher.name },
        Field("simulated", "true where no real model and no human gives the labels") { $0.teacher.isSimulated },
        Field("prompt", "what a model is asked with; none of other teachers") { ($0.teacher as? LanguageModel)?.prompt.name },
        Field("types", "the entity types that a model is asked for; none of other teachers") { ($0.teacher as? LanguageModel)?.types.map(\.name) },
        Field("url", "where a model is asked; none of other teachers") { ($0.teacher as? LanguageModel)?.endpoint.url },
    ]

    package var blocks: [Block] {
        guard let model = teacher as? LanguageModel else { return [.text(summary)] }
        let types = model.types.map(\.name).joined(separator: " ")
        return [.text("\(summary)\nasked at \(model.endpoint.url) with the prompt \(model.prompt.name) for \(types)\n· `show … on=data` shows what it is asked about a sentence")]
    }

    package var summary: String {
        teacher.name + (teacher.isSimulated ? " (simulated teacher)" : "") + (detail.isEmpty ? "" : ": " + detail)
    }
}
