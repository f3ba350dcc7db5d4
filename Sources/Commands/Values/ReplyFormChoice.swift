import Annotator
import Notebook

extension Parameter where Bound == ReplyForm {
    /// One of the forms in the table of reply forms.
    static func replyForm(_ name: String, _ meaning: String, default fallback: ReplyForm) -> Parameter {
        let type = ValueType.choice(ReplyForm.all.map { $0.name })
        return Parameter(name, meaning, type: type, fallback: (fallback, fallback.name), isNamedOnly: true) { value throws(Mismatch) in
            guard case .text(let word) = value, let form = ReplyForm.all.first(where: { $0.name == word })
            else { throw Mismatch(expected: type.description) }
            return form
        }
    }
}
