import Annotator
import Foundation
import Notebook
import Report

/// What it will take to have sentences labelled.
struct CostEstimate: Kind {
    let estimate: AnnotationEstimate

    static let kindName = "estimate"

    func encode(to encoder: any Encoder) throws { try estimate.encode(to: encoder) }

    static let fields: [Field<CostEstimate>] = [
        Field("calls", "calls that are to be made", isColumn: true) { $0.estimate.calls },
        Field("recorded", "calls that need not be made, as their replies are recorded") { $0.estimate.recordedCalls },
        Field("prompt_tokens", "tokens of all prompts", isColumn: true) { $0.estimate.promptTokens.middle.rounded() },
        Field("reply_tokens", "tokens of all replies", isColumn: true) { $0.estimate.completionTokens.middle.rounded() },
        Field("cost", "at the model's prices; none where it has none", isColumn: true) { $0.estimate.cost?.middle },
        Field("low", "the least that it is expected to cost") { $0.estimate.cost?.low },
        Field("high", "the most that it is expected to cost") { $0.estimate.cost?.high },
        Field("prompt", "what the first call asks") { $0.estimate.samplePrompt },
        Field("notes", "what the figures rest on") { $0.estimate.basis },
    ]

    var summary: String {
        let cost = estimate.costText.map { ", cost \($0)" } ?? ""
        let recorded = estimate.recordedCalls > 0 ? ", \(grouped(estimate.recordedCalls)) recorded already" : ""
        return "\(counted(estimate.calls, "call")) for \(counted(estimate.sentences, "sentence"))\(recorded)\(cost)"
    }

    var blocks: [Block] {
        func row(_ name: String, _ figure: Estimated) -> [String] {
            [name, grouped(Int(figure.middle.rounded())), grouped(Int(figure.low.rounded())), grouped(Int(figure.high.rounded()))]
        }
        let table = TextTable(
            columns: [TextTable.Column("tokens")] + ["expected", "low", "high"].map { TextTable.Column($0, .right) },
            rows: [row("prompts", estimate.promptTokens), row("replies", estimate.completionTokens)])
        let prompt = estimate.samplePrompt.isEmpty ? [] : [Block.text("the first call asks:\n\n\(estimate.samplePrompt)")]
        return [.text(([summary] + estimate.basis.map { "· \($0)" }).joined(separator: "\n")), .table(table)] + prompt
    }
}
