import CCurl
import Foundation
import Synchronization

/// Requests carried by libcurl, each by a thread of its own while it is on its way; connections are kept and used again.
///
/// Not by URLSession: on Linux that ends the whole process when a server breaks off within the head of a response, closes chunks with
/// a trailer, or redirects to an unsound place; and it can neither leave out a proxy nor take a file of certificates.
final class CurlTransport: Transport {
    /// Nil where there is no libcurl.
    private static let functions: CurlFunctions? = {
        var functions = CurlFunctions()
        return curl_functions_load(&functions) ? functions : nil
    }()

    private let idle = Mutex<[CurlHandle]>([])
    /// A file of certificates that servers are trusted by, in the place of the system's; nil is the system's.
    private let certificates: String?

    init(certificates: String? = ProcessInfo.processInfo.environment["SSL_CERT_FILE"]) {
        self.certificates = certificates
    }

    deinit {
        guard let functions = Self.functions else { return }
        idle.withLock { for handle in $0 { functions.easy_cleanup(handle.pointer) } }
    }

    func send(_ request: WireRequest) async -> Result<WireResponse, WireTrouble> {
        guard let functions = Self.functions else { return .failure(.noLibrary) }
        return await withCheckedContinuation { continuation in
            let thread = Thread { continuation.resume(returning: self.perform(request, functions)) }
            thread.stackSize = 512 << 10
            thread.start()
        }
    }

    private func perform(_ request: WireRequest, _ functions: CurlFunctions) -> Result<WireResponse, WireTrouble> {
        guard let handle = idle.withLock({ $0.popLast() }) ?? functions.easy_init().map(CurlHandle.init(pointer:)) else { return .failure(.noLibrary) }
        defer {
            // Options go, so that no header with a key stays; connections stay.
            functions.easy_reset(handle.pointer)
            idle.withLock { $0.append(handle) }
        }
        return withUnsafePointer(to: functions) { CurlTransfer(functions: $0, handle: handle.pointer, certificates: certificates, request: request).perform() }
    }
}

/// One request on a handle.
private struct CurlTransfer {
    let functions: UnsafePointer<CurlFunctions>
    let handle: UnsafeMutableRawPointer
    let certificates: String?
    let request: WireRequest

    func perform() -> Result<WireResponse, WireTrouble> {
        let receiver = Receiver(limit: request.limits.mostBytes)
        let lines = request.headers.map { "\($0.name): \($0.value)" } + ["Expect:"]
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines { list = functions.pointee.slist_append(list, line) }
        var reason = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
        let code = request.body.withUnsafeBytes { body in
            reason.withUnsafeMutableBufferPointer { reason in
                setUp(receiver, list, body, reason)
                return functions.pointee.easy_perform(handle)
            }
        }
        functions.pointee.slist_free_all(list)
        if receiver.isTooLong { return .failure(.tooLong) }
        guard code == CURLE_OK else {
            let said = String(decoding: reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            return .failure(trouble(code, said.isEmpty ? functions.pointee.easy_strerror(code).map { String(cString: $0) } ?? "" : said))
        }
        var status = 0
        _ = curl_get_number(functions, handle, CURLINFO_RESPONSE_CODE, &status)
        return .success(WireResponse(status: status, headers: receiver.headers, body: receiver.body))
    }

    private func setUp(
        _ receiver: Receiver, _ headers: UnsafeMutablePointer<curl_slist>?, _ body: UnsafeRawBufferPointer, _ reason: UnsafeMutableBufferPointer<CChar>
    ) {
        func set(_ option: CURLoption, _ number: Int) { _ = curl_set_number(functions, handle, option, number) }
        func set(_ option: CURLoption, _ text: String) { _ = curl_set_text(functions, handle, option, text) }
        func set(_ option: CURLoption, _ pointer: UnsafeMutableRawPointer?) { _ = curl_set_pointer(functions, handle, option, pointer) }
        set(CURLOPT_URL, request.url)
        _ = curl_only_http(functions, handle)
        set(CURLOPT_FOLLOWLOCATION, 0)
        // More than one request on a connection at a time would make one cut connection many failures.
        set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        set(CURLOPT_USERAGENT, "nds")
        set(CURLOPT_ACCEPT_ENCODING, "")
        set(CURLOPT_HTTPHEADER, UnsafeMutableRawPointer(headers))
        set(CURLOPT_POST, 1)
        _ = curl_set_length(functions, handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
        set(CURLOPT_POSTFIELDS, UnsafeMutableRawPointer(mutating: body.baseAddress))
        set(CURLOPT_TIMEOUT_MS, milliseconds(request.limits.timeout))
        set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds(min(request.limits.connectTimeout, request.limits.timeout)))
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_ERRORBUFFER, UnsafeMutableRawPointer(reason.baseAddress))
        // An empty name is no proxy, whatever the environment says.
        if Origin(request.url)?.isLoopback == true { set(CURLOPT_PROXY, "") }
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        if let certificates, !certificates.isEmpty { set(CURLOPT_CAINFO, certificates) }
        let context = Unmanaged.passUnretained(receiver).toOpaque()
        set(CURLOPT_WRITEDATA, context)
        _ = curl_set_receiver(functions, handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            receive(bytes, size * count, context) { $0.take(body: $1) }
        }
        set(CURLOPT_HEADERDATA, context)
        _ = curl_set_receiver(functions, handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            receive(bytes, size * count, context) { $0.take(header: $1) }
        }
    }

    private func trouble(_ code: CURLcode, _ said: String) -> WireTrouble {
        switch code {
        case CURLE_OPERATION_TIMEDOUT: .timedOut
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT, CURLE_PROXY: .unreachable(said)
        // A handshake that the other side drops is a cut connection; one that it refuses is not.
        case CURLE_SSL_CONNECT_ERROR: said.contains("SSL_ERROR_SYSCALL") || said.contains("reset") ? .cut(said) : .untrusted(said)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_CRL_BADFILE, CURLE_SSL_PINNEDPUBKEYNOTMATCH:
            .untrusted(said)
        case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR: .cut(said)
        default: .notHTTP(said)
        }
    }
}

/// What came so far.
private final class Receiver {
    private let limit: Int
    private(set) var body: [UInt8] = []
    private(set) var headers: [String: String] = [:]
    private(set) var isTooLong = false

    init(limit: Int) {
        self.limit = limit
    }

    /// - Returns: whether there may be more.
    func take(body bytes: UnsafeRawBufferPointer) -> Bool {
        if body.count + bytes.count > limit {
            isTooLong = true
            return false
        }
        body += bytes
        return true
    }

    func take(header bytes: UnsafeRawBufferPointer) -> Bool {
        let line = String(decoding: bytes, as: UTF8.self)
        // A line of status begins a response; those before were provisional.
        if line.hasPrefix("HTTP/") { headers = [:] }
        if let colon = line.firstIndex(of: ":") {
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespacesAndNewlines)
            headers[line[..<colon].lowercased()] = value
        }
        return true
    }
}

/// Hands what came to its receiver. Anything but the count of bytes ends the transfer.
private func receive(
    _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ context: UnsafeMutableRawPointer?, _ take: (Receiver, UnsafeRawBufferPointer) -> Bool
) -> Int {
    guard let context, count > 0 else { return count }
    let receiver = Unmanaged<Receiver>.fromOpaque(context).takeUnretainedValue()
    return take(receiver, UnsafeRawBufferPointer(start: bytes, count: count)) ? count : 0
}

private func milliseconds(_ seconds: Double) -> Int {
    max(1, Int(min(seconds, 1e9) * 1000))
}
