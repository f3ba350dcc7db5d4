/// Entities counted for precision and recall.
package struct EntityCounts: Sendable, Hashable, Codable {
    /// Predicted entities whose boundaries and type are those of a gold entity.
    package var correct: Int
    package var predicted: Int
    package var gold: Int

    package init(correct: Int = 0, predicted: Int = 0, gold: Int = 0) {
        self.correct = correct
        self.predicted = predicted
        self.gold = gold
    }

    /// Fractions in 0…1; 0 where there is nothing to divide by, as seqeval has it.
    package var precision: Double { predicted == 0 ? 0 : Double(correct) / Double(predicted) }
    package var recall: Double { gold == 0 ? 0 : Double(correct) / Double(gold) }
    package var f1: Double { predicted + gold == 0 ? 0 : 2 * Double(correct) / Double(predicted + gold) }

    package static func + (a: EntityCounts, b: EntityCounts) -> EntityCounts {
        EntityCounts(correct: a.correct + b.correct, predicted: a.predicted + b.predicted, gold: a.gold + b.gold)
    }

    package static func += (a: inout EntityCounts, b: EntityCounts) {
        a = a + b
    }
}
