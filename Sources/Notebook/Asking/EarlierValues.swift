import Diagnostics

/// At the prompt the value of cell 7 stays at hand as `_7`, and the last value of all as `_`.
enum EarlierValues {
    static let last = "_"

    static func name(ofCell number: Int) -> String { "_\(number)" }

    /// The cell whose value the name stands for, or nil for names of other kinds.
    static func cell(of name: String) -> Int? {
        guard name.hasPrefix("_"), let number = Int(name.dropFirst()), self.name(ofCell: number) == name else { return nil }
        return number
    }

    /// Names like these are offered to nobody who did not begin to type one.
    static func isOne(_ name: String) -> Bool { name == last || cell(of: name) != nil }

    /// Nil where the name is none of these.
    static func missing(_ name: String, at place: Place, among known: [String]) -> Diagnostic? {
        guard isOne(name) else { return nil }
        let newest = known.compactMap(cell).max().map(self.name)
        let label = newest.map { "the newest is `\($0)`" } ?? "at the prompt, `_1` is the value of cell 1"
        return Diagnostic("there is no value `\(name)`", at: place, label: label)
    }
}
