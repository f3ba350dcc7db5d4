import Diagnostics
import Store

/// One command call of a run with all that decides its value: the unit of journal, cache and lock.
package struct CallRecord: Sendable {
    package struct Argument: Sendable, Equatable {
        package var parameter: String
        /// As it may be typed; of a dataset, a model and the like the kind and the beginning of its digest.
        package var text: String
        package var isDefault: Bool
        /// The text is the absolute path of a file or folder.
        package var isPath: Bool
    }

    /// A file that was read.
    package struct Input: Sendable, Equatable {
        /// Absolute.
        package var path: String
        package var digest: Digest

        package init(path: String, digest: Digest) {
            self.path = path
            self.digest = digest
        }
    }

    /// Of command, arguments, inputs, seed and program: calls with one key give one value.
    package let key: Digest
    package let command: String
    package let effect: Command.Effect
    /// All that have a say in the value, in the order of their declaration, defaults too. `threads=` has none.
    package let arguments: [Argument]
    /// Nil for a command that draws no random numbers.
    package let seed: Int?
    package let inputs: [Input]
    /// Of the value, independent of where files lie.
    package let digest: Digest
    package let summary: String
    /// The value was there from an earlier run.
    package internal(set) var isCached: Bool
    /// How long it took, or had taken when it was computed.
    package let seconds: Double
    package let place: Place
}

extension CallRecord {
    /// The defaults that the call went by: those whose place nothing else took.
    package func defaults(of parameters: [ParameterInfo]) -> [Argument] {
        arguments.filter { argument in
            guard argument.isDefault else { return false }
            return switch parameters.first(where: { $0.name == argument.parameter })?.defaultUse ?? .always {
            case .always: true
            case .without(let counterparts): !counterparts.contains(where: isGiven)
            case .beside(let counterparts): counterparts.contains(where: isGiven)
            }
        }
    }

    private func isGiven(_ counterpart: DefaultUse.Counterpart) -> Bool {
        arguments.contains { argument in
            guard !argument.isDefault, argument.parameter == counterpart.parameter else { return false }
            // What is of a kind is shown by its name and the beginning of its digest.
            return counterpart.kind.map { argument.text.hasPrefix($0 + " ") } ?? true
        }
    }
}
