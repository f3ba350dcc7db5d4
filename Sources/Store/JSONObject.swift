import Diagnostics

/// A JSON object whose members are asked for by name and type. A member that is absent or `null` is nil; one of another type is
/// the file's fault and is reported with its path (`model.vocab`) and place.
package struct JSONObject {
    /// In the order of the file.
    package let members: [(name: String, value: JSONValue)]
    /// The names that lead to this object from the top, each with a dot after it.
    private let path: String
    private let offset: Int
    private let place: (Int) -> Place

    /// - Throws: `Diagnostic` with file, line and column, where the file cannot be read, is not JSON or not an object.
    package init(reading file: String) throws {
        let mapped = try MappedFile(reading: file)
        self = try mapped.withBytes { bytes in
            try JSONObject(parsing: bytes) { offset in
                let text = mapped.withBytes { String(decoding: $0, as: UTF8.self) }
                return SourceText(name: file, text: text).place(offset..<offset + 1)
            }
        }
    }

    /// - Parameter place: turns an offset in `bytes` into the place that a finding shows.
    package init(parsing bytes: UnsafeRawBufferPointer, place: @escaping (_ offset: Int) -> Place) throws {
        var parser = JSONParser(bytes, place: place)
        let value = try parser.parse()
        guard let members = value.members else {
            throw Diagnostic("a JSON object was expected", at: place(value.range.lowerBound))
        }
        self.init(members: members, path: "", offset: value.range.lowerBound, place: place)
    }

    private init(members: [(name: String, value: JSONValue)], path: String, offset: Int, place: @escaping (Int) -> Place) {
        self.members = members
        self.path = path
        self.offset = offset
        self.place = place
    }

    package func flag(_ name: String) throws -> Bool? { try member(name, "true or false", \.flag) }

    package func text(_ name: String) throws -> String? { try member(name, "text", \.text) }

    package func integer(_ name: String) throws -> Int? { try member(name, "a whole number", \.integer) }

    package func number(_ name: String) throws -> Double? { try member(name, "a number", \.number) }

    package func integers(_ name: String) throws -> [Int]? {
        try member(name, "a list of whole numbers") { value in
            guard let integers = value.list?.map(\.integer), integers.allSatisfy({ $0 != nil }) else { return nil }
            return integers.compactMap(\.self)
        }
    }

    /// Empty where there is none.
    package func texts(_ name: String) throws -> [String] {
        try member(name, "a list of texts") { value in
            guard let texts = value.list?.map(\.text), texts.allSatisfy({ $0 != nil }) else { return nil }
            return texts.compactMap(\.self)
        } ?? []
    }

    package func object(_ name: String) throws -> JSONObject? {
        try member(name, "an object") { nested($0, path: "\(path)\(name).") }
    }

    package func objects(_ name: String) throws -> [JSONObject]? {
        try member(name, "a list of objects") { value in
            guard let elements = value.list else { return nil }
            let objects = elements.enumerated().compactMap { nested($1, path: "\(path)\(name)[\($0)].") }
            return objects.count == elements.count ? objects : nil
        }
    }

    /// Whether a member is an object, where a file may hold either that or something simpler.
    package func isObject(_ name: String) -> Bool {
        self[name]?.members != nil
    }

    /// What is wrong with a member: "`model.type` is …".
    package func finding(_ name: String, _ problem: String, label: String = "") -> Diagnostic {
        Diagnostic("`\(path)\(name)` \(problem)", at: place(self[name]?.range.lowerBound ?? offset), label: label)
    }

    private subscript(name: String) -> JSONValue? {
        members.first { isSameName($0.name, name) }?.value
    }

    private func member<Value>(_ name: String, _ expected: String, _ converted: (JSONValue) -> Value?) throws -> Value? {
        guard let value = self[name] else { return nil }
        if case .null = value.content { return nil }
        guard let result = converted(value) else { throw finding(name, "should be \(expected)") }
        return result
    }

    private func nested(_ value: JSONValue, path: String) -> JSONObject? {
        value.members.map { JSONObject(members: $0, path: path, offset: value.range.lowerBound, place: place) }
    }
}
