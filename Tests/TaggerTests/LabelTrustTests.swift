import Corpus
import Random
import Testing

@testable import Bert
@testable import Tagger

@Suite struct LabelTrustTests {
    private static let labels = Labelling.spans.classes(for: ToyCorpus.types)

    /// Anna with 5 votes, Rio de Janeiro with 2, both with a confidence; a sentence without entities; one without a ledger.
    private static let dataset: Dataset = {
        let origin = Origin(file: "x", number: 0, line: 1)
        func entry(_ mention: String, _ votes: Int, _ confidence: Double, _ span: Span) -> LedgerEntry {
            LedgerEntry(entity: NamedEntity(mention, span.type, votes: votes, confidence: confidence), fate: .exact, spans: [span])
        }
        let (anna, rio) = (Span(0, 1, "PER"), Span(2, 5, "LOC"))
        return Dataset(
            name: "x",
            sentences: [
                Sentence(
                    tokens: ["Anna", "in", "Rio", "de", "Janeiro", "."], spans: [anna, rio], origin: origin,
                    ledger: [entry("Anna", 5, 0.9, anna), entry("Rio de Janeiro", 2, 0.3, rio)]),
                Sentence(tokens: ["it", "rained"], origin: origin, ledger: []),
                Sentence(tokens: ["Anna", "left"], spans: [anna], origin: origin),
            ], types: ToyCorpus.types, labels: LabelSource(name: "gpt"))
    }()

    private func examples(_ change: (inout LabelTrust) -> Void) -> [TrainingExample] {
        var trust = LabelTrust()
        change(&trust)
        return trust.examples(of: Self.dataset, source: 1, labels: Self.labels)
    }

    @Test func whatIsBelievedHasNoWeights() {
        for example in examples({ _ in }) { #expect(example.weights.isEmpty && example.distributions.isEmpty && example.source == 1) }
    }

    @Test func sentencesWeighWhatTheTeacherWasSureOf() {
        #expect(examples { $0.sentences = .votes }.map(\.weights) == [[Float](repeating: 0.7, count: 6), [], []])
        #expect(examples { ($0.sentences, $0.weight) = (.confidence, 0.5) }.map(\.weights) == [
            [Float](repeating: 0.3, count: 6), [0.5, 0.5], [0.5, 0.5],
        ])
    }

    @Test func maskedSentencesAreScoredWithinEntities() {
        #expect(examples { ($0.masksOutside, $0.weight) = (true, 2) }.map(\.weights) == [[2, 0, 2, 2, 2, 0], [0, 0], [2, 0]])
    }

    @Test func votesAreSharesOfTheMostThereAre() {
        let soft = examples { $0.soft = .votes }.map(\.distributions)
        #expect(soft[1].isEmpty && soft[2].isEmpty)
        #expect(soft[0].map(\.isEmpty) == [true, true, false, false, false, true])
        #expect(soft[0][2] == [0.6, 0.4, 0, 0, 0, 0, 0] && soft[0][3] == [0.6, 0, 0.4, 0, 0, 0, 0] && soft[0][4] == soft[0][3])
        let confident = examples { $0.soft = .confidence }[0].distributions
        #expect(confident[0] == [Float(1 - 0.9), 0, 0, 0, 0, 0.9, 0] && confident[1].isEmpty)
    }

    @Test func theBatchHasTheWeightsAndSoftLabelsOfItsWords() throws {
        let tokenizer = ToyCorpus.model.tokenizer
        var example = TrainingExample(
            Sentence(
                tokens: ["Osloberlin", "in", "Rio"], spans: [Span(0, 1, "PER")], origin: Origin(file: "x", number: 0, line: 1)), source: 0)
        example.weights = [0.5, 0, 1]
        example.distributions = [[0.25, 0, 0, 0, 0, 0.75, 0], [], []]
        let plain = TrainingExample(example.sentence, source: 0)
        let pieces = tokenizer.encode(words: example.sentence.tokens).words.map(\.count)
        #expect(pieces[0] > 1)
        for labelled in LabelledPieces.allCases {
            let packer = BatchPacker(windows: WindowCutter(tokenizer: tokenizer, positions: 512), labels: Self.labels, labelledPieces: labelled)
            var batch = try packer.pack(plain).batch
            #expect(batch.weights.isEmpty && batch.distributions.isEmpty)
            batch += try packer.pack(example).batch
            let (count, start) = (batch.ids.count / 2, batch.ids.count / 2 + 1)
            #expect(batch.weights.count == 2 * count && batch.distributions.count == 2 * count)
            #expect(batch.weights[..<count].allSatisfy { $0 == 1 } && batch.distributions[..<count].allSatisfy(\.isEmpty))
            #expect(batch.weights[start] == 0.5 && batch.distributions[start] == example.distributions[0])
            #expect(batch.targets[start + pieces[0]] == -1 && batch.targets[start + pieces[0] + 1] == 0)
            let isScored = labelled == .all
            #expect((batch.targets[start + 1] == 6) == isScored)
            if isScored { #expect(batch.distributions[start + 1] == [0.25, 0, 0, 0, 0, 0, 0.75]) }
        }
    }

    private func trained(
        _ change: (inout TrainingExample) -> Void, threads: Int = 2, accumulate: Int = 1, checkpoint: CheckpointOptions? = nil
    ) async throws -> (model: TaggingModel, summary: TrainingSummary) {
        let batches = ToyCorpus.batches(epochs: 1, size: 10).map { batch in
            batch.map { example in
                var example = example
                change(&example)
                return example
            }
        }
        return try await ToyCorpus.model.train(
            on: batches, types: ToyCorpus.types, sources: ["gold", "gpt"],
            options: ToyCorpus.options {
                $0.threads = threads
                $0.optimizer.accumulate = accumulate
                $0.optimizer.temperature = 2
            }, stream: ToyCorpus.stream, checkpoint: checkpoint)
    }

    private func bits(_ model: TaggingModel) -> [UInt32] {
        withExtendedLifetime(model) { model.classifier.weights.all.elements.map(\.bitPattern) }
    }

    /// Distilled sentences at half weight, their first word soft.
    @Sendable private func doubt(_ example: inout TrainingExample) {
        guard example.source == 1 else { return }
        example.weights = [Float](repeating: 0.5, count: example.sentence.tokens.count)
        example.distributions = [[Float]](repeating: [], count: example.sentence.tokens.count)
        example.distributions[0] = [0.5, 0, 0, 0, 0, 0.5, 0]
    }

    @Test func everyNumberOfThreadsGivesTheSameBits() async throws {
        let once = try await trained(doubt, threads: 1)
        for threads in 2...3 {
            let again = try await trained(doubt, threads: threads)
            let isSame = bits(again.model) == bits(once.model)
            #expect(isSame && again.summary == once.summary)
        }
        let plain = try await trained { _ in }
        #expect(plain.summary.losses != once.summary.losses)
    }

    @Test func piecesOfABatchShareTheWeights() async throws {
        let (whole, cut) = (try await trained(doubt), try await trained(doubt, accumulate: 3))
        // Dropout masks differ from piece to piece.
        #expect(abs(whole.summary.losses[0] - cut.summary.losses[0]) < 0.1)
        #expect(whole.summary.sources[1].losses.count == 6 && cut.summary.sources[1].losses.count == 6)
    }

    /// The loss of a batch is the mean of what its sources have, weighted by what they weigh.
    @Test func everySourceHasItsPartOfTheLoss() async throws {
        let (_, summary) = try await trained { _ in }
        let batches = ToyCorpus.batches(epochs: 1, size: 10)
        for step in 0..<summary.steps {
            let words = (0..<2).map { source in
                Double(batches[step].filter { $0.source == source }.reduce(0) { $0 + $1.sentence.tokens.count })
            }
            let losses = summary.sources.map { $0.losses[step] ?? 0 }
            #expect(abs((words[0] * losses[0] + words[1] * losses[1]) / (words[0] + words[1]) - summary.losses[step]) < 1e-9)
        }
        let (_, half) = try await trained { example in
            if example.source == 1 { example.weights = [Float](repeating: 0, count: example.sentence.tokens.count) }
        }
        #expect(half.sources[1].losses == [Double?](repeating: nil, count: 6))
        #expect(zip(half.sources[0].losses, half.losses).allSatisfy { abs(($0 ?? 0) - $1) < 1e-9 })
        #expect(half.sources.map(\.sentences) == summary.sources.map(\.sentences))
    }

    @Test func theCheckpointOfOtherWeightsIsRefused() async throws {
        try await withScratchFolder { folder in
            let checkpoint = CheckpointOptions(folder: "\(folder)/run")
            _ = try await trained(doubt, checkpoint: checkpoint)
            let same = try await trained(doubt, threads: 1, checkpoint: checkpoint)
            #expect(same.summary.steps == 6)
            await #expect { try await trained({ _ in }, checkpoint: checkpoint) } throws: { error in
                "\(error)".contains("is of another training: other weights of sentences or words") && "\(error)".contains("other soft labels")
            }
        }
    }

    @Test func aTeachersSoftLabelsAreItsProbabilities() async throws {
        let teacher = try await trained { _ in }.model
        let sentences = Array(ToyCorpus.sentences.prefix(7))
        let labels = ["I-PER", "O"] + Self.labels.filter { $0 != "I-PER" && $0 != "O" } + ["B-X", "I-X"]
        let soft = try await teacher.softLabels(for: sentences, labels: labels)
        let (warm, hot) = (
            try await teacher.softLabels(for: sentences, labels: labels, temperature: 2, threads: 1),
            try await teacher.softLabels(for: sentences, labels: labels, temperature: 1e6)
        )
        #expect(soft.map(\.count) == sentences.map(\.tokens.count))
        let tagging = try await teacher.tag(sentences)
        for (sentence, words) in soft.enumerated() {
            for (word, row) in words.enumerated() {
                #expect(row.count == 9 && abs(row.reduce(0, +) - 1) < 1e-5 && row[7] == 0 && row[8] == 0)
                let best = labels[row.indices.max { row[$0] < row[$1] } ?? 0]
                #expect(best == "O" || tagging.spans[sentence].contains { $0.range.contains(word) && best.hasSuffix($0.type) })
                // At temperature 2 the ratio of two probabilities is the root of what it is at 1.
                #expect(abs(warm[sentence][word][1] / warm[sentence][word][2] - (row[1] / row[2]).squareRoot()) < 1e-3)
                #expect(hot[sentence][word][..<7].allSatisfy { abs($0 - 1 / 7) < 1e-4 })
            }
        }
        await #expect { try await teacher.softLabels(for: sentences, labels: ["O", "B-PER", "I-PER"]) } throws: { error in
            "\(error)".contains("`tiny` gives the labels O B-LOC I-LOC B-ORG I-ORG B-PER I-PER, the model that learns from it O B-PER I-PER")
        }
        await #expect(throws: (any Error).self) { try await ToyCorpus.model.softLabels(for: sentences, labels: labels) }
    }
}
