/// Words that end in a period which ends no sentence, lower-cased and without that period.
enum Abbreviation {
    /// What comes after belongs to it: titles, "vs.", "e.g.".
    case leading
    /// As `leading`, but only before a number: "No. 5", "Jan. 3".
    case beforeNumber
    /// May also end a sentence: "Inc.", "Jr.", and acronyms such as "U.S.".
    case trailing

    /// - Parameter word: what stands before the period.
    init?(_ word: ArraySlice<Unicode.Scalar>) {
        let text = string(word).lowercased()
        if leadingWords.contains(text) {
            self = .leading
        } else if numberWords.contains(text) {
            self = .beforeNumber
        } else if trailingWords.contains(text) || isAcronym(word) {
            self = .trailing
        } else {
            return nil
        }
    }
}

private let leadingWords: Set = Set(
    """
    mr mrs ms messrs mme mlle dr prof gen col maj lt sgt capt cmdr cpl adm brig rev fr hon gov sen rep pres sec amb supt st ste mt
    vs v e.g i.e cf viz approx
    """.split { $0.isWhitespace }.map(String.init))

private let numberWords: Set = Set(
    "no nos jan feb mar apr jun jul aug sep sept oct nov dec vol p pp fig sect art".split(separator: " ").map(String.init))

private let trailingWords: Set = Set(
    "inc corp co cos ltd bros llc jr sr etc al dept univ assn ave blvd rd est ed eds ft".split(separator: " ").map(String.init))

/// Letters with periods between them, at most two at a time: "U.S", "p.m", "Ph.D".
private func isAcronym(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    guard word.contains(".") else { return false }
    return word.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
        (1...2).contains(part.count) && part.allSatisfy(\.isLetter)
    }
}

/// Capitalised words that begin a sentence more often than they go on with a name.
let sentenceStarters: Set = Set(
    """
    The A An In On At It Its He She His Her They Their We You I But And This That These Those There As If When While With After
    Before For From By However Meanwhile Yet So Some Many Most Last
    """.split { $0.isWhitespace }.map(String.init))
