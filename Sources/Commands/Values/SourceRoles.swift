import Corpus
import Diagnostics

/// How options name the sources of a training.
extension MixedData {
    static let roles = ["distilled", "original"]

    /// Of two sources the first is distilled, as `mix` takes them; of one or more than two those whose labels are not gold.
    func isDistilled(_ source: Int) -> Bool {
        datasets.count == 2 ? source == 0 : datasets[source].labels?.name != LabelSource.gold.name
    }

    var distilled: [Int] { datasets.indices.filter(isDistilled) }

    /// The sources that a name means: all that have that role, or the one that is called so.
    /// - Throws: `Diagnostic` where it means none.
    func sources(named name: String, by option: String) throws -> [Int] {
        let roles = datasets.indices.filter { Self.roles[isDistilled($0) ? 0 : 1] == name }
        if !roles.isEmpty { return roles }
        if let source = mixture.sources.firstIndex(where: { $0.name == name }) { return [source] }
        let names = Self.roles.filter { role in datasets.indices.contains { Self.roles[isDistilled($0) ? 0 : 1] == role } } + mixture.sources.map(\.name)
        let listed = names.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let near = suggestion(for: name, among: listed).map { "did you mean `\($0)`?" }
        throw Diagnostic("`\(option)` names `\(name)`, which is no source here", label: near ?? "there are \(listed.joined(separator: ", "))")
    }
}
