import Foundation

extension LossRow {
    /// Every loss. The verbs, their help and their completion come from here; p is the probability that the model gives to the label.
    package static let all: [LossRow] = [
        crossEntropy,
        LossRow(
            "smoothed", "cross-entropy with label smoothing: a share of every label is spread over all classes",
            formula: "-(1 - epsilon) log p - epsilon / C times the sum of log p over all C classes",
            source: "Szegedy et al. 2016, Rethinking the Inception Architecture, arXiv 1512.00567, section 7",
            Parameter(name: "epsilon", meaning: "the share that is spread", range: 0...1, defaultValue: 0.1)
        ) { numbers in
            (numbers[0], nil)
        },
        // 1 - p^q as -expm1(q log p): no digits are lost where p is near 1.
        LossRow(
            "gce", "generalised cross-entropy: labels that the model finds improbable pull less, as wrong ones mostly are",
            formula: "(1 - p^q) / q; cross-entropy as q goes to 0, the mean absolute error at 1",
            source: "Zhang and Sabuncu 2018, arXiv 1805.07836, equation 6",
            Parameter(name: "q", meaning: "from near 0, like cross-entropy, to 1, which trusts the model most", range: 0.001...1, defaultValue: 0.7)
        ) { numbers in
            let q = numbers[0]
            return (0, { logProbability in (-expm1(q * logProbability) / q, exp(q * logProbability)) })
        },
    ]

    static let crossEntropy = LossRow(
        "cross_entropy", "the usual loss: a label costs the more, without limit, the less probable the model finds it", formula: "-log p",
        source: "Devlin et al. 2019, as `torch.nn.CrossEntropyLoss` has it"
    ) { _ in
        (0, nil)
    }

    package static func named(_ name: String) -> LossRow? {
        all.first { $0.name == name }
    }
}
