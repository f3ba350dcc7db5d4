import Script
import Store

/// How values are known and kept: equal values have equal bytes. Kinds that can be decoded come back; of the others only the bytes
/// count.
extension Value: Codable {
    /// In `userInfo` of a decoder: the types of kinds by their names.
    static let kinds = CodingUserInfoKey(rawValue: "kinds")!

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        try container.encode(tag)
        switch self {
        case .none: break
        case .flag(let flag): try container.encode(flag)
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        case .list(let values): try container.encode(values)
        case .record(let record): try container.encode(record)
        case .table(let table): try container.encode(table)
        case .tolerance(let middle, let deviation): try container.encode([middle, deviation])
        case .function(let function): try container.encode(function)
        case .kind(let kind): try container.encode(kind)
        case .deferred: preconditionFailure("a deferred value is known by the digest it has, and is made before it is kept")
        case .unknown: preconditionFailure("what is planned is not kept")
        }
    }

    package init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        switch try container.decode(String.self) {
        case "none": self = .none
        case "flag": self = .flag(try container.decode(Bool.self))
        case "number": self = .number(try container.decode(Double.self))
        case "text": self = .text(try container.decode(String.self))
        case "list": self = .list(try container.decode([Value].self))
        case "record": self = .record(try container.decode(Record.self))
        case "table": self = .table(try container.decode(Table.self))
        case "tolerance":
            let numbers = try container.decode([Double].self)
            guard numbers.count == 2 else { throw DamagedValue() }
            self = .tolerance(middle: numbers[0], deviation: numbers[1])
        case let name:
            let kinds = decoder.userInfo[Self.kinds] as? [String: any Kind.Type]
            guard let type = kinds?[name] as? any (Kind & Decodable).Type else { throw DamagedValue() }
            self = .kind(try container.decode(type))
        }
    }

    /// What kind of value it is, in an encoding. A kind is called by its own name.
    var tag: String {
        switch self {
        case .none: "none"
        case .flag: "flag"
        case .number: "number"
        case .text: "text"
        case .list: "list"
        case .record: "record"
        case .table: "table"
        case .tolerance: "tolerance"
        case .function: "function"
        case .kind(let kind): Swift.type(of: kind).kindName
        case .deferred(let deferred): deferred.tag
        case .unknown: "unknown"
        }
    }

    /// Whether all of it can be decoded again.
    var canBeKept: Bool {
        switch self {
        case .none, .flag, .number, .text, .tolerance: true
        case .list(let values): values.allSatisfy(\.canBeKept)
        case .record(let record): record.fields.allSatisfy(\.value.canBeKept)
        case .table(let table): table.rows.allSatisfy { $0.allSatisfy(\.canBeKept) } && table.results.allSatisfy(\.canBeKept)
        case .kind(let kind): kind is any Decodable
        case .function, .deferred, .unknown: false
        }
    }
}

extension ValueType {
    /// The type of values with this tag.
    init(tag: String) {
        self =
            switch tag {
            case "none": .none
            case "flag": .flag
            case "number": .number
            case "text": .text
            case "list": .list(.any)
            case "record": .record(nil)
            case "table": .table
            case "tolerance": .tolerance
            case "function": Function.type
            default: .kind(tag)
            }
    }
}

extension Record: Codable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        try container.encode(fields.map(\.name))
        try container.encode(fields.map(\.value))
    }

    package init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        let names = try container.decode([String].self), values = try container.decode([Value].self)
        guard names.count == values.count else { throw DamagedValue() }
        self.init(zip(names, values).map { (name: $0, value: $1) })
    }
}
