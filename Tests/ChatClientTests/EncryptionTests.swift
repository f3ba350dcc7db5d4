@testable import ChatClient
import Foundation
import Loopback
import Testing

private let openssl = ["/usr/bin/openssl", "/usr/local/bin/openssl", "/opt/homebrew/bin/openssl"].first { FileManager.default.isExecutableFile(atPath: $0) }

/// `openssl s_server` with a certificate of its own for a name, which says one thing to whoever connects.
private final class EncryptedServer {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nds-tls-\(UUID().uuidString)")
    let port: Int
    private let process = Process()

    var certificate: String { folder.appendingPathComponent("cert.pem").path }

    init(for name: String, saying response: String) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let key = folder.appendingPathComponent("key.pem").path, request = folder.appendingPathComponent("request.pem").path
        let names = folder.appendingPathComponent("names.cnf").path
        try "subjectAltName=\(name)\n".write(toFile: names, atomically: false, encoding: .utf8)
        try Self.run(["req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=nds", "-keyout", key, "-out", request])
        try Self.run(["x509", "-req", "-in", request, "-signkey", key, "-days", "2", "-extfile", names, "-out", folder.appendingPathComponent("cert.pem").path])
        process.executableURL = URL(fileURLWithPath: openssl ?? "")
        process.arguments = ["s_server", "-accept", "127.0.0.1:0", "-cert", folder.appendingPathComponent("cert.pem").path, "-key", key, "-naccept", "1"]
        let (input, output) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (input, output, FileHandle.nullDevice)
        try process.run()
        input.fileHandleForWriting.write(Data(response.utf8))
        var said = ""
        while let piece = String(data: output.fileHandleForReading.availableData, encoding: .utf8), !piece.isEmpty {
            said += piece
            if said.contains("ACCEPT"), said.hasSuffix("\n") { break }
        }
        port = Int(said.split(separator: "\n").last { $0.contains("ACCEPT") }?.split(separator: ":").last ?? "") ?? 0
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }

    private static func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: openssl ?? "")
        process.arguments = arguments
        (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "openssl \(arguments[0])")
    }
}

@Suite(.enabled(if: openssl != nil, "there is no openssl"))
struct EncryptionTests {
    private func answer(for name: String, trusted: Bool) async throws -> (result: Result<ChatReply, ChatFault>, endpoint: ChatEndpoint) {
        let body = completion()
        let server = try EncryptedServer(for: name, saying: "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
        defer { server.stop() }
        try #require(server.port > 0)
        let endpoint = try ChatEndpoint(url: "https://127.0.0.1:\(server.port)/v1", model: "tiny-1", key: try APIKey("env:TEST_KEY"))
        let transport = CurlTransport(certificates: trusted ? server.certificate : nil)
        let client = ChatClient(endpoint, transport: transport, environment: { _ in secretKey }, clock: TestClock().clock)
        return (await result(of: client), endpoint)
    }

    @Test func aCertificateThatNobodyVouchesForIsAFaultThatSaysSo() async throws {
        let (result, endpoint) = try await answer(for: "IP:127.0.0.1", trusted: false)
        #expect(result.fault?.kind == .untrusted && result.fault?.attempts == 1)
        let finding = result.fault?.diagnostic(for: endpoint)
        #expect(finding?.message.hasPrefix("no trusted connection to `127.0.0.1:") == true)
        #expect(finding?.notes.first?.contains("self-signed certificate") == true, "\(String(describing: finding))")
    }

    @Test func aFileOfCertificatesVouches() async throws {
        let (result, _) = try await answer(for: "IP:127.0.0.1", trusted: true)
        #expect(result.reply?.text == "Anna", "\(String(describing: result.fault))")
    }

    @Test func aCertificateForAnotherNameIsNotEnough() async throws {
        let (result, _) = try await answer(for: "DNS:example.org", trusted: true)
        #expect(result.fault?.kind == .untrusted && result.fault?.excerpt.contains("127.0.0.1") == true)
    }

    @Test func aFileOfCertificatesThatIsNotThereIsNamed() async throws {
        let server = RawServer { _ in .hang }
        defer { server.stop() }
        let endpoint = try ChatEndpoint(url: "https://127.0.0.1:\(server.port)/v1", model: "tiny-1")
        let transport = CurlTransport(certificates: "/no/such/file.pem")
        let client = ChatClient(endpoint, transport: transport, environment: { _ in nil }, clock: TestClock().clock)
        let fault = await result(of: client).fault
        #expect(fault?.kind == .untrusted && fault?.excerpt.contains("/no/such/file.pem") == true)
    }
}
