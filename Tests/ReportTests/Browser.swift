import Foundation

/// A headless Chromium that is spoken to by the DevTools protocol over its standard streams: JSON messages, each ended by a zero byte.
/// https://chromedevtools.github.io/devtools-protocol/
final class Browser {
    struct Trouble: Error { var message: String }

    /// Nil where there is no Chromium on the PATH.
    static let program: String? = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
        return folders.flatMap { folder in names.map { "\(folder)/\($0)" } }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    private let process = Process()
    private let requests = Pipe(), answers = Pipe()
    private let home = FileManager.default.temporaryDirectory.appendingPathComponent("nds-browser-\(UUID().uuidString)")
    private var unread = Data()
    private var count = 0
    private var session: String?
    /// What the page told of itself since the last call of `open`.
    private(set) var events: [(method: String, parameters: [String: Any])] = []

    init() throws {
        guard let program = Self.program else { throw Trouble(message: "there is no Chromium") }
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        // The protocol is spoken on the descriptors 3 and 4.
        process.arguments = [
            "-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1", program, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--user-data-dir=\(home.path)", "--remote-debugging-pipe",
            "about:blank",
        ]
        var environment = ProcessInfo.processInfo.environment
        environment["HOME"] = home.path
        process.environment = environment
        (process.standardInput, process.standardOutput) = (requests, answers)
        try process.run()
        // A browser that hangs must not hang the tests: its end ends the reading.
        let process = process
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 120)
            if process.isRunning { process.terminate() }
        }
        let target = try call("Target.createTarget", ["url": "about:blank"])["targetId"] as? String
        session = try call("Target.attachToTarget", ["targetId": target ?? "", "flatten": true])["sessionId"] as? String
        for domain in ["Page", "Runtime", "Log", "Network"] { _ = try call("\(domain).enable") }
    }

    deinit {
        _ = try? call("Browser.close", isOfBrowser: true)
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: home)
    }

    /// Loads a page and waits until it is there.
    func open(_ file: URL, width: Int, isDark: Bool) throws {
        _ = try call("Emulation.setDeviceMetricsOverride", ["width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 600])
        _ = try call("Emulation.setEmulatedMedia", ["features": [["name": "prefers-color-scheme", "value": isDark ? "dark" : "light"]]])
        events = []
        _ = try call("Page.navigate", ["url": file.absoluteString])
        while !events.contains(where: { $0.method == "Page.loadEventFired" }) { try note(read()) }
    }

    /// What an expression of JavaScript gives in the page.
    func value(of expression: String) throws -> Any? {
        let answer = try call("Runtime.evaluate", ["expression": expression, "returnByValue": true])
        if let trouble = answer["exceptionDetails"] { throw Trouble(message: "\(trouble)") }
        return (answer["result"] as? [String: Any])?["value"]
    }

    func call(_ method: String, _ parameters: [String: Any] = [:], isOfBrowser: Bool = false) throws -> [String: Any] {
        count += 1
        var message: [String: Any] = ["id": count, "method": method, "params": parameters]
        if !isOfBrowser { message["sessionId"] = session }
        try requests.fileHandleForWriting.write(contentsOf: JSONSerialization.data(withJSONObject: message) + [0])
        while true {
            let answer = try read()
            guard answer["id"] as? Int == count else {
                note(answer)
                continue
            }
            if let error = answer["error"] as? [String: Any] { throw Trouble(message: "\(method): \(error["message"] ?? "")") }
            return answer["result"] as? [String: Any] ?? [:]
        }
    }

    private func note(_ message: [String: Any]) {
        guard let method = message["method"] as? String else { return }
        events.append((method, message["params"] as? [String: Any] ?? [:]))
    }

    private func read() throws -> [String: Any] {
        while true {
            if let end = unread.firstIndex(of: 0) {
                let message = unread[unread.startIndex..<end]
                unread = Data(unread[(end + 1)...])
                return try JSONSerialization.jsonObject(with: message) as? [String: Any] ?? [:]
            }
            let more = answers.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Trouble(message: "the browser has ended") }
            unread += more
        }
    }
}
