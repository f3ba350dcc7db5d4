@testable import ChatClient
import Diagnostics
import Foundation
import Loopback
import Testing

/// All ways in which a value can be shown or stored.
private func forms(of value: some Any) -> [String] {
    var dumped = ""
    dump(value, to: &dumped)
    var forms = ["\(value)", String(reflecting: value), dumped]
    if let value = value as? any Encodable, let data = try? JSONEncoder().encode(value) { forms.append(String(decoding: data, as: UTF8.self)) }
    return forms
}

private func isClean(_ text: String) -> Bool {
    !text.contains(secretKey) && !text.contains("0123456789") && !text.contains("cdefXYZ") && !text.contains(Data(secretKey.utf8).base64EncodedString())
}

/// What a server may say of the key, in whole or masked.
private let echoes = [
    "Incorrect API key provided: \(secretKey).", "bad key sk-test-****fXYZ", "bad key sk-t…XYZ, see https://example.org", "key=\(secretKey)&x=1",
    "Authorization: Bearer \(secretKey)", "the key ends in 9abcdefXYZ", String(repeating: "x ", count: 140) + secretKey + " is wrong",
]

@Test(arguments: [400, 401, 403, 404, 429, 500], [#"{"error":{"message":"%"}}"#, "<html>%</html>", "%", #"{"detail":"%"}"#])
func noFaultShowsTheKeyThatAServerRepeats(status: Int, form: String) async throws {
    var limits = ChatLimits()
    limits.attempts = 1
    for echo in echoes {
        let (result, _, endpoint) = try await outcome(.answer(status: status, form.replacingOccurrences(of: "%", with: echo)), limits: limits)
        let fault = try #require(result.fault)
        let shown = forms(of: fault) + forms(of: fault.diagnostic(for: endpoint)) + [fault.diagnostic(for: endpoint).rendered(), fault.localizedDescription]
        #expect(shown.allSatisfy { isClean($0) && !$0.contains("fXYZ") && !$0.contains("…XYZ") }, "\(fault.excerpt)")
    }
}

@Test func wordsThatAreNotTheKeyStay() throws {
    let secret = try Secret(variable: "K") { _ in secretKey }
    #expect(secret.removed(from: "Incorrect API key provided: \(secretKey). See tests.") == "Incorrect API key provided: ‹key›. See tests.")
    let short = try Secret(variable: "K") { _ in "x" }
    #expect(short.removed(from: "max tokens: x") == "max tokens: ‹key›")
}

@Test func nothingThatIsKeptOrShownHoldsTheKey() async throws {
    let server = RawServer { _ in .answer(completion(secretKey)) }
    defer { server.stop() }
    let endpoint = try endpoint(server)
    let client = client(endpoint)
    _ = await result(of: client)
    let secret = try Secret(variable: "TEST_KEY") { _ in secretKey }
    let wire = WireRequest(url: endpoint.url, headers: [("Authorization", secret.header(after: "Bearer "))], body: [], limits: ChatLimits())
    let shown = forms(of: endpoint) + forms(of: endpoint.key) + forms(of: client) + forms(of: secret) + forms(of: wire) + forms(of: question)
        + forms(of: KeyTrouble.missing(variable: "TEST_KEY")) + [question.body(for: endpoint)] + client.remarks.map { $0.rendered() }
    for text in shown { #expect(isClean(text), "\(text)") }
    #expect(server.requests.first?.head.contains(secretKey) == true, "it was sent")
}

/// Neither the command line nor a file that the process holds open, and nothing was put into the environment.
@Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/cmdline"), "only where there is /proc"))
func theProcessDoesNotShowTheKeyToOthers() async throws {
    let server = RawServer { _ in .hang }
    defer { server.stop() }
    var limits = ChatLimits()
    (limits.timeout, limits.attempts) = (0.2, 1)
    let client = client(try endpoint(server, limits: limits))
    async let ended = result(of: client)
    while server.count == 0 { try await Task.sleep(for: .milliseconds(1)) }
    for file in ["cmdline", "environ", "comm"] {
        let shown = String(decoding: FileManager.default.contents(atPath: "/proc/self/\(file)") ?? Data(), as: UTF8.self)
        #expect(isClean(shown))
    }
    #expect(ProcessInfo.processInfo.environment.values.allSatisfy(isClean))
    #expect(await ended.fault?.kind == .timedOut)
}
