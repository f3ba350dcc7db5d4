import Script

extension StarterChoices {
    /// A commented script that checks and runs as it is.
    package var script: String {
        let parts = [beginning, data, teacher, training, ending]
        return "nds \(languageVersion)\n\n" + parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private var isText: Bool { if case .text = sentences { true } else { false } }

    private var beginning: String {
        var lines = [
            "## # A first experiment",
            isText
                ? "## A teacher labels names in a text, and a BERT learns from its labels."
                : "## Few sentences have human labels, a teacher labels the others. What are its labels worth, and in which order are both best learned?",
            "# Lines that begin with `##` are kept in reports, those with `#` are for whoever reads the script.",
            "# One seed for all that is drawn: the same script gives the same figures.", "seed 1",
        ]
        if case .labelled(let path, _) = sentences { lines.append("param data: path = \(quotedText(written(path))) \"sentences with labels: CoNLL or JSONL\"") }
        if case .text(let path) = sentences { lines.append("param data: path = \(quotedText(written(path))) \"a text, or a folder of .txt files\"") }
        if case .recording(let path) = labeller {
            lines.append("param replies: path = \(quotedText(written(path))) \"recorded replies: JSONL with `sentence` or `tokens`, and `reply`\"")
        }
        if case .llm = labeller {
            lines += [
                "# Any service that speaks OpenAI's chat-completions protocol; a local server's address is such as http://localhost:11434/v1.",
                "param url: text = \"https://api.openai.com/v1\" \"the service\"",
                "param model: text = \"gpt-4o-mini\" \"the model's name there\"",
                "param key: text = \"env:OPENAI_API_KEY\" \"\\\"env:NAME\\\", the variable that holds the key, or none\"",
                "param budget: number = 1 \"what the replies may cost at most, in the currency of `prices`\"",
            ]
        }
        lines.append("param steps: number = 120 \"optimiser steps of each training\"")
        return lines.joined(separator: "\n")
    }

    private var data: String {
        switch sentences {
        case .news:
            """
            ## ## The data
            ## Generated news: 100 sentences keep their gold labels, the teacher labels 300. No test sentence is among them.
            let pool = split (generate news size=400) 100
            let original = pool.first
            let unlabelled = pool.rest
            let test = generate news part=test size=200
            """
        case .labelled:
            """
            ## ## The data
            ## A fifth is kept aside for testing. Of the rest a quarter keeps its gold labels; the teacher labels the others.
            let parts = split (load data) 80%
            let test = parts.rest
            let pool = split parts.first 25%
            let original = pool.first
            let unlabelled = pool.rest
            """
        case .text:
            """
            ## ## The data
            let unlabelled = load data format=text
            """
        }
    }

    private var teacher: String {
        var lines = ["## ## The teacher"]
        switch labeller {
        case .oracle:
            lines += ["# It errs from the gold labels as language models do: a simulation, and every output says so.", "let teacher = oracle"]
        case .standIn:
            let source = isText ? "(generate news size=400)" : "original"
            lines += [
                "# A model that was trained on \(isText ? "generated news" : "the human labels") takes a language model's place.",
                "let teacher = train (\(model)) on=\(source) batch=16 steps=steps lr=\(learningRate)",
            ]
        case .llm:
            lines += [
                "# Prices are those of a million tokens, of prompts and of replies. Replies are recorded: none is paid for twice.",
                "let teacher = llm model url=url key=key prices=[0.15, 0.60]\(definitions)", "## What it would cost; this asks nobody:",
                "estimate unlabelled by=teacher tokenizer=(\(model))",
            ]
        case .recording: lines.append("let teacher = recording replies")
        }
        lines.append("let distilled = annotate unlabelled by=teacher\(asked)")
        if !isText { lines += ["## Its report card against the gold labels:", "agree distilled with=unlabelled"] }
        return lines.joined(separator: "\n")
    }

    /// Types that are not those of CoNLL-2003 are to be explained to a model.
    private var definitions: String {
        guard case .labelled(_, let types) = sentences, !Set(types).isSubset(of: ["LOC", "MISC", "ORG", "PER"]) else { return "" }
        return " types={" + types.map { "\(quotedText($0)): \(quotedText("say here what is a \($0)"))" }.joined(separator: ", ") + "}"
    }

    private var asked: String {
        var options = ""
        switch (labeller, sentences) {
        case (.llm, .labelled(_, let types)), (.recording, .labelled(_, let types)): options += " types=[\(types.map(quotedText).joined(separator: ", "))]"
        case (.recording, .news): options += " types=[\"LOC\", \"MISC\", \"ORG\", \"PER\"]"
        default: break
        }
        if case .llm = labeller { options += " budget=budget" }
        return options
    }

    private var model: String {
        switch start {
        case .tiny: "bert size=tiny"
        case .minilm: "bert \"minilm\" fallback=tiny"
        case .named(let name): "bert \(quotedText(name))"
        }
    }

    /// Random weights have further to go.
    private var learningRate: String { if case .tiny = start { "1e-3" } else { "2e-4" } }

    private var training: String {
        guard !isText else {
            return """
                ## ## Training
                ## There are no gold labels here: a fifth of the teacher's tells how well they were learned, not how right they are.
                let parts = split distilled 80%
                let tagger = train (\(model)) on=parts.first batch=16 steps=steps lr=\(learningRate)
                eval tagger on=parts.rest
                """
        }
        return """
            ## ## Training
            ## Every arm starts from the same model and takes the same number of steps. `simple` shows the distilled sentences first and the
            ## original ones last; other schedules are sigmoid, power, cosine, union: `nds help mix`.
            let start = \(model)
            let arms = for schedule in [only_original, only_distilled, simple] {
                train start on=(mix distilled original schedule=schedule batch=16 steps=steps) lr=\(learningRate) | eval on=test
            }
            arms
            """
    }

    private var ending: String {
        isText
            ? """
            ## ## What it does
            tag tagger "Angela Merkel flew to Paris."
            # export tagger "my-tagger" writes a folder that Hugging Face's transformers load.
            """
            : """
            # Whether a difference is real takes several seeds: `for s in 1..5 { seed s; … }`, and `compare arms rows="schedule" over="s"`.
            """
    }
}
