import Testing

/// `--help` behind a script is about the script.
struct ScriptHelpTests {
    private let program = Program()

    private static let script = """
        nds 1

        ## # Sweep
        ## Which rate is best?
        param data: path "the folder with train.conll"
        param epochs: number = 3 "passes over it"
        param rates = [1e-4, 2e-4]
        let all = load "\\(data)/train.conll"

        """

    @Test(arguments: ["run", "check"])
    func theScriptsTitleProseAndParametersAreShown(_ command: String) throws {
        let path = try program.script("sweep.nds", Self.script)
        let outcome = try program.run(command, path, "--help")
        #expect(outcome.status == 0)
        #expect(outcome.output == """
            Sweep
            Which rate is best?

            usage: nds \(command) \(path) data=… [epochs=3] [rates=[1e-4, 2e-4]]

            parameter  type    default        meaning
            ─────────────────────────────────────────────────────────────
            data       path    must be given  the folder with train.conll
            epochs     number  3              passes over it
            rates      list    [1e-4, 2e-4]

            """)
    }

    @Test func helpIsShownForAScriptThatDoesNotCheckAndMayStandBeforeIt() throws {
        let path = try program.script("sweep.nds", "## # Broken\nparam n = 2\nlod n\n")
        let outcome = try program.run("run", "-h", path, "n=3")
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix("Broken\n\nusage: nds run \(path) [n=2]\n"))
    }

    @Test func aScriptThatCannotBeReadHasNoHelp() throws {
        let path = try program.script("broken.nds", "let = 3\n")
        let outcome = try program.run("run", path, "--help")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("broken.nds:1:5"))
    }

    @Test(arguments: ["run", "check"])
    func withoutAScriptHelpIsTheProgramsOwn(_ command: String) throws {
        let outcome = try program.run(command, "--help")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("USAGE: nds \(command) <file> [<name=value> ...]"))
        #expect(outcome.output.contains("The script, an .nds file."))
        let missing = try program.run(command)
        #expect(missing.status == 2)
        #expect(missing.errors.contains("Missing expected argument '<file>'"))
    }

    @Test func aWrongValueShowsTheParametersOwnHelpAndWhereItIsDeclared() throws {
        let path = try program.script("sweep.nds", Self.script)
        let outcome = try program.run("run", path, "data=.", "epochs=many", "ratse=1")
        #expect(outcome.status == 2)
        #expect(outcome.errors == """
            error: the parameter `epochs` is a number, not `many`
                ┌─ \(path):6:7
            6   │ param epochs: number = 3 "passes over it"
                │       ^^^^^^ passes over it

            """)
        let unknown = try program.run("run", path, "data=.", "ratse=1")
        #expect(unknown.errors.contains("the script has no parameter `ratse`"))
        #expect(unknown.errors.contains("did you mean `rates`?"))
    }
}
