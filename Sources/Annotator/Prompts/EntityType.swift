/// An entity type that a teacher is asked for, and what is meant by it.
package struct EntityType: Sendable, Hashable, Codable {
    package var name: String
    /// Empty where the name must do.
    package var definition: String

    package init(_ name: String, _ definition: String) {
        self.name = name
        self.definition = definition
    }

    /// The types of CoNLL-2003. The definitions are ours, after its annotation guidelines.
    package static let conll = [
        EntityType("PER", "names of people, real or invented, without titles such as Mr or President"),
        EntityType(
            "ORG", "names of organisations: companies, agencies, parties, institutions, bands, and sports teams, also where a team is called by its town or country"),
        EntityType("LOC", "names of places: countries, towns, regions, rivers, mountains, buildings, streets"),
        EntityType(
            "MISC", "names that are none of these: nationalities and adjectives of places, languages, religions, events, wars, titles of works, products"),
    ]

    /// A type by its name, with the definition given, or else ours if it is one of CoNLL-2003.
    package static func named(_ name: String, definition: String? = nil) -> EntityType {
        EntityType(name, definition ?? conll.first { $0.name == name }?.definition ?? "")
    }
}
