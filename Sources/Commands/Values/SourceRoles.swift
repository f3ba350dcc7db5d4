import Corpus
import Diagnostics

/// How options name the sources of a training.
extension MixedData {
    static let roles = ["distilled", "original"]

    /// Under a schedule the first source is distilled, as `mix` takes them; of sources with weights of their own, or of one alone, those
    /// whose labels are not gold, unless they are called by a role.
    func isDistilled(_ source: Int) -> Bool {
        if let role = Self.roles.firstIndex(of: mixture.sources[source].role) { return role == 0 }
        return mixture.schedule == nil ? datasets[source].labels?.name != LabelSource.gold.name : source == 0
    }

    var distilled: [Int] { datasets.indices.filter(isDistilled) }

    /// The sources that a name means: the one that the mixture calls so, all that have that role, or the dataset of that name.
    /// - Throws: `Diagnostic` where it means none.
    func sources(named name: String, by option: String) throws -> [Int] {
        if let source = mixture.sources.firstIndex(where: { $0.role == name }) { return [source] }
        let roles = datasets.indices.filter { Self.roles[isDistilled($0) ? 0 : 1] == name }
        if !roles.isEmpty { return roles }
        if let source = mixture.sources.firstIndex(where: { $0.name == name }) { return [source] }
        let names = Self.roles.filter { role in datasets.indices.contains { Self.roles[isDistilled($0) ? 0 : 1] == role } } + mixture.sources.map(\.name)
        let listed = names.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let near = suggestion(for: name, among: listed).map { "did you mean `\($0)`?" }
        throw Diagnostic("`\(option)` names `\(name)`, which is no source here", label: near ?? "there are \(listed.joined(separator: ", "))")
    }
}
