import ArgumentParser
import Diagnostics
import Foundation
import Tagger
import WordPiece

struct TokenizeBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokenize", abstract: "Cuts the lines of a file into word pieces on one thread; lines end at \\n only.")

    @Option(help: "A model folder or name.")
    var model: String

    @Option(help: "A file of UTF-8 text.")
    var input: String

    @Flag(help: "Print the ids of each line, without [CLS] and [SEP], and nothing else.")
    var dump = false

    func run() async throws {
        let tokenizer = try WordPieceTokenizer(folder: ModelLibrary().folder(of: model))
        guard let data = FileManager.default.contents(atPath: input) else { throw Diagnostic("there is no file `\(input)`") }
        var lines = data.split(separator: 10, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
        if lines.last?.isEmpty == true { lines.removeLast() }
        if dump {
            print(lines.map { line in tokenizer.encode(line).map { String($0.id) }.joined(separator: " ") }.joined(separator: "\n"))
            return
        }
        var pieces = 0, passes = 0, seconds = 0.0
        while seconds < 1 {
            seconds += await timed { for line in lines { pieces += tokenizer.encode(line).count } }.seconds
            passes += 1
        }
        var figures = Figures()
        figures.add("task", "tokenize")
        figures.add("pieces", pieces / passes)
        figures.add("mb_per_s", Double(data.count * passes) / seconds / 1e6, digits: 2)
        figures.report()
    }
}
