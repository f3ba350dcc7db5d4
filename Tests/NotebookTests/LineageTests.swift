import Notebook
import Testing

/// The calls that a value came of.
@MainActor
struct LineageTests {
    /// Each call with the numbers of those that its arguments came of.
    private func story(_ script: String, of name: String) async throws -> [String] {
        let session = Session(language: testLanguage)
        _ = try await run(script, session: session)
        return session.lineage(of: try #require(session.names[name])).steps.map { step in
            step.call.command + step.origins.filter { !$0.isEmpty }.map { " \($0)" }.joined()
        }
    }

    @Test func followsArgumentsDownToWhatWasTyped() async throws {
        #expect(try await story("let a = bag 5\nlet other = bag 9\nlet b = pour a into=bag(2)", of: "b") == ["bag", "bag", "pour [0] [1]"])
    }

    @Test func aCallStandsOnceHoweverOftenItsValueIsUsed() async throws {
        #expect(try await story("let a = bag 5\nlet b = pour a into=a\nlet c = pour b into=a", of: "c") == ["bag", "pour [0] [0]", "pour [1] [0]"])
    }

    @Test func fieldsOfRecordsAreFollowed() async throws {
        #expect(try await story("let r = {x: bag(3), y: bag(4)}\nlet c = pour r.y into=r.x", of: "c") == ["bag", "bag", "pour [1] [0]"])
    }

    @Test func manyArgumentsAreFollowedOneByOne() async throws {
        #expect(try await story("let c = join bag(1) bag(2) bag(3)", of: "c") == ["bag", "bag", "bag", "join [0] [1] [2]"])
    }

    @Test func aTableComesOfTheCallsOfItsCell() async throws {
        #expect(try await story("let t = for i in 1..2 { pour bag(i) into=bag(7) }", of: "t") == ["bag", "bag", "pour [1] [0]", "bag", "pour [3] [0]"])
    }

    @Test func whatWasTypedComesOfNothing() async throws {
        #expect(try await story("let a = 3", of: "a").isEmpty)
    }
}
