extension ChatReply {
    /// What a model says, and what it thought before: `<think>…</think>` at the beginning. Some chat templates open the thought in
    /// the prompt, so that only its end is seen; a reply that was cut off may lack that.
    ///
    /// - Returns: text and thought without the blanks around them, and where the text begins in `content`, in UTF-8 bytes. A reply
    ///   without a thought is left as it is.
    static func apart(_ content: String) -> (text: String, reasoning: String?, offset: Int) {
        for (opening, closing) in [("<think>", "</think>"), ("<thinking>", "</thinking>")] {
            let begins = content.drop(while: \.isWhitespace).hasPrefix(opening)
            if let end = content.firstRange(of: closing) {
                let thought = content[..<end.lowerBound].drop(while: \.isWhitespace)
                let text = content[end.upperBound...].drop(while: \.isWhitespace)
                return (
                    String(text), trimmed(begins ? thought.dropFirst(opening.count) : thought),
                    content.utf8.distance(from: content.startIndex, to: text.startIndex))
            }
            if begins {
                return ("", trimmed(content.drop(while: \.isWhitespace).dropFirst(opening.count)), content.utf8.count)
            }
        }
        return (content, nil, 0)
    }

    private static func trimmed(_ thought: Substring) -> String? {
        let begin = thought.drop(while: \.isWhitespace)
        guard let last = begin.lastIndex(where: { !$0.isWhitespace }) else { return nil }
        return String(begin[...last])
    }
}
