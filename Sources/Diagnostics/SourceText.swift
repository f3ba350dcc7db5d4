/// A text with a name, which turns UTF-8 offsets into places. Lines end at `\n`, `\r\n` or `\r`.
package struct SourceText: Sendable {
    package let name: String
    package let text: String
    private let utf8: [UInt8]
    private let lineStarts: [Int]

    package init(name: String, text: String) {
        self.name = name
        self.text = text
        let utf8 = Array(text.utf8)
        var starts = [0]
        for (index, byte) in utf8.enumerated() {
            let endsLine = byte == 10 || (byte == 13 && !(index + 1 < utf8.count && utf8[index + 1] == 10))
            if endsLine { starts.append(index + 1) }
        }
        self.utf8 = utf8
        self.lineStarts = starts
    }

    package var lineCount: Int { lineStarts.count }

    /// The line that holds a UTF-8 offset, counted from 1.
    package func line(at offset: Int) -> Int {
        var low = 0, high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    /// The text of a line counted from 1, without its end.
    package func excerpt(line: Int) -> String {
        let start = lineStarts[line - 1]
        var end = line < lineStarts.count ? lineStarts[line] : utf8.count
        while end > start, utf8[end - 1] == 10 || utf8[end - 1] == 13 { end -= 1 }
        return String(decoding: utf8[start..<end], as: UTF8.self)
    }

    /// The text of a range of UTF-8 offsets.
    package func text(_ range: Range<Int>) -> String {
        String(decoding: utf8[range.clamped(to: 0..<utf8.count)], as: UTF8.self)
    }

    /// The place of a range of UTF-8 offsets; a range over several lines is marked on its first.
    package func place(_ range: Range<Int>) -> Place {
        let start = min(range.lowerBound, utf8.count)
        let line = line(at: start)
        let excerpt = excerpt(line: line)
        let lineStart = lineStarts[line - 1]
        let end = min(max(range.upperBound, start), lineStart + excerpt.utf8.count)
        let column = String(decoding: utf8[lineStart..<start], as: UTF8.self).count + 1
        let length = start < end ? String(decoding: utf8[start..<end], as: UTF8.self).count : 1
        return Place(file: name, line: line, column: column, length: length, excerpt: excerpt)
    }
}
