extension WordPieceTokenizer {
    /// A small vocabulary made from texts: the special tokens, every character on its own and as a continuation, and the most
    /// frequent words. Depends on the texts alone: words of equal frequency go by their code points.
    /// - Parameter wordCount: how many words at most, each of which occurs at least twice.
    package init(building texts: [String], rules: CharacterRules, wordCount: Int = 4000) throws {
        var counts: [[Unicode.Scalar]: Int] = [:]
        for text in texts {
            for word in rules.words(in: text) { counts[word, default: 0] += 1 }
        }
        let characters = Set(counts.keys.joined()).sorted()
        let frequent = counts.filter { $0.value > 1 && $0.key.count > 1 }.sorted { a, b in
            a.value != b.value ? a.value > b.value : a.key.lexicographicallyPrecedes(b.key)
        }
        func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars)
            return String(view)
        }
        let vocabulary =
            SpecialTokens().all + characters.map { text([$0]) } + characters.map { Self.continuationPrefix + text([$0]) }
            + frequent.prefix(wordCount).map { text($0.key) }
        try self.init(vocabulary: vocabulary, rules: rules)
    }
}

extension CharacterRules {
    /// The words of a text as they are before they are cut into pieces.
    func words(in text: String) -> [[Unicode.Scalar]] {
        var words: [[Unicode.Scalar]] = [[]]
        func put(_ folding: Folding) {
            switch folding {
            case .nothing: break
            case .blank: words.append([])
            case .letter(let scalar): words[words.count - 1].append(scalar)
            case .lone(let scalar): words += [[scalar], []]
            case .several(let foldings): foldings.forEach(put)
            }
        }
        for scalar in text.unicodeScalars { put(folding(of: scalar)) }
        return words.filter { !$0.isEmpty }
    }
}
