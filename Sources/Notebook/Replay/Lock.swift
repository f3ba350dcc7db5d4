import Diagnostics
import Foundation
import Store

/// What a replay of a script is held against: `x.nds.lock` beside `x.nds`. It says of which script, inputs, version and kernel, and what
/// each call was given and gave.
package struct Lock: Sendable, Equatable {
    /// One call, in the order in which they began.
    package struct Call: Sendable, Equatable {
        /// In the script, for the reader; calls are known by their order.
        package var line: Int
        package var command: String
        /// By parameter, defaults included; parameters that change no value, such as `threads`, are left out.
        package var arguments: [String: String]
        /// Nil where the call draws no random numbers.
        package var seed: Int?
        package var digest: String
        /// The value in a few words, for the reader.
        package var gave: String
    }

    package var program: String
    package var language: Int
    /// The kernels of OpenBLAS.
    package var kernel: String
    /// The digest of the script's bytes, `#= ` lines included: how `save` knows what it made.
    package var script: String
    package var includes: [String: String]
    /// By path, as `PortablePaths` writes it.
    package var inputs: [String: String]
    /// What the script's parameters were; of a path only that it is one.
    package var parameters: [String: String]
    package var calls: [Call]

    /// Where the lock of a script lies.
    package static func path(of script: String) -> String { script + ".lock" }
}

extension Lock {
    /// JSON with sorted keys, a call a line, so that two versions of it can be compared by line.
    package var text: String {
        let members: [(String, String)] = [
            ("calls", Self.rows(calls.map(\.text), "[", "]")), ("includes", Self.object(includes)), ("inputs", Self.object(inputs)),
            ("kernel", jsonString(kernel)), ("language", "\(language)"), ("nds", jsonString(program)), ("parameters", Self.object(parameters)),
            ("script", jsonString(script)),
        ]
        return "{\n" + members.map { "  \(jsonString($0)): \($1)" }.joined(separator: ",\n") + "\n}\n"
    }

    private static func object(_ members: [String: String]) -> String {
        rows(members.sorted { $0.key < $1.key }.map { "\(jsonString($0.key)): \(jsonString($0.value))" }, "{", "}")
    }

    private static func rows(_ rows: [String], _ opening: String, _ closing: String) -> String {
        rows.isEmpty ? opening + closing : opening + "\n" + rows.map { "    \($0)" }.joined(separator: ",\n") + "\n  " + closing
    }
}

extension Lock.Call {
    fileprivate var text: String {
        let given = arguments.sorted { $0.key < $1.key }.map { "\(jsonString($0.key)): \(jsonString($0.value))" }.joined(separator: ", ")
        let members = [
            ("arguments", "{\(given)}"), ("command", jsonString(command)), ("digest", jsonString(digest)), ("gave", jsonString(gave)),
            ("line", "\(line)"), ("seed", seed.map(String.init) ?? "null"),
        ]
        return "{" + members.map { "\(jsonString($0)): \($1)" }.joined(separator: ", ") + "}"
    }
}

extension Lock {
    /// - Returns: nil where there is no such file.
    /// - Throws: `Diagnostic` with the place, where it is no lock.
    package init?(reading path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            try self.init(JSONObject(reading: path))
        } catch var finding as Diagnostic {
            finding.notes.append("`nds replay … --accept` writes the lock anew")
            throw finding
        }
    }

    private init(_ object: JSONObject) throws {
        program = try object.needed("nds", object.text)
        language = try object.needed("language", object.integer)
        kernel = try object.needed("kernel", object.text)
        script = try object.needed("script", object.text)
        includes = try object.texts("includes")
        inputs = try object.texts("inputs")
        parameters = try object.texts("parameters")
        calls = try object.needed("calls", object.objects).map { call in
            Call(
                line: try call.needed("line", call.integer), command: try call.needed("command", call.text),
                arguments: try call.texts("arguments"), seed: try call.integer("seed"), digest: try call.needed("digest", call.text),
                gave: try call.needed("gave", call.text))
        }
    }
}

extension JSONObject {
    fileprivate func needed<Member>(_ name: String, _ get: (String) throws -> Member?) throws -> Member {
        guard let member = try get(name) else { throw finding(name, "is missing from the lock") }
        return member
    }

    fileprivate func texts(_ name: String) throws -> [String: String] {
        let object = try needed(name, object)
        return Dictionary(try object.members.map { ($0.name, try object.needed($0.name, object.text)) }) { first, _ in first }
    }
}
