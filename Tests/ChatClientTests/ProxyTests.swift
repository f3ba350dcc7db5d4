import Foundation
import Testing

/// libcurl takes proxies from the environment of the process, so this needs one of its own: the row `client` of nds-bench.
@Test(arguments: ["http_proxy", "ALL_PROXY"])
func requestsThatStayOnThisMachineGoThroughNoProxy(variable: String) throws {
    let process = Process()
    // Executables are built into the folder of the tests.
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.executableURL = tests.deletingLastPathComponent().appendingPathComponent("nds-bench")
    process.arguments = ["client", "--requests", "4"]
    // Nobody listens there.
    process.environment = ProcessInfo.processInfo.environment.merging([variable: "http://127.0.0.1:1"]) { $1 }
    let output = Pipe()
    (process.standardOutput, process.standardError) = (output, FileHandle.nullDevice)
    try process.run()
    let row = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0 && row.contains("\"requests\": 4,"), "\(row)")
}
