import Diagnostics
import Foundation
import Notebook
import Report
import Script

/// A language about bags, small enough to keep in mind and with every kind of parameter that a command can have.
let testLanguage = Language(
    commands: [bagCommand, join, pour, draw, open, store, fit, linger, fail, note, topic, cut, table],
    kinds: [Bag.self, Score.self], version: "0", engine: "none")

struct Bag: Kind, Codable {
    static let kindName = "bag"
    static let fields: [Field<Bag>] = [
        Field("size", "how many balls are in it", isColumn: true) { $0.size },
        Field("name", "what it is called") { $0.name },
        Field("halves", "its size, halved over and over") { bag in [bag.size / 2, bag.size / 4] },
    ]
    var size: Int
    var name: String
    var summary: String { "\(name) of \(size)" }
}

struct Score: Kind, Codable {
    static let kindName = "score"
    static let fields: [Field<Score>] = [
        Field("f1", "the share of balls that fit", isColumn: true) { $0.f1 },
        Field("types", "the same for each colour") { Record([("red", .number($0.f1)), ("blue", .none)]) },
        Field("options", "what it was made with") { $0.options },
    ]
    var f1: Double
    var options: String
    var summary: String { "f1 \(f1), \(options)" }
    var blocks: [Block] { [.text("score"), .text(summary)] }
}

enum Schedule: String, Choice { case simple, linear }

struct FitOptions: OptionGroup {
    var epochs = 3
    var rate = 0.5
    var schedule = Schedule.simple
    var limit: Int?
    var shuffles = true
    static let options: [Notebook.Option<FitOptions>] = [
        Option("epochs", \.epochs, "passes over the bag", .positive),
        Option("rate", \.rate, "balls a step", .share),
        Option("schedule", \.schedule, "in which order"),
        Option("limit", \.limit, "at most so many balls", shown: "all", .optional(.positive)),
        Option("shuffle", \.shuffles, "mix before each pass"),
    ]
    var summary: String {
        let most = limit.map(String.init) ?? "all"
        return "epochs \(epochs), rate \(rate), schedule \(schedule.rawValue), limit \(most), shuffle \(shuffles)"
    }
}

private let bagCommand = Command(
    "bag", "a new bag", example: "bag 5 | fit on=(bag 5)",
    Parameter<Int>("size", "how many balls", .positive),
    Parameter<String>("name", "what to call it", default: "bag")
) { _, size, name in Bag(size: size, name: name) }

private let join = Command(
    "join", "one bag out of several", example: "join bag(1) bag(2)", Parameter<[Bag]>.rest("bags", "what to join")
) { (_: Context, bags: [Bag]) in Bag(size: bags.reduce(0) { $0 + $1.size }, name: bags.map(\.name).joined(separator: "+")) }

private let pour = Command(
    "pour", "one bag into another", example: "pour bag(1) into=bag(2)",
    Parameter<Bag>("bag", "what to pour"), Parameter<Bag>("into", "what receives it", isNamedOnly: true)
) { _, bag, target in Bag(size: bag.size + target.size, name: target.name) }

private let draw = Command(
    "draw", "numbers drawn at random", isSeeded: true, example: "draw bag(5) count=2",
    Parameter<Bag>("bag", "where from"), Parameter<Int>("count", "how many", default: 2, .positive)
) { (context: Context, bag: Bag, count: Int) -> [Int] in
    var stream = context.stream
    return (0..<count).map { _ in stream.int(below: bag.size * 1000) }
}

private let open = Command(
    "open", "the text of a file", effect: .reads, example: "open \"a.txt\"",
    Parameter<InputPath>("path", "which file"), Parameter<String?>.choice("format", "how to read it", of: ["text", "table"])
) { (_: Context, path: InputPath, format: String?) -> String in
    guard let text = try? String(contentsOfFile: path.path, encoding: .utf8) else {
        throw Diagnostic("`\(URL(fileURLWithPath: path.path).lastPathComponent)` cannot be read")
    }
    return "\(format ?? "any") \(text.count)"
}

private let store = Command(
    "store", "where a bag would be written", effect: .writes, example: "bag 5 | store \"bag.txt\"",
    Parameter<Bag>("bag", "what to write"), Parameter<OutputPath>("path", "where to")
) { _, bag, path in "\(bag.name) to \(path.path)" }

private let fit = Command(
    "fit", "how well one bag fits into another", example: "fit bag(2) on=bag(4)",
    Parameter<Bag>("bag", "what is fitted"), Parameter<Bag>("on", "what into", isNamedOnly: true), Parameter(FitOptions.self)
) { (_: Context, bag: Bag, other: Bag, options: FitOptions) in
    Score(f1: Double(bag.size) / Double(bag.size + other.size), options: options.summary)
}

private let linger = Command(
    "linger", "waits to be interrupted and gives what it has", example: "bag 1", Parameter<Bag>("bag", "what to keep")
) { (context: Context, bag: Bag) -> Bag in
    context.progress(ProgressUpdate("linger", done: 0, total: 1, unit: "bags"))
    do { try await Task.sleep(for: .seconds(60)) } catch {}
    return Bag(size: bag.size, name: "partial")
}

private let fail = Command(
    "fail", "fails", example: "bag 1", Parameter<String>("message", "what to say"),
    Parameter<Bool>("hard", "as no diagnostic", default: false)
) { (_: Context, message: String, isHard: Bool) -> Double in
    struct Hard: Error {}
    if isHard { throw Hard() }
    throw Diagnostic(message, label: "as asked", notes: ["a note"])
}

private let note = Command(
    "note", "gives its argument and remarks on it", example: "note 5", Parameter<Value>("value", "anything")
) { (context: Context, value: Value) -> Value in
    context.remark("noted \(value.summary)")
    return value
}

private let topic = Command(
    "topic", "a bare word", example: "topic bag", Parameter<BareWord?>("word", "any word", default: nil)
) { (_: Context, word: BareWord?) in word?.word ?? "no word" }

private let cut = Command(
    "cut", "a smaller bag", result: .kind("bag"), example: "cut bag(5) at=auto",
    Parameter<Bag>("bag", "what to cut"),
    Parameter<Double?>(
        "at", "which share stays", type: .either([.choice(["auto", "half"]), .number]), fallback: (nil, "auto"),
        convert: { value throws(Mismatch) in
            if case .number(let share) = value { return share }
            guard case .text(let word) = value, ["auto", "half"].contains(word) else {
                throw Mismatch(expected: "auto, half or a number")
            }
            return word == "half" ? 0.5 : nil
        }),
    Parameter<[Schedule]>("steps", "in which order", default: [], isNamedOnly: true)
) { (_: Context, bag: Bag, share: Double?, steps: [Schedule]) -> Value in
    Bag(size: Int(Double(bag.size) * (share ?? 1)), name: bag.name + steps.map { " \($0.rawValue)" }.joined()).value
}

private let table = Command("palette", "the colours", example: "palette") { (_: Context) in
    Table(columns: ["colour", "weight"], rows: [[.text("red"), .number(1)], [.text("blue"), .number(2.5)]])
}
