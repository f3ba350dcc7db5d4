import Foundation
import Report
import Script
import Store

extension Session {
    /// What the figures of a report hang on.
    var facts: [ReportDocument.Fact] {
        var facts = [
            ReportDocument.Fact("made on", Date.now.formatted(.iso8601)),
            ReportDocument.Fact("nds", "\(language.version), language \(languageVersion)"),
            ReportDocument.Fact("kernel of OpenBLAS", language.engine),
            ReportDocument.Fact("host", Self.host),
        ]
        let seeds = Set(calls.compactMap(\.seed)).sorted()
        if !seeds.isEmpty { facts.append(ReportDocument.Fact(seeds.count == 1 ? "seed" : "seeds", seeds.map(String.init).joined(separator: ", "))) }
        facts.append(ReportDocument.Fact("time", time))
        var digests: [(path: String, digest: String)] = []
        var known: Set<String> = []
        for input in calls.flatMap(\.inputs) where known.insert(input.path).inserted { digests.append((input.path, input.digest.text)) }
        for (path, digest) in digests.prefix(Self.listedInputs) {
            facts.append(ReportDocument.Fact("SHA-256 of \(path.split(separator: "/").suffix(2).joined(separator: "/"))", digest))
        }
        if digests.count > Self.listedInputs {
            facts.append(ReportDocument.Fact("other files read", "\(digests.count - Self.listedInputs), whose digests stand in the lock"))
        }
        return facts
    }

    private static let listedInputs = 12

    private var time: String {
        let saved = page.reduce(0) { $0 + $1.savedSeconds }
        let text = duration(page.reduce(0) { $0 + $1.seconds })
        return saved >= 1 ? "\(text), and \(duration(saved)) of earlier runs whose values were kept" : text
    }

    private static var host: String {
        func value(of key: String, in path: String, separator: Character) -> String? {
            let lines = (try? String(contentsOfFile: path, encoding: .utf8))?.split(separator: "\n")
            return lines?.first { $0.hasPrefix(key) }?.split(separator: separator, maxSplits: 1).last.map {
                $0.trimmingCharacters(in: CharacterSet(charactersIn: " \t\""))
            }
        }
        let system = value(of: "PRETTY_NAME=", in: "/etc/os-release", separator: "=")
        let processor = value(of: "model name", in: "/proc/cpuinfo", separator: ":")
        return [system, processor, "\(ProcessInfo.processInfo.activeProcessorCount) cores"].compactMap(\.self).joined(separator: ", ")
    }
}
