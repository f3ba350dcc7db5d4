import Store
import Synchronization

/// A value that is known, by its digest and its summary, and made only where somebody needs it: read from the store, or computed.
///
/// Calls that were made before give such values within a line, a block or a `def`; so a run that goes on neither trains nor
/// loads a model whose score it has. What is bound at the top level, and whatever is looked into, is made.
package final class Deferred: Sendable {
    package let digest: ValueDigest
    package let summary: String
    let tag: String
    private let make: @Sendable () async throws -> Value
    private let made = Mutex<Value?>(nil)

    init(_ call: StoredCall, make: @escaping @Sendable () async throws -> Value) {
        digest = ValueDigest(exact: call.digest, portable: call.portable)
        summary = call.summary
        tag = call.type
        self.make = make
    }

    package var type: ValueType { ValueType(tag: tag) }

    package func value() async throws -> Value {
        if let value = made.withLock({ $0 }) { return value }
        let value = try await make()
        made.withLock { $0 = value }
        return value
    }
}

extension Value {
    /// The value itself, made now if it was deferred.
    package func forced() async throws -> Value {
        if case .deferred(let deferred) = self { return try await deferred.value() }
        return self
    }
}
