import Diagnostics
import Foundation
import Notebook
import Report

extension Terminal {
    /// Blocks as lines of this stream's width and colours; nothing is cut where it is no terminal.
    var renderer: TerminalRenderer {
        TerminalRenderer(palette: palette, width: isTerminal ? size.columns : 1000)
    }

    func write(lines: [String]) {
        if !lines.isEmpty { write(lines.joined(separator: "\n") + "\n") }
    }

    func report(_ error: any Error) {
        switch error {
        case let findings as Findings: write(lines: findings.all.map { $0.rendered(palette) })
        case let finding as Diagnostic: write(lines: [finding.rendered(palette)])
        case is CancellationError: write(lines: [palette.error("interrupted")])
        default: write(lines: [Diagnostic(error.localizedDescription).rendered(palette)])
        }
    }

    /// What is worth knowing before the run and no mistake.
    func tell(_ remark: Diagnostic) { write(lines: [remark.rendered(palette, isRemark: true)]) }

    /// What a cell gave: the bound name with its one-line summary, or all there is to see.
    func show(_ cell: Cell) {
        guard let value = cell.value else { return }
        if let name = cell.name {
            write(lines: [palette.strong(name) + palette.dim(" = ") + value.summary])
        } else {
            write(lines: renderer.lines(value.blocks))
        }
    }
}
