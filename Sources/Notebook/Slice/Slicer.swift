import Diagnostics
import Script

/// Which cells of a session a value needs, and what their names mean: free names followed backwards, the latest binding before each
/// use; the files that a needed cell reads back to the cells that wrote them.
struct Slicer {
    /// A name that a cell binds, or the value of a cell without one.
    struct Origin: Hashable {
        var cell: Int
    }

    let language: Language
    let cells: [SliceCell]
    /// What each word of a cell means: words that no cell bound are commands.
    private(set) var meanings: [[(use: NameUse, origin: Origin)]]
    /// Positions in `cells`, in order.
    private(set) var needed: Set<Int> = []

    init(language: Language, cells: [SliceCell]) {
        self.language = language
        self.cells = cells
        meanings = []
        var definitions: Set<String> = []
        for (index, cell) in cells.enumerated() {
            var uses = NameUses(language: language, source: cell.source, definitions: definitions)
            uses.collect(cell.statement)
            meanings.append(uses.all.compactMap { use in origin(of: use.name, before: index).map { (use, $0) } })
            guard let name = cell.bound?.text, cell.isBound else { continue }
            if cell.isDefinition { definitions.insert(name) } else { definitions.remove(name) }
        }
    }

    /// The latest cell before that position that binds the name; `_` is the latest value, `_7` that of cell 7.
    func origin(of name: String, before index: Int) -> Origin? {
        let earlier = cells[..<index].indices.reversed()
        if let named = earlier.first(where: { cells[$0].isBound && cells[$0].bound?.text == name }) { return Origin(cell: named) }
        if name == EarlierValues.last { return earlier.first { cells[$0].value != nil }.map(Origin.init) }
        guard let number = EarlierValues.cell(of: name) else { return nil }
        return earlier.first { cells[$0].number == number && cells[$0].value != nil }.map(Origin.init)
    }

    /// Takes in a cell and all that it needs.
    ///
    /// - Throws: `Diagnostic` where one of them failed or was interrupted: running it again would give something else.
    mutating func need(_ target: Int) throws {
        var open = [target]
        while let index = open.popLast() {
            guard needed.insert(index).inserted else { continue }
            let cell = cells[index]
            if let failure = cell.failure {
                let name = cell.bound?.text ?? EarlierValues.name(ofCell: cell.number)
                throw Diagnostic("`\(name)` comes from a cell that did not end: \(failure)", label: "run it again to save it", notes: ["it was: \(cell.text)"])
            }
            open += meanings[index].map(\.origin.cell)
            for path in cell.reads { open += writers(of: path, before: index) }
        }
    }

    /// Takes in the assertions about nothing but what is needed already.
    mutating func needAssertions() {
        for (index, cell) in cells.enumerated() where cell.isAssertion && cell.failure == nil && !meanings[index].isEmpty {
            if meanings[index].allSatisfy({ needed.contains($0.origin.cell) }) { needed.insert(index) }
        }
    }

    /// The last cells before that position that wrote a file, the folder it lies in, or a file in the folder that is read.
    private func writers(of path: String, before index: Int) -> [Int] {
        var seen: Set<String> = []
        return cells[..<index].indices.reversed().filter { earlier in
            guard cells[earlier].failure == nil else { return false }
            let fresh = cells[earlier].writes.filter { written in
                (written == path || path.hasPrefix(written + "/") || written.hasPrefix(path + "/")) && !seen.contains(written)
            }
            seen.formUnion(fresh)
            return !fresh.isEmpty
        }
    }
}
