@testable import ChatClient
import Diagnostics
import Foundation
import Testing

@Test(arguments: [
    ("https://api.openai.com/v1", "https://api.openai.com/v1/chat/completions"),
    ("https://api.openai.com/v1/", "https://api.openai.com/v1/chat/completions"),
    ("http://localhost:11434", "http://localhost:11434/v1/chat/completions"),
    ("http://10.0.0.5:8000/v1/chat/completions", "http://10.0.0.5:8000/v1/chat/completions"),
    ("https://x.example/openai/deployments/a%20b?api-version=2024-06-01", "https://x.example/openai/deployments/a%20b/chat/completions?api-version=2024-06-01"),
    ("http://[::1]:8080/v1#top", "http://[::1]:8080/v1/chat/completions"),
])
func aURLOfTheServiceOrOfItsCompletionsWillDo(given: String, posted: String) throws {
    #expect(try ChatEndpoint(url: given, model: "m").url == posted)
}

@Test(arguments: [
    ("localhost:8000/v1", "`localhost:8000/v1` is no URL", "give `\"http://localhost:8000/v1\"` or `\"https://localhost:8000/v1\"`"),
    ("http://", "`http://` is no URL", ""), ("http://a b/", "`http://a b/` is no URL", ""),
    ("ftp://host/v1", "`ftp://host/v1` is no address of HTTP", "it begins with `http://` or `https://`"),
    ("https://me:pass@host/v1", "a URL holds neither a name nor a password", "give the key as `key=\"env:NAME\"`"),
    ("https://host/v1?api-key=abc", "`api-key` in a URL is a secret", "give the key as `key=\"env:NAME\"`"),
    ("https://host/v1?key=abc", "`key` in a URL is a secret", "give the key as `key=\"env:NAME\"`"),
])
func anUnsoundURLIsRefused(url: String, message: String, label: String) {
    #expect(throws: Diagnostic(message, label: label)) { try ChatEndpoint(url: url, model: "m") }
}

@Test func aModelHasAName() {
    #expect(throws: Diagnostic("a model needs a name")) { try ChatEndpoint(url: "http://h", model: " ") }
}

@Test func aKeyIsNamedNotWrittenDown() throws {
    #expect(try APIKey("env:OPENAI_API_KEY").variable == "OPENAI_API_KEY")
    #expect(try APIKey("none") == .none)
    #expect(try "\(APIKey("env:A_1"))" == "env:A_1")
    for text in [secretKey, "env:", "env:1A", "env:A-B", "OPENAI_API_KEY", "env:Ä"] {
        #expect(throws: Diagnostic("a key is read from an environment variable, not written down", label: "give `\"env:NAME\"`")) { try APIKey(text) }
    }
}

@Test func headersHoldNoSecretsThatAreWrittenDown() throws {
    #expect(try ExtraHeader("api-key", "env:AZURE_KEY").value == "env:AZURE_KEY")
    #expect(try ExtraHeader("HTTP-Referer", "https://example.org").name == "HTTP-Referer")
    #expect(throws: Diagnostic("the header `Api-Key` is a secret, and secrets are read from environment variables", label: "give `\"env:NAME\"`")) {
        try ExtraHeader("Api-Key", secretKey)
    }
    #expect(throws: Diagnostic("`a b` is no name of a header")) { try ExtraHeader("a b", "x") }
    #expect(throws: Diagnostic("the header `X` needs a value of plain letters, digits and signs")) { try ExtraHeader("X", "a\r\nAuthorization: b") }
    #expect(throws: Diagnostic("the header `Content-Length` is written by nds itself")) { try ExtraHeader("Content-Length", "3") }
}

@Test(arguments: [
    (#"[1]"#, "further fields are a JSON object, but this is a list", 1), (#"{"a": }"#, "a value expected", 7),
    (#"{"stream": true}"#, "`stream` cannot be a further field: replies are read whole", 12),
    (#"{"model": "x"}"#, "`model` cannot be a further field: the model has an option of its own", 11),
])
func unsoundFurtherFieldsAreRefusedAtTheirPlace(json: String, message: String, column: Int) {
    let finding = #expect(throws: Diagnostic.self) { try ExtraFields(json) }
    #expect(finding?.message == message)
    #expect(finding?.place?.description == "further fields:1:\(column)")
}

@Test func anEndpointCanBeStored() throws {
    var limits = ChatLimits()
    limits.requestsPerMinute = 60
    let endpoint = try ChatEndpoint(
        url: "https://h/v1", model: "m", key: try APIKey("env:K"), headers: [try ExtraHeader("api-key", "env:L")], fields: try ExtraFields(#"{"top_p":1}"#),
        limits: limits)
    #expect(try JSONDecoder().decode(ChatEndpoint.self, from: JSONEncoder().encode(endpoint)) == endpoint)
}

@Test func aKeyWithoutEncryptionIsWarnedOf() throws {
    func warning(_ url: String, _ key: APIKey) throws -> Diagnostic? { try ChatEndpoint(url: url, model: "m", key: key).warning }
    let key = try APIKey("env:K")
    #expect(try warning("http://10.0.0.5:8000/v1", key)
        == Diagnostic("the key in `K` is sent to `10.0.0.5` without encryption", label: "give a URL that begins with `https://`"))
    #expect(try warning("http://10.0.0.5:8000/v1", .none) == nil)
    for url in ["https://h/v1", "http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1", "http://a.localhost"] {
        #expect(try warning(url, key) == nil)
    }
    for url in ["http://127.evil.org", "http://localhost.evil.org"] { #expect(try warning(url, key) != nil) }
}

@Test(arguments: [
    ("gpt-4o-mini", "gpt-4o-mini-2024-07-18", ModelMatch.same), ("gpt-3.5-turbo", "gpt-3.5-turbo-1106", .same), ("llama3", "llama3:latest", .same),
    ("meta-llama/Llama-3.1-8B-Instruct", "llama-3.1-8b-instruct", .same), ("qwen2.5-7b", "/models/qwen2.5-7b-instruct-q4_k_m.gguf", .same),
    ("gpt-4", "gpt-4-0613", .same), ("GPT-4", "gpt-4", .same), ("mistral:7b-instruct-fp16", "mistral:7b", .same),
    ("gpt-4o", "gpt-4o-mini", .related), ("gpt-4", "gpt-3.5-turbo", .related), ("llama-3-8b", "llama-3-70b", .related), ("phi-3", "phi-4", .related),
    ("gpt-4o", "llama-3-8b", .foreign), ("llama-3-8b-instruct", "mistral-7b-instruct", .foreign), ("gpt-4o-mini", "phi-3-mini", .foreign), ("llama-8b", "qwen-8b", .foreign),
])
func theNameOfAModelMayBeMorePreciseOrAnother(asked: String, answered: String, match: ModelMatch) {
    #expect(ModelMatch(asked: asked, answered: answered) == match)
}
