import Foundation
import Synchronization

/// An HTTP server on loopback of plain sockets, so that it can hang, cut and lie: a script says what becomes of each request.
package final class RawServer: Sendable {
    /// What came: its number from 0, the request line with the headers, and the body.
    package struct Request: Sendable { package var number: Int, head: String, body: String }

    package enum Behaviour: Sendable {
        case answer(status: Int = 200, headers: [String] = [], _ body: String)
        case send(String)  // just these bytes, then the connection is closed
        case hang  // nothing, until the server stops
    }

    package let port: Int
    package var url: String { "http://127.0.0.1:\(port)/v1" }
    private let listener: Int32, behave: @Sendable (Request) -> Behaviour
    private struct State { var requests: [Request] = [], count = 0, open: Set<Int32> = [], isStopped = false }
    private let state = Mutex(State())
    private let keepsRequests: Bool

    /// - Parameter keepsRequests: false only counts them.
    package init(keepsRequests: Bool = true, _ behave: @escaping @Sendable (Request) -> Behaviour) {
        (self.behave, self.keepsRequests) = (behave, keepsRequests)
        let listener = socket(AF_INET, numericCast(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let named = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) == 0 && listen(listener, 128) == 0 && getsockname(listener, $0, &size) == 0 }
        }
        precondition(named, "no socket on loopback")
        (self.listener, port) = (listener, Int(UInt16(bigEndian: address.sin_port)))
        Thread.detachNewThread { [self] in
            while case let connection = accept(listener, nil, nil), connection >= 0 {
                guard state.withLock({ $0.isStopped ? false : $0.open.insert(connection).inserted }) else { close(connection); break }
                Thread.detachNewThread { [self] in serve(connection) }
            }
        }
    }

    package var requests: [Request] { state.withLock { $0.requests } }
    package var count: Int { state.withLock { $0.count } }

    /// Ends all connections, hung ones too.
    package func stop() {
        state.withLock { state in
            state.isStopped = true
            for connection in state.open { shutdown(connection, numericCast(SHUT_RDWR)) }
        }
        shutdown(listener, numericCast(SHUT_RDWR))
    }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        defer { state.withLock { _ = $0.open.remove(connection) } }
        var bytes: [UInt8] = []
        while let (head, body) = receive(connection, &bytes) {
            let request = state.withLock { state in
                let request = Request(number: state.count, head: head, body: body)
                state.count += 1
                if keepsRequests { state.requests.append(request) }
                return request
            }
            switch behave(request) {
            case .answer(let status, let headers, let body):
                let lines = ["HTTP/1.1 \(status) As scripted", "Content-Length: \(body.utf8.count)"] + headers
                write(lines.joined(separator: "\r\n") + "\r\n\r\n" + body, to: connection)
            case .send(let text): return write(text, to: connection)
            case .hang: bytes.removeAll(); _ = receive(connection, &bytes); return
            }
        }
    }

    private func receive(_ connection: Int32, _ bytes: inout [UInt8]) -> (head: String, body: String)? {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var end: Int?, length = 0
        while true {
            if end == nil, let blank = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
                end = blank.upperBound
                let lines = String(decoding: bytes[..<blank.lowerBound], as: UTF8.self).lowercased().split(separator: "\r\n")
                length = lines.lazy.compactMap { $0.hasPrefix("content-length:") ? Int($0.dropFirst(15).filter(\.isNumber)) : nil }.first ?? 0
            }
            if let end, bytes.count >= end + length {
                defer { bytes.removeFirst(end + length) }
                return (String(decoding: bytes[..<end], as: UTF8.self), String(decoding: bytes[end..<end + length], as: UTF8.self))
            }
            guard case let count = recv(connection, &buffer, buffer.count, 0), count > 0 else { return nil }
            bytes += buffer[..<count]
        }
    }

    private func write(_ text: String, to connection: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty, case let sent = bytes.withUnsafeBytes({ send(connection, $0.baseAddress, $0.count, numericCast(MSG_NOSIGNAL)) }), sent > 0 {
            bytes = bytes.dropFirst(sent)
        }
    }
}
