import Diagnostics
import Foundation

/// Where the key of an endpoint is to be found, never the key itself: that is read from the environment when a request is made, and
/// then held by a `Secret`. So nothing that is stored, shown or compared can give it away.
package struct APIKey: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The environment variable; nil where the endpoint asks for no key.
    package let variable: String?

    package static let none = APIKey(variable: nil)

    private init(variable: String?) {
        self.variable = variable
    }

    /// - Parameter text: `env:NAME`, or `none`.
    /// - Throws: `Diagnostic`, which does not repeat the text: it may be a key.
    package init(_ text: String) throws(Diagnostic) {
        if text == "none" || text.isEmpty {
            self = .none
        } else if let variable = Self.variable(in: text) {
            self.init(variable: variable)
        } else {
            throw Diagnostic("a key is read from an environment variable, not written down", label: "give `\"env:NAME\"`")
        }
    }

    /// NAME, where a text says `env:NAME`.
    static func variable(in text: String) -> String? {
        guard text.hasPrefix("env:"), case let name = text.dropFirst(4), isName(name) else { return nil }
        return String(name)
    }

    private static func isName(_ name: Substring) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return name.unicodeScalars.allSatisfy { $0.isASCII && ($0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType != nil) }
    }

    package var description: String { variable.map { "env:\($0)" } ?? "none" }

    package init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// A text that was read from the environment for one request. It can be put into a header, and taken out of what a server says;
/// nothing else shows it.
struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let text: String

    /// - Parameter environment: gives the value of a variable.
    /// - Throws: what is wrong with the variable.
    init(variable: String, environment: (String) -> String?) throws(KeyTrouble) {
        let text = environment(variable)?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        if text.isEmpty { throw .missing(variable: variable) }
        // Anything else would end the header line or be changed on its way.
        if !text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) { throw .unusable(variable: variable) }
        self.text = text
    }

    /// The value of a header, with something before the secret.
    func header(after prefix: String) -> String { prefix + text }

    /// A text without the secret, and without what looks like a part of it, as in `sk-ab***yz`.
    func removed(from message: String) -> String {
        var rest = (text.utf8.count >= 8 ? message.replacing(text, with: Self.mark) : message)[...]
        var clean = ""
        while let first = rest.first {
            let isWord = isOfKey(first)
            let run = rest.prefix { isOfKey($0) == isWord }
            clean += isWord && isTelling(run) ? Self.mark : String(run)
            rest = rest[run.endIndex...]
        }
        return clean
    }

    private static let mark = "‹key›"
    private static let telling = 6

    /// Whether a word is the secret, holds a piece of it, or is a secret masked in its middle.
    private func isTelling(_ word: Substring) -> Bool {
        if word == text || word.hasPrefix("sk-") { return true }
        let isMasked = word.contains("*") || word.contains("…") || word.contains("...")
        if isMasked, word.prefix(2) == text.prefix(2) || word.suffix(2) == text.suffix(2) { return true }
        let bytes = Array(word.utf8), secret = Array(text.utf8)
        guard secret.count >= 2 * Self.telling, bytes.count >= Self.telling else { return false }
        return (0...bytes.count - Self.telling).contains { secret.firstRange(of: bytes[$0..<$0 + Self.telling]) != nil }
    }

    var description: String { Self.mark }
    var debugDescription: String { Self.mark }
    var customMirror: Mirror { Mirror(self, children: []) }
}

private func isOfKey(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "_-*….+/=~".contains(character)
}

/// Why there is no key to send.
enum KeyTrouble: Error, Hashable {
    case missing(variable: String)
    /// Blanks, control characters or letters beyond ASCII within it.
    case unusable(variable: String)
}
