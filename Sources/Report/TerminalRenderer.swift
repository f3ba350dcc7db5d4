import Diagnostics

/// Renders blocks as lines for a terminal.
package struct TerminalRenderer: Sendable {
    package var palette: Palette
    package var width: Int

    package init(palette: Palette, width: Int) {
        self.palette = palette
        self.width = width
    }

    package func lines(_ blocks: [Block]) -> [String] {
        blocks.enumerated().flatMap { index, block in
            (index > 0 ? [""] : []) + lines(block)
        }
    }

    private func lines(_ block: Block) -> [String] {
        switch block {
        case .text(let text):
            text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { String($0).withoutControls }
        case .table(let table): lines(table)
        case .tagged(let sentences): sentences.flatMap { sentence in
            (sentence.caption.isEmpty ? [] : [palette.dim(sentence.caption.withoutControls)]) + wrapped(line(for: sentence))
        }
        case .chart(let chart): TerminalChart(palette: palette, width: width).lines(chart)
        }
    }

    /// Columns padded to their widest cell; where that is too wide for the terminal, the widest left-aligned columns are cut, the
    /// others never: half a number is another number.
    private func lines(_ table: TextTable) -> [String] {
        let rows = table.rows.map { $0.map(\.withoutControls) }
        var widths = table.columns.enumerated().map { index, column in
            rows.reduce(column.name.displayWidth) { max($0, $1[index].displayWidth) }
        }
        let gaps = 2 * max(0, widths.count - 1)
        for least in [12, 4] {
            while widths.reduce(gaps, +) > width,
                let widest = widths.indices.filter({ table.columns[$0].alignment == .left && widths[$0] > least })
                    .max(by: { widths[$0] < widths[$1] })
            {
                widths[widest] -= 1
            }
        }
        func row(_ cells: [String]) -> String {
            let padded = cells.enumerated().map { index, cell in
                fit(cell, to: widths[index], table.columns[index].alignment)
            }
            return padded.joined(separator: "  ").trimmingEnd
        }
        let rule = palette.dim(String(repeating: "─", count: min(width, widths.reduce(gaps, +))))
        let title = table.title.isEmpty ? [] : [palette.strong(table.title)]
        return title + [palette.strong(row(table.columns.map(\.name))), rule] + rows.map(row)
    }

    private func fit(_ cell: String, to width: Int, _ alignment: TextTable.Alignment) -> String {
        var text = cell
        if text.displayWidth > width {
            while text.displayWidth > width - 1, !text.isEmpty { text.removeLast() }
            text += "…"
        }
        let padding = String(repeating: " ", count: max(0, width - text.displayWidth))
        return alignment == .left ? text + padding : padding + text
    }

    /// ` Angela Merkel PER ` on a ground of colour, `[PER Angela Merkel]` without. A mistake is told behind it, on red: ` ✗ missed `; what
    /// was missed has no ground.
    private func line(for sentence: TaggedText) -> [Word] {
        sentence.pieces(shown: \.withoutControls).map { words, mark in
            guard let mark else { return Word(shown: words, width: words.displayWidth) }
            let label = mark.label.withoutControls, sign = mark.verdict?.sign.withoutControls ?? ""
            guard palette.isColoured else {
                let text = "[\(label) \(words)\(sign.isEmpty ? "" : " " + sign)]"
                return Word(shown: text, width: text.displayWidth)
            }
            let ground = "30;\(colour(mark.label))", red = "1;97;41"
            let parts: [(text: String, code: String)] =
                switch mark.verdict {
                case nil: [(" \(words) ", ground), ("\(label) ", "1;" + ground)]
                case .right: [(" \(words) ", ground), ("\(label) \(sign) ", "1;" + ground)]
                case .wrong, .spurious: [(" \(words) ", ground), ("\(label) ", "1;" + ground), (" \(sign) ", red)]
                case .missed: [(words, "4"), (" \(label) \(sign) ", red)]
                }
            return Word(
                shown: parts.map { palette.paint($0.text, $0.code) }.joined(), width: parts.reduce(0) { $0 + $1.text.displayWidth })
        }
    }

    private struct Word {
        var shown: String
        /// In columns.
        var width: Int
    }

    private func wrapped(_ words: [Word]) -> [String] {
        var lines: [String] = []
        var line = "", used = 0
        for word in words {
            let wide = word.width
            if used > 0, used + 1 + wide > width {
                lines.append(line)
                (line, used) = ("  ", 2)
            } else if used > 0 {
                line += " "
                used += 1
            }
            line += word.shown
            used += wide
        }
        return lines + [line]
    }

    /// One background a type; types beyond the four of CoNLL-2003 share by name, the same in every run.
    private func colour(_ label: String) -> Int {
        let known = ["PER": 46, "ORG": 43, "LOC": 42, "MISC": 45]
        return known[label] ?? [44, 47, 41, 100][label.utf8.reduce(0) { $0 + Int($1) } % 4]
    }
}

extension String {
    /// What is read from files must not steer the terminal.
    fileprivate var withoutControls: String {
        guard unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { scalar in
            guard scalar.properties.generalCategory == .control else { return scalar }
            return scalar.properties.isWhitespace ? " " : "\u{fffd}"
        }))
    }

    fileprivate var trimmingEnd: String {
        var copy = self
        while copy.last == " " { copy.removeLast() }
        return copy
    }
}
