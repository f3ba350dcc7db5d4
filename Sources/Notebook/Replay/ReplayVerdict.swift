import Report

extension ReplayOutcome {
    /// What a reader wants to know at the end, in a line or two.
    package func verdict(on file: String) -> [String] {
        var held: [String] = []
        if lineCount > 0 { held.append(counted(lineCount, "recorded line")) }
        if hasLock, otherKernel == nil { held.append(counted(lock.calls.count, "call")) }
        let all = held.joined(separator: " and ")
        var lines: [String] = []
        if agrees {
            lines.append("\(file) agrees: \(all.isEmpty ? "it makes the same calls" : all)")
        } else {
            var wrong: [String] = []
            if !differences.isEmpty { wrong.append("\(grouped(differences.count)) of \(counted(lineCount, "recorded line"))") }
            if let divergence { wrong.append("`\(divergence.call)` is the first call that differs, after \(grouped(agreeingCalls)) that agree") }
            lines.append("\(file) differs: \(wrong.joined(separator: "; "))")
            lines.append("`nds replay \(file) --accept` takes what was found as the new record")
        }
        if !hasLock, agrees { lines.append("there is no lock yet: `nds replay \(file) --accept` writes one") }
        if bareCount > 0 { lines.append("\(counted(bareCount, "bare `#=`", plural: "bare `#=`")): `nds replay \(file) --accept` fills in the output") }
        return lines
    }

    /// What was written where a reader takes the outcome as the new record.
    package func acceptance(of file: String) -> [String] {
        let rewritten = changes.reduce(0) { $0 + $1.new.count }
        let lines = rewritten == 0 ? "the recorded lines stay as they are" : "\(counted(rewritten, "recorded line")) written"
        return ["\(file): \(lines); \(Lock.path(of: file)): \(counted(lock.calls.count, "call")) on kernel \(lock.kernel)"]
    }
}
