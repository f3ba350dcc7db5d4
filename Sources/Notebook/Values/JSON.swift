import Foundation

/// Values as JSON, for other programs.
package enum JSON: Encodable, Sendable, Equatable {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)
    case list([JSON])
    case object([String: JSON])

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .flag(let flag): try container.encode(flag)
        case .number(let number):
            if !number.isFinite { try container.encodeNil() } else if let whole = Int(exactly: number) { try container.encode(whole) } else { try container.encode(number) }
        case .text(let text): try container.encode(text)
        case .list(let elements): try container.encode(elements)
        case .object(let fields): try container.encode(fields)
        }
    }

    /// One line with sorted keys.
    package var line: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { preconditionFailure("every JSON value can be encoded") }
        return String(decoding: data, as: UTF8.self)
    }
}

extension Value {
    /// With its type at the top level; inside lists, records and tables plain.
    package var json: JSON {
        switch self {
        case .none: .object(["type": .text("none")])
        case .flag(let flag): .object(["type": .text("flag"), "value": .flag(flag)])
        case .number(let number): .object(["type": .text("number"), "value": .number(number)])
        case .text(let text): .object(["type": .text("text"), "value": .text(text)])
        case .list: .object(["type": .text("list"), "value": plainJSON])
        case .record: .object(["type": .text("record"), "value": plainJSON])
        case .table(let table):
            .object([
                "type": .text("table"), "columns": .list(table.columns.map { .text($0) }),
                "rows": .list(table.rows.indices.map { Value.record(table.record($0)).plainJSON }),
            ])
        case .tolerance(let middle, let deviation):
            .object(["type": .text("tolerance"), "middle": .number(middle), "deviation": .number(deviation)])
        case .function(let function): .object(["type": .text("function"), "value": .text(function.text)])
        case .kind(let kind): kind.json
        case .unknown: .object(["type": .text("unknown")])
        case .deferred(let deferred): .object(["type": .text(deferred.tag), "summary": .text(deferred.summary)])
        }
    }

    /// Without its type: what other programs want of a table's cells.
    package var plainJSON: JSON {
        switch self {
        case .none: .null
        case .flag(let flag): .flag(flag)
        case .number(let number): .number(number)
        case .text(let text): .text(text)
        case .list(let values): .list(values.map(\.plainJSON))
        case .record(let record): .object(Dictionary(record.fields.map { ($0.name, $0.value.plainJSON) }) { first, _ in first })
        case .table, .tolerance, .function: json
        case .kind(let kind): .text(kind.summary)
        case .unknown: .null
        case .deferred(let deferred): .text(deferred.summary)
        }
    }
}

extension Kind {
    var json: JSON {
        var object: [String: JSON] = ["type": .text(Self.kindName), "summary": .text(summary)]
        for field in allFields { object[field.name] = field.value.plainJSON }
        return .object(object)
    }
}

extension Cell {
    package var json: JSON {
        var object: [String: JSON] = [
            "cell": .number(Double(number)), "source": .text(source), "seconds": .number((seconds * 1000).rounded() / 1000),
            "value": value?.json ?? .null,
        ]
        if let name { object["name"] = .text(name) }
        return .object(object)
    }
}
