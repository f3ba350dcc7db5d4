/// A Swift type that a command's parameter can have.
package protocol Argument: Sendable {
    static var type: ValueType { get }
    init(_ value: Value) throws(Mismatch)
}

/// A Swift type that a command can give.
package protocol ValueConvertible: Sendable {
    static var valueType: ValueType { get }
    var value: Value { get }
}

/// The value is of another type; what was expected, with its article.
package struct Mismatch: Error {
    package let expected: String

    package init(expected: String) {
        self.expected = expected
    }
}

extension Double: Argument, ValueConvertible {
    package static var type: ValueType { .number }
    package static var valueType: ValueType { .number }
    package var value: Value { .number(self) }

    package init(_ value: Value) throws(Mismatch) {
        guard case .number(let number) = value else { throw Mismatch(expected: "a number") }
        self = number
    }
}

extension Int: Argument, ValueConvertible {
    package static var type: ValueType { .number }
    package static var valueType: ValueType { .number }
    package var value: Value { .number(Double(self)) }

    package init(_ value: Value) throws(Mismatch) {
        guard case .number(let number) = value, let whole = Int(exactly: number) else { throw Mismatch(expected: "a whole number") }
        self = whole
    }
}

extension Bool: Argument, ValueConvertible {
    package static var type: ValueType { .flag }
    package static var valueType: ValueType { .flag }
    package var value: Value { .flag(self) }

    package init(_ value: Value) throws(Mismatch) {
        guard case .flag(let flag) = value else { throw Mismatch(expected: "true or false") }
        self = flag
    }
}

extension String: Argument, ValueConvertible {
    package static var type: ValueType { .text }
    package static var valueType: ValueType { .text }
    package var value: Value { .text(self) }

    package init(_ value: Value) throws(Mismatch) {
        guard case .text(let text) = value else { throw Mismatch(expected: "a text") }
        self = text
    }
}

extension Array: Argument where Element: Argument {
    package static var type: ValueType { .list(Element.type) }

    package init(_ value: Value) throws(Mismatch) {
        guard case .list(let values) = value else { throw Mismatch(expected: Self.type.description) }
        self = []
        for value in values {
            guard let element = try? Element(value) else { throw Mismatch(expected: Self.type.description) }
            append(element)
        }
    }
}

extension Array: ValueConvertible where Element: ValueConvertible {
    package static var valueType: ValueType { .list(Element.valueType) }
    package var value: Value { .list(map(\.value)) }
}

extension Optional: Argument where Wrapped: Argument {
    package static var type: ValueType { Wrapped.type }

    package init(_ value: Value) throws(Mismatch) {
        if case .none = value { self = .none } else { self = .some(try Wrapped(value)) }
    }
}

extension Optional: ValueConvertible where Wrapped: ValueConvertible {
    package static var valueType: ValueType { Wrapped.valueType }
    package var value: Value { self?.value ?? .none }
}

extension Record: Argument, ValueConvertible {
    package static var type: ValueType { .record(nil) }
    package static var valueType: ValueType { .record(nil) }
    package var value: Value { .record(self) }

    package init(_ value: Value) throws(Mismatch) {
        guard case .record(let record) = value else { throw Mismatch(expected: "a record") }
        self = record
    }
}

extension Table: Argument, ValueConvertible {
    package static var type: ValueType { .table }
    package static var valueType: ValueType { .table }
    package var value: Value { .table(self) }

    package init(_ value: Value) throws(Mismatch) {
        guard case .table(let table) = value else { throw Mismatch(expected: "a table") }
        self = table
    }
}

extension Value: Argument, ValueConvertible {
    package static var type: ValueType { .any }
    package static var valueType: ValueType { .any }
    package var value: Value { self }

    package init(_ value: Value) throws(Mismatch) {
        self = value
    }
}

/// The absolute path of a file or folder that may be made.
package struct OutputPath: Argument {
    package let path: String
    /// Its last part.
    package var name: String { String(path.split(separator: "/").last ?? "") }
    package static var type: ValueType { .path(exists: false) }

    package init(_ value: Value) throws(Mismatch) {
        path = try String(value)
    }
}

/// The absolute path of a file or folder that has to be there.
package struct InputPath: Argument {
    package let path: String
    package static var type: ValueType { .path(exists: true) }

    package init(_ value: Value) throws(Mismatch) {
        path = try String(value)
    }
}

/// A bare word that names something no value holds: a command.
package struct BareWord: Argument {
    package let word: String
    package static var type: ValueType { .word }

    package init(_ value: Value) throws(Mismatch) {
        word = try String(value)
    }
}

/// A Swift enumeration whose cases are the words of a choice.
package protocol Choice: Argument, CaseIterable, RawRepresentable where RawValue == String {}

extension Choice {
    package static var type: ValueType { .choice(allCases.map(\.rawValue)) }

    package init(_ value: Value) throws(Mismatch) {
        guard case .text(let word) = value, let match = Self(rawValue: word) else { throw Mismatch(expected: Self.type.description) }
        self = match
    }
}
