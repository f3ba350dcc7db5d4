import Diagnostics
import Foundation

extension ChatFault {
    /// What people read.
    ///
    /// - Parameter place: of the sentence that was asked about.
    package func diagnostic(for endpoint: ChatEndpoint, at place: Place? = nil) -> Diagnostic {
        var finding = wording(Words(endpoint))
        finding.place = place
        if let status { finding.notes.append(excerpt.isEmpty ? "status \(status)" : "status \(status): \(excerpt)") }
        else if !excerpt.isEmpty { finding.notes.append(excerpt) }
        if let retryAfter { finding.notes.append("the server asks to wait \(seconds(retryAfter))") }
        if attempts > 1 { finding.notes.append("\(attempts) attempts in all") }
        return finding
    }

    /// The culprits of an endpoint, as messages name them.
    private struct Words {
        let model: String, url: String, host: String, key: String?, limits: ChatLimits

        init(_ endpoint: ChatEndpoint) {
            model = endpoint.model
            url = endpoint.url
            let origin = Origin(endpoint.url)
            let isUsual = origin.map { $0.port == ($0.scheme == "https" ? 443 : 80) } ?? true
            host = origin.map { isUsual ? $0.host : "\($0.host):\($0.port)" } ?? endpoint.url
            key = endpoint.key.variable
            limits = endpoint.limits
        }
    }

    private func wording(_ words: Words) -> Diagnostic {
        let host = words.host, model = words.model
        return switch kind {
        case .noKey(let variable):
            Diagnostic("the environment variable `\(variable)`, which holds the key for `\(host)`, is not set", label: "`export \(variable)=…` before nds starts")
        case .unusableKey(let variable):
            Diagnostic("the environment variable `\(variable)` holds no key: blanks or unusual characters stand in it")
        case .rejected: Diagnostic("`\(host)` rejects the request to `\(model)`")
        case .unauthorised:
            if let variable = words.key {
                Diagnostic("`\(host)` does not accept the key in `\(variable)`")
            } else {
                Diagnostic("`\(host)` asks for a key", label: "give `key=\"env:NAME\"`")
            }
        case .forbidden:
            if let variable = words.key {
                Diagnostic("the key in `\(variable)` gives no access to `\(model)` at `\(host)`")
            } else {
                Diagnostic("`\(host)` gives no access to `\(model)` without a key", label: "give `key=\"env:NAME\"`")
            }
        case .notFound: Diagnostic("there is no model `\(model)` at `\(words.url)`, or nothing at all")
        case .rateLimited: Diagnostic("`\(host)` takes no more requests for now", label: "fewer at a time, or fewer a minute")
        case .noCredit:
            Diagnostic("the account at `\(host)` has no credit left" + (words.key.map { " for the key in `\($0)`" } ?? ""))
        case .serverFailed: Diagnostic("`\(host)` fails")
        case .timedOut: Diagnostic("no reply from `\(model)` at `\(host)` within \(seconds(words.limits.timeout))")
        case .unreachable: Diagnostic("`\(host)` cannot be reached")
        case .cut: Diagnostic("the connection to `\(host)` ended in the middle of a reply")
        case .unreadable: Diagnostic("what `\(host)` sends is no chat completion")
        case .empty: Diagnostic("`\(model)` gives an empty reply")
        case .wrongModel(let other):
            Diagnostic("`\(model)` was asked, but `\(other)` answers at `\(host)`", label: "give `model=\"\(other)\"` if that is the one you want")
        case .redirected(let other): Diagnostic("`\(host)` sends requests on to `\(other)`, and the key must not go there")
        case .untrusted: Diagnostic("no trusted connection to `\(host)`")
        case .tooLong: Diagnostic("a response of `\(host)` is longer than \(words.limits.mostBytes >> 20) MiB")
        case .noLibrary: Diagnostic("there is no libcurl, which carries requests to `\(host)`", label: "`apt-get install libcurl4`")
        case .cancelled: Diagnostic("stopped before `\(model)` at `\(host)` answered")
        }
    }
}

extension ChatEndpoint {
    /// Remarked on once: a relative of the model asked for answers.
    func remark(onModel answered: String) -> Diagnostic {
        Diagnostic("`\(model)` was asked, and its relative `\(answered)` answers")
    }
}

extension ResponseTrouble {
    var diagnostic: Diagnostic {
        switch self {
        case .notJSON(let reason): Diagnostic("the response is no chat completion: \(reason)")
        case .serverError(_, let message): Diagnostic("the response holds an error instead of a reply: \(message)")
        case .noChoice: Diagnostic("the response has no `choices`")
        case .emptyChoice: Diagnostic("the response has a choice without a text")
        }
    }
}

private func seconds(_ count: Double) -> String {
    count == 1 ? "1 second" : count == count.rounded() ? "\(Int(clamping: Int64(count))) seconds" : String(format: "%.1f seconds", count)
}
