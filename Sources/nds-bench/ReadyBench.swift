import ArgumentParser
import Tagger

struct ReadyBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ready", abstract: "How long `bert NAME` takes until the model can be used: the first load of a fresh process.")

    @Option(help: "A model folder or name.")
    var model: String

    func run() async throws {
        let (seconds, loaded) = try await timed { try TaggingModel.load(model).model }
        var figures = Figures()
        figures.add("task", "ready")
        figures.add("parameters", loaded.classifier.parameterCount)
        figures.add("ready_s", seconds, digits: 4)
        figures.report()
    }
}
