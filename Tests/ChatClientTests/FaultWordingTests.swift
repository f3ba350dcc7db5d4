@testable import ChatClient
import Diagnostics
import Testing

private let service = try! ChatEndpoint(url: "https://api.example.org/v1", model: "tiny-1", key: try! APIKey("env:TEST_KEY"))
private let keyless = try! ChatEndpoint(url: "http://localhost:8000", model: "tiny-1")

@Test(arguments: [
    (ChatFault.Kind.noKey(variable: "TEST_KEY"), "the environment variable `TEST_KEY`, which holds the key for `api.example.org`, is not set", "`export TEST_KEY=…` before nds starts"),
    (.unusableKey(variable: "TEST_KEY"), "the environment variable `TEST_KEY` holds no key: blanks or unusual characters stand in it", ""),
    (.rejected, "`api.example.org` rejects the request to `tiny-1`", ""),
    (.unauthorised, "`api.example.org` does not accept the key in `TEST_KEY`", ""),
    (.forbidden, "the key in `TEST_KEY` gives no access to `tiny-1` at `api.example.org`", ""),
    (.notFound, "there is no model `tiny-1` at `https://api.example.org/v1/chat/completions`, or nothing at all", ""),
    (.rateLimited, "`api.example.org` takes no more requests for now", "fewer at a time, or fewer a minute"),
    (.noCredit, "the account at `api.example.org` has no credit left for the key in `TEST_KEY`", ""),
    (.serverFailed, "`api.example.org` fails", ""), (.timedOut, "no reply from `tiny-1` at `api.example.org` within 120 seconds", ""),
    (.unreachable, "`api.example.org` cannot be reached", ""), (.cut, "the connection to `api.example.org` ended in the middle of a reply", ""),
    (.unreadable, "what `api.example.org` sends is no chat completion", ""), (.empty, "`tiny-1` gives an empty reply", ""),
    (.wrongModel("llama"), "`tiny-1` was asked, but `llama` answers at `api.example.org`", "give `model=\"llama\"` if that is the one you want"),
    (.redirected(to: "https://evil.org:443"), "`api.example.org` sends requests on to `https://evil.org:443`, and the key must not go there", ""),
    (.untrusted, "no trusted connection to `api.example.org`", ""), (.tooLong, "a response of `api.example.org` is longer than 16 MiB", ""),
    (.noLibrary, "there is no libcurl, which carries requests to `api.example.org`", "`apt-get install libcurl4`"),
    (.cancelled, "stopped before `tiny-1` at `api.example.org` answered", ""),
])
func eachFaultSaysWhatAndWhere(kind: ChatFault.Kind, message: String, label: String) {
    let place = Place(file: "news.conll", line: 7)
    #expect(ChatFault(kind).diagnostic(for: service, at: place) == Diagnostic(message, at: place, label: label))
}

@Test func withoutAKeyTheOptionIsNamed() {
    #expect(ChatFault(.unauthorised).diagnostic(for: keyless) == Diagnostic("`localhost:8000` asks for a key", label: "give `key=\"env:NAME\"`"))
    #expect(ChatFault(.forbidden).diagnostic(for: keyless)
        == Diagnostic("`localhost:8000` gives no access to `tiny-1` without a key", label: "give `key=\"env:NAME\"`"))
    #expect(ChatFault(.noCredit).diagnostic(for: keyless).message == "the account at `localhost:8000` has no credit left")
}

@Test func statusWordsOfTheServerAndAttemptsAreNotes() {
    var fault = ChatFault(.serverFailed, status: 503, excerpt: "overloaded", retryAfter: 3600)
    fault.attempts = 8
    #expect(fault.diagnostic(for: service).notes == ["status 503: overloaded", "the server asks to wait 3600 seconds", "8 attempts in all"])
    fault = ChatFault(.rateLimited, status: 429, retryAfter: 1)
    fault.attempts = 1
    #expect(fault.diagnostic(for: service).notes == ["status 429", "the server asks to wait 1 second"])
    #expect(ChatFault(.cut, excerpt: "reset by peer").diagnostic(for: service).notes == ["reset by peer"])
}
