/// How the name of a model that was asked for and the one in the reply fit together.
enum ModelMatch: Hashable {
    /// The same, or a dated version, a file or a quantisation of it: `gpt-4o-mini-2024-07-18`, `/models/llama-3.gguf`.
    case same
    /// A relative: `gpt-4o-mini` for `gpt-4o`.
    case related
    case foreign

    init(asked: String, answered: String) {
        let asked = words(asked), answered = words(answered)
        if asked == answered || asked.isEmpty || answered.isEmpty {
            self = .same
        } else if zip(asked, answered).allSatisfy({ $0 == $1 }), isVersion((asked.count < answered.count ? answered : asked).dropFirst(min(asked.count, answered.count))) {
            self = .same
        } else if !Set(asked.filter(isTelling)).isDisjoint(with: answered) {
            self = .related
        } else {
            self = .foreign
        }
    }
}

/// The parts of a name in small letters, without a folder or an organisation before it and the ending of a file.
private func words(_ name: String) -> [Substring] {
    var name = name.lowercased()[...]
    while name.hasSuffix("/") { name.removeLast() }
    if let slash = name.lastIndex(of: "/") { name = name[name.index(after: slash)...] }
    for ending in [".gguf", ".bin", ".safetensors"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
    return name.split { "-_:@ ".contains($0) }
}

/// Dates, numbers of builds, quantisations and the like at the end of a name.
private func isVersion(_ words: ArraySlice<Substring>) -> Bool {
    words.allSatisfy { word in
        ["latest", "preview", "instruct", "chat", "it", "k", "m", "s"].contains(word) || word.filter(\.isNumber).count >= 3 || isQuantisation(word)
            || word.allSatisfy(\.isNumber) && words.count > 1
    }
}

/// `q4`, `q8`, `fp16`, `bf16`, `int8`, `awq`, `gptq`, and the pieces of `q4_k_m`.
private func isQuantisation(_ word: Substring) -> Bool {
    if ["awq", "gptq", "gguf"].contains(word) { return true }
    let letters = word.prefix { $0.isLetter }
    return ["q", "iq", "fp", "bf", "int"].contains(letters) && !letters.isEmpty && word.dropFirst(letters.count).allSatisfy(\.isNumber)
}

/// Whether a word in common says that two models are of one family.
private func isTelling(_ word: Substring) -> Bool {
    word.contains(where: \.isLetter) && !["latest", "preview", "instruct", "chat", "it", "mini", "large", "small", "model", "base", "turbo", "pro"].contains(word)
        && !isQuantisation(word) && !isSize(word)
}

/// `8b`, `70b`, `1.5b`.
private func isSize(_ word: Substring) -> Bool {
    word.last.map { "bm".contains($0) } == true && word.dropLast().allSatisfy { $0.isNumber || $0 == "." }
}
