import Foundation
import Testing

@testable import Store

@Suite final class CallStoreTests {
    private let folder = NSTemporaryDirectory() + "nds-calls-\(UUID())"
    private let key = Digest(of: "key")

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func store(limit: Int = 1 << 20) -> CallStore { CallStore(folder: folder, limit: limit) }

    private func call(_ value: [UInt8]?) -> StoredCall {
        StoredCall(
            command: "load", digest: Digest(of: value ?? []), portable: Digest(of: value ?? []), type: "dataset", summary: "s", remarks: ["r"],
            seconds: 1, value: value.map { StoredCall.Value(bytes: $0.count, checksum: checksum($0)) })
    }

    private func checksum(_ bytes: [UInt8]) -> String {
        var checksum = Checksum()
        bytes.withUnsafeBytes { checksum.update($0) }
        return checksum.text
    }

    private func keep(_ value: [UInt8]?, as key: Digest, in store: CallStore) throws {
        try store.keep(call(value), as: key) { writer in try (value ?? []).withUnsafeBytes { try writer.write($0) } }
    }

    private var files: [String] {
        (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).map { folder + "/" + $0 }
            .filter { !FileManager.default.fileExists(atPath: $0 + "/.") }
    }

    @Test("a call that was kept is there for another process, with its value")
    func keeping() throws {
        try keep([1, 2, 3], as: key, in: store())
        #expect(store().call(key) == call([1, 2, 3]))
        #expect(store().value(key) { Array($0) } == [1, 2, 3])
        #expect(store().call(Digest(of: "another")) == nil)
    }

    @Test("a value that was not kept is nil, its call is known")
    func withoutValue() throws {
        try keep(nil, as: key, in: store())
        #expect(store().call(key) == call(nil))
        #expect(store().value(key) { Array($0) } == nil)
    }

    @Test("a file cut anywhere, or changed, is a call or a value that is not there")
    func damage() throws {
        try keep(Array(0..<50), as: key, in: store())
        let path = try #require(files.first)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        for end in 0..<whole.count {
            try whole[..<end].write(to: URL(fileURLWithPath: path))
            #expect(store().value(key) { Array($0) } == nil)
        }
        var changed = whole
        changed[whole.count - 1] ^= 1
        try changed.write(to: URL(fileURLWithPath: path))
        #expect(store().value(key) { Array($0) } == nil)
    }

    @Test("above the limit those go that were not used for longest; a value above it is not kept")
    func eviction() throws {
        let roomy = store()
        let keys = (0..<4).map { Digest(of: "\($0)") }
        for (index, key) in keys.enumerated() {
            try keep([UInt8](repeating: 1, count: 500), as: key, in: roomy)
            let time = timespec(tv_sec: 1_000_000 + index, tv_nsec: 0)
            for file in files where file.hasSuffix(String(key.text.dropFirst(2))) { utimensat(AT_FDCWD, file, [time, time], 0) }
        }
        let limit = roomy.usage.bytes + 1000
        let store = store(limit: limit)
        #expect(store.call(keys[0]) != nil)
        try keep([UInt8](repeating: 1, count: 1000), as: key, in: store)
        #expect(store.call(keys[0]) != nil, "it was just used")
        #expect(store.call(keys[1]) == nil)
        #expect(store.call(key) != nil)
        #expect(store.usage.bytes <= limit)

        try keep([UInt8](repeating: 1, count: limit + 1), as: key, in: store)
        #expect(store.call(key) != nil && store.value(key) { $0.count } == nil)
    }

    @Test("what a killed writer left counts as no call, and clearing removes it too")
    func remains() throws {
        let store = store()
        try keep([1], as: key, in: store)
        let path = try #require(files.first) as NSString
        let remains = path.deletingLastPathComponent + "/." + path.lastPathComponent + ".1-1.tmp"
        try Data([1, 2]).write(to: URL(fileURLWithPath: remains))
        #expect(store.usage.calls == 1)
        #expect(store.clear().calls == 1)
        #expect(files.isEmpty && store.usage.calls == 0)
    }

    @Test("clearing by age leaves what was used since")
    func clearing() throws {
        let store = store()
        try keep([1], as: key, in: store)
        #expect(store.clear(before: Date(timeIntervalSinceNow: -60)).calls == 0)
        #expect(store.call(key) != nil)
    }
}
