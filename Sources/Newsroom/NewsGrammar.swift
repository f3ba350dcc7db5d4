/// The whole grammar, and how often each topic comes up.
let newsRules: [Rule] = [
    .weighted("sentence", [
        "{reported}": 7, "{politics}": 5, "{business}": 4, "{football}": 4, "{sport}": 3, "{table}": 3, "{culture}": 3,
        "{home}": 3, "{namesakes}": 1, "{commonwords}": 1, "{caption}": 1, "{dateline}": 1, "{HEADLINE}": 2,
        "{Headline}": 1,
    ]),
] + phraseRules + politicsRules + businessRules + footballRules + sportRules + tableRules + cultureRules + homeRules
    + namesakeRules + headlineRules
    + personRules + wordNameRules + placeRules + organisationRules + miscellaneousRules + ordinaryWordRules

extension Grammar {
    /// A fault in it is ours, and every test of this target meets it; `fatalError` says which even in release.
    static let news: Grammar = {
        do throws(GrammarFault) {
            return try Grammar(newsRules)
        } catch {
            fatalError(error.message)
        }
    }()
}
