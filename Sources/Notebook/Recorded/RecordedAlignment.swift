/// Which word of what was found stands for which word of what is recorded.
struct RecordedAlignment: Sendable {
    /// For each recorded word that was placed, in order, its place in what was found.
    var places: [Int]
    /// Recorded numbers that were placed and do not hold.
    var differing: [Int]
    /// The first recorded word that has no place; nil where all have one.
    var unplaced: Int?
    /// What stands where the unplaced word should.
    var instead: Int?

    var holds: Bool { unplaced == nil && differing.isEmpty }
}

/// Recorded words held against what was found.
struct RecordedAligner {
    let recorded: [RecordedWord]
    let found: [RecordedWord]
    let otherKernel: Bool

    /// All words in order, none left out. A `…` at the end of the recorded ones stands for the rest.
    func whole() -> RecordedAlignment {
        let isCut = ["…", "..."].contains(recorded.last?.text)
        let wanted = recorded.count - (isCut ? 1 : 0)
        var alignment = RecordedAlignment(places: [], differing: [])
        for index in 0..<wanted {
            guard index < found.count, isAlike(index, index) else {
                alignment.unplaced = index
                alignment.instead = index < found.count ? index : nil
                return alignment
            }
            alignment.places.append(index)
            if !isEqual(index, index) { alignment.differing.append(index) }
        }
        if !isCut, found.count > wanted {
            alignment.unplaced = recorded.count
            alignment.instead = wanted
        }
        return alignment
    }

    /// Some of the words in order. Words may be left out before a word and at a comma; a number stands where it stands in what was
    /// found: behind the word that it is recorded behind, or, first in its field, before the word that it is recorded before.
    func some() -> RecordedAlignment {
        // Longer than anybody records by choice: not worth a table of all pairs.
        guard !recorded.isEmpty, recorded.count * found.count <= 4_000_000 else { return whole() }
        // best[i][j]: the fewest numbers that differ when recorded word i stands at found word j.
        var best = [[Int?]](repeating: [Int?](repeating: nil, count: found.count), count: recorded.count)
        var before = best
        for i in recorded.indices {
            var skipped: (cost: Int, place: Int)?
            for j in found.indices {
                if i > 0, j > 1, let cost = best[i - 1][j - 2], cost <= skipped?.cost ?? .max { skipped = (cost, j - 2) }
                guard isAlike(i, j) else { continue }
                let own = isEqual(i, j) ? 0 : 1
                if i == 0 {
                    if j == 0 || mayFollowGap(0) { best[0][j] = own }
                    continue
                }
                if j > 0, let cost = best[i - 1][j - 1] { (best[i][j], before[i][j]) = (cost + own, j - 1) }
                if mayFollowGap(i), let skipped, skipped.cost + own < best[i][j] ?? .max {
                    (best[i][j], before[i][j]) = (skipped.cost + own, skipped.place)
                }
            }
        }
        return alignment(best, before)
    }

    private func alignment(_ best: [[Int?]], _ before: [[Int?]]) -> RecordedAlignment {
        let placed = best.firstIndex { row in row.allSatisfy { $0 == nil } } ?? best.count
        var alignment = RecordedAlignment(places: [], differing: [], unplaced: placed < best.count ? placed : nil)
        var place = placed == 0 ? nil : best[placed - 1].indices.filter { best[placed - 1][$0] != nil }.min {
            (best[placed - 1][$0] ?? 0, $0) < (best[placed - 1][$1] ?? 0, $1)
        }
        if placed < best.count {
            let next = place.map { $0 + 1 } ?? 0
            alignment.instead = found.indices.contains(next) ? next : nil
        }
        for i in (0..<placed).reversed() {
            guard let j = place else { break }
            alignment.places.insert(j, at: 0)
            if !isEqual(i, j) { alignment.differing.insert(i, at: 0) }
            place = before[i][j]
        }
        return alignment
    }

    private func mayFollowGap(_ index: Int) -> Bool {
        let word = recorded[index]
        let isLast = index + 1 == recorded.count || recorded[index + 1].startsField
        // The word behind a number that starts a field is what the number counts.
        if index > 0, recorded[index - 1].number != nil, recorded[index - 1].startsField, !word.startsField { return false }
        return word.number == nil || (word.startsField && !isLast)
    }

    private func isAlike(_ i: Int, _ j: Int) -> Bool {
        switch (recorded[i].number, found[j].number) {
        case (nil, nil): recorded[i].text == found[j].text
        case (let a?, let b?): a.isPercent == b.isPercent
        default: false
        }
    }

    private func isEqual(_ i: Int, _ j: Int) -> Bool {
        guard let number = recorded[i].number, let other = found[j].number else { return true }
        return number.holds(for: other, otherKernel: otherKernel)
    }
}
