import Store

/// The calls that a value came of.
package struct Lineage: Sendable {
    package struct Step: Sendable {
        package let call: CallRecord
        /// For each argument of the call the numbers of the steps, from 0, that it came of; none for what was typed.
        package let origins: [[Int]]
    }

    /// In the order in which the calls ended.
    package let steps: [Step]
}

extension Session {
    /// The calls of this session that a value came of, those that are quick and stand in no record among them. What an expression made
    /// is followed where a name is bound to it.
    package func lineage(of value: Value) -> Lineage {
        var search = LineageSearch(calls: ledger.history, parts: ledger.parts, names: names, cells: callsByName)
        return search.lineage(of: value.knownAs)
    }
}

/// Follows digests from call to call.
private struct LineageSearch {
    private let calls: [CallRecord]
    private let parts: [String: [String]]
    private let names: [String: Value]
    private let cells: [String: [CallRecord]]
    /// The first call that gave each value.
    private let byResult: [String: Int]
    /// Of each call that belongs to the value the calls that its arguments came of.
    private var origins: [Int: [[Int]]] = [:]
    private var found: [String: [Int]] = [:]
    /// What names hold: the fields of records and other values by what they are fields of, and values of no single call by their name.
    private lazy var owners: [String: String] = namedOwners()
    private lazy var holders: [String: String] = namedHolders()

    init(calls: [CallRecord], parts: [String: [String]], names: [String: Value], cells: [String: [CallRecord]]) {
        (self.calls, self.parts, self.names, self.cells) = (calls, parts, names, cells)
        byResult = Dictionary(calls.enumerated().map { ($1.digest.mark, $0) }) { first, _ in first }
    }

    mutating func lineage(of mark: String) -> Lineage {
        _ = follow(mark)
        let order = origins.keys.sorted()
        let numbers = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        return Lineage(
            steps: order.map { index in
                Lineage.Step(call: calls[index], origins: (origins[index] ?? []).map { $0.compactMap { numbers[$0] } })
            })
    }

    /// The calls that gave a value, or gave what it was made of.
    private mutating func follow(_ mark: String) -> [Int] {
        if let known = found[mark] { return known }
        found[mark] = []  // nothing comes of itself
        let result: [Int]
        if let index = byResult[mark] {
            visit(index)
            result = [index]
        } else if let parts = parts[mark] {
            result = parts.flatMap { follow($0) }
        } else if let owner = owners[mark] {
            result = follow(owner)
        } else if let name = holders[mark], let calls = cells[name] {
            result = calls.compactMap { byResult[$0.digest.mark] }
            result.forEach { visit($0) }
        } else {
            result = []
        }
        let unique = Set(result).sorted()
        found[mark] = unique
        return unique
    }

    private mutating func visit(_ index: Int) {
        guard origins[index] == nil else { return }
        origins[index] = []
        origins[index] = calls[index].arguments.map { $0.isDefault ? [] : $0.mark.map { follow($0) } ?? [] }
    }

    private func namedOwners() -> [String: String] {
        var owners: [String: String] = [:]
        for name in names.keys.sorted() {
            guard let value = names[name] else { continue }
            let inner = value.inner
            guard !inner.isEmpty else { continue }
            let owner = value.knownAs
            for part in inner where owners[part.knownAs] == nil { owners[part.knownAs] = owner }
        }
        return owners
    }

    private func namedHolders() -> [String: String] {
        var holders: [String: String] = [:]
        for name in names.keys.sorted() {
            switch names[name] {
            case .table(let table)?: holders[Value.table(table).knownAs] = name
            case .list(let list)?: holders[Value.list(list).knownAs] = name
            case .number(let number)?: holders[Value.number(number).knownAs] = name
            case .record(let record)?: holders[Value.record(record).knownAs] = name
            default: break
            }
        }
        return holders
    }
}

extension CallRecord.Argument {
    /// What the argument is known by, where it is no short text.
    fileprivate var mark: String? {
        guard let last = text.split(separator: " ").last, last.count == Digest.markLength, last.allSatisfy(\.isHexDigit) else { return nil }
        return String(last)
    }
}

extension Digest {
    static let markLength = 12

    /// Enough of it to tell the values of a session apart, as records of calls show it.
    var mark: String { String(text.prefix(Self.markLength)) }
}

extension Value {
    var knownAs: String { digest.portable.mark }

    /// Values of kinds that lists and records hold.
    var kinds: [Value] {
        switch self {
        case .kind: [self]
        case .list(let values): values.flatMap(\.kinds)
        case .record(let record): record.fields.flatMap(\.value.kinds)
        default: []
        }
    }

    /// What fields and elements of it give: of a kind those fields that are values of a kind themselves.
    fileprivate var inner: [Value] {
        guard case .kind(let kind) = self else { return kinds }
        let fields = Swift.type(of: kind).description.fields.filter { if case .kind = $0.type { true } else { false } }
        return fields.compactMap { kind.field($0.name) }
    }
}
