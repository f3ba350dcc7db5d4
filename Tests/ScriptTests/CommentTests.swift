import Diagnostics
import Script
import Testing

struct CommentTests {
    private func tree(_ text: String) throws -> Tree {
        try parse(SourceText(name: "test.nds", text: text))
    }

    @Test func proseGoesToTheStatementBelow() throws {
        let tree = try tree("## # Title\n##\n## A *line*.\nlet x = 5\n\n# remark\n## More.\n\nx # ## no prose\ny")
        #expect(tree.statements.map(\.prose) == [["# Title", "", "A *line*."], ["More."], []])
    }

    @Test func recordedOutputGoesToTheStatementAbove() throws {
        let tree = try tree("#= nothing above\nx\n#= f1 0.712 +- 0.005\n\n#= recall 0.5\n## prose\ny #= 3\n#=\n#=4")
        #expect(tree.statements.map { $0.recorded.map(\.body) } == [["f1 0.712 +- 0.005", "recall 0.5"], ["3", ""]])
    }

    @Test func proseAndOutputWithinABlockStayThere() throws {
        let tree = try tree(
            """
            ## outer
            for i in a {
              ## inner
              f i
              #= inner output
              ## at the end
            }
            #= outer output
            ## next
            x
            """)
        guard case .expression(let loop) = tree.statements[0].kind, case .loop(_, _, let body) = loop.kind else {
            Issue.record("no loop")
            return
        }
        #expect(body[0].prose == ["inner"])
        #expect(body[0].recorded.map(\.body) == ["inner output"])
        #expect(tree.statements[0].prose == ["outer"])
        #expect(tree.statements[0].recorded.map(\.body) == ["outer output"])
        #expect(tree.statements[1].prose == ["next"])
    }

    @Test func proseAmongTheLinesOfAStatementIsKeptWithIt() throws {
        let tree = try tree("let x = [\n  ## the first\n  1,\n]\ny")
        #expect(tree.statements.map(\.prose) == [["the first"], []])
    }

    @Test func everyCommentIsKeptAsWritten() throws {
        let tree = try tree("#!/usr/bin/env nds\n## prose\r\nx #remark\ry ###\n#= 1")
        #expect(tree.comments.map(\.text) == ["#!/usr/bin/env nds", "## prose", "#remark", "###", "#= 1"])
        #expect(tree.comments.map(\.kind) == [.remark, .prose, .remark, .remark, .recorded])
        #expect(tree.comments.map(\.startsLine) == [true, true, false, false, true])
    }
}
