import Notebook
import Report
import Tagger

extension LongSentences: Choice {}

extension Parameter where Bound == LongSentences {
    /// The one declaration that `train`, `tag` and `eval` share.
    static var long: Parameter {
        Parameter(
            "long", "a sentence longer than the model reads at once: split it into overlapping windows, refuse it, or truncate it, what lies beyond being O",
            default: .split, isNamedOnly: true)
    }
}

extension LongSentenceTally {
    /// What a reader should know, a line each; none where every sentence fitted.
    /// - Parameters:
    ///   - noun: which sentences are counted: "sentence", "drawn sentence".
    ///   - loss: what became of the entities beyond, as in "counted as missed"; nil where nobody asks for them.
    func notes(_ noun: String = "sentence", loss: String?) -> [String] {
        var notes: [String] = []
        if split > 0 { notes.append("\(counted(split, noun)) longer than the model reads at once: read in overlapping windows") }
        if truncated > 0 {
            let entities = loss.map { ", \(counted(lostEntities, "entity", plural: "entities")) in them \($0)" } ?? ""
            notes.append(
                "\(counted(truncated, noun)) longer than the model reads at once: \(counted(lostWords, "word")) not read\(entities)")
        }
        return notes
    }
}
