import Script

/// The names that a place in a script sees: a frame for each block around it, innermost last. Looking up and binding take the same
/// time however many names there are.
struct CheckerScope {
    struct Frame {
        /// Tells a block apart from a later one at the same depth.
        let id: Int
        fileprivate var names: [String: Entry] = [:]
        /// Names bound after this count are not seen: the code of a `def` sees what stood before it.
        fileprivate var limit = Int.max
        /// What the statements of the block have still to define.
        var coming: [String: Definition] = [:]
    }

    fileprivate struct Entry {
        var known: Checker.Known
        var order: Int
        /// It was bound before in the same frame, as only the prompt may.
        var isRebound = false
    }

    /// What a `def` sees, to look at its code again later.
    struct View {
        fileprivate var ids: [Int]
        fileprivate var limits: [Int]
    }

    private(set) var frames: [Frame] = []
    private var count = 0

    mutating func open() {
        count += 1
        frames.append(Frame(id: count))
    }

    mutating func close() { frames.removeLast() }

    subscript(name: String) -> Checker.Known? {
        for frame in frames.reversed() {
            guard let entry = frame.names[name] else { continue }
            if entry.order <= frame.limit { return entry.known }
            if entry.isRebound { return .unknown }
        }
        return nil
    }

    /// - Returns: Whether the name was free in the innermost block.
    @discardableResult
    mutating func bind(_ name: String, _ known: Checker.Known) -> Bool {
        count += 1
        let top = frames.count - 1
        let isFree = frames[top].names[name] == nil
        frames[top].names[name] = Entry(known: known, order: count, isRebound: !isFree)
        frames[top].coming[name] = nil
        return isFree
    }

    mutating func expect(_ definition: Definition) {
        frames[frames.count - 1].coming[definition.name.text] = definition
    }

    /// A definition further down in one of the blocks around.
    func coming(_ name: String) -> Definition? {
        frames.last { $0.coming[name] != nil }?.coming[name]
    }

    /// Whether a name means one thing wherever it stands: nothing, or what it is bound to outside of all blocks.
    func isSameEverywhere(_ name: String) -> Bool {
        frames.lastIndex { $0.names[name] != nil }.map { $0 <= Self.topFrame } ?? true
    }

    /// That of the statements outside of all blocks; below it lies what earlier cells have bound.
    private static let topFrame = 1

    /// Every name that is seen, sorted.
    var all: [String] {
        Set(frames.flatMap { frame in frame.names.filter { $0.value.order <= frame.limit }.keys }).sorted()
    }

    var view: View {
        View(ids: frames.map(\.id), limits: frames.map { min($0.limit, count) })
    }

    /// Goes back to an earlier state, from which what has been opened since stays apart.
    mutating func restore(_ earlier: CheckerScope) {
        frames = earlier.frames
    }

    /// The scope as a view saw it; nil where a block of it has been left.
    func seen(from view: View) -> CheckerScope? {
        guard view.ids.count <= frames.count, zip(view.ids, frames).allSatisfy({ $0 == $1.id }) else { return nil }
        var copy = self
        copy.frames.removeLast(frames.count - view.ids.count)
        for index in copy.frames.indices { copy.frames[index].limit = view.limits[index] }
        return copy
    }
}
