/// An entity type that a teacher is asked for, and what is meant by it.
package struct EntityType: Sendable, Hashable, Codable {
    package var name: String
    package var definition: String

    package init(_ name: String, _ definition: String) {
        self.name = name
        self.definition = definition
    }
}
