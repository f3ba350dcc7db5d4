import Diagnostics
import Foundation
import Testing

@testable import Store

/// A folder that lasts as long as the closure.
func withScratchFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
}

private struct Interruption: Error {}

private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
private func entries(_ folder: String) throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }

@Suite struct AtomicWritingTests {
    @Test func replacesAFileWholeAndLeavesNothingBeside() throws {
        try withScratchFolder { folder in
            let path = folder + "/out.conll"
            try AtomicFile.write("old", to: path)
            try AtomicFile.write(to: path) { file in
                for number in 0..<50_000 { try file.write("\(number)\n") }
            }
            #expect(try text(path) == (0..<50_000).map { "\($0)\n" }.joined())
            #expect(try entries(folder) == ["out.conll"])
        }
    }

    @Test func keepsTheOldFileWhenWritingFails() throws {
        try withScratchFolder { folder in
            let path = folder + "/out.conll"
            try AtomicFile.write("old", to: path)
            #expect(throws: Interruption.self) {
                try AtomicFile.write(to: path) { file in
                    try file.write("half")
                    throw Interruption()
                }
            }
            #expect(try text(path) == "old")
            #expect(try entries(folder) == ["out.conll"])
        }
    }

    @Test func followsALinkAndKeepsPermissions() throws {
        try withScratchFolder { folder in
            try AtomicFile.write("old", to: folder + "/real")
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder + "/real")
            try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "real")
            try AtomicFile.write("new", to: folder + "/link")
            #expect(try text(folder + "/real") == "new")
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link") == "real")
            let permissions = try FileManager.default.attributesOfItem(atPath: folder + "/real")[.posixPermissions] as? Int
            #expect(permissions == 0o640)
        }
    }

    @Test func writesIntoADeviceInsteadOfReplacingIt() throws {
        try AtomicFile.write("gone", to: "/dev/null")
        let attributes = try FileManager.default.attributesOfItem(atPath: "/dev/null")
        #expect(attributes[.type] as? FileAttributeType == .typeCharacterSpecial)
    }

    @Test func saysWhatIsMissing() throws {
        try withScratchFolder { folder in
            let missing = try #require(throws: Diagnostic.self) { try AtomicFile.write("", to: folder + "/a/b.txt") }
            #expect(missing.message == "cannot write `\(folder)/a/b.txt`: there is no folder `\(folder)/a`")
            #expect(missing.label == "make it with `mkdir -p \(folder)/a`")
            let inTheWay = try #require(throws: Diagnostic.self) { try AtomicFile.write("", to: folder) }
            #expect(inTheWay.message == "cannot write `\(folder)`: it is a folder")
            let absent = try #require(throws: Diagnostic.self) { try MappedFile(reading: folder + "/none") }
            #expect(absent.message == "cannot read `\(folder)/none`: there is no such file")
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"))) func saysThatTheDiskIsFull() throws {
        let full = try #require(throws: Diagnostic.self) { try AtomicFile.write("x", to: "/dev/full") }
        #expect(full.message == "cannot write `/dev/full`: the disk is full")
    }

    /// What no test can bring about on every machine.
    @Test(arguments: [
        (EDQUOT, "cannot write `/a/b.txt`: the disk is full"), (EROFS, "cannot write `/a/b.txt`: the disk is read-only"),
        (ENOTDIR, "cannot write `/a/b.txt`: `/a` is a file, not a folder"), (EPERM, "cannot write `/a/b.txt`: permission denied"),
        (EIO, "cannot write `/a/b.txt`: input/output error"),
    ])
    func saysWhatTheSystemRefuses(code: Int32, message: String) {
        #expect(trouble("write", "/a/b.txt", code: code).message == message)
    }

    @Test func removesOnlyWhatKilledWritersOfThatFileLeft() throws {
        try withScratchFolder { folder in
            let path = folder + "/a.bin"
            let others = [".a.bin.tmp", ".a.bin.7-x.tmp", ".b.bin.7-1.tmp", "a.bin", "a.bin.7-1.tmp"]
            for name in others + [".a.bin.7-1.tmp", ".a.bin.123-45.tmp"] { try AtomicFile.write("x", to: folder + "/" + name) }
            let own = (temporarySibling(of: path) as NSString).lastPathComponent
            try AtomicFile.write("x", to: folder + "/" + own)
            AtomicFile.removeRemains(of: path)
            #expect(try entries(folder) == others.sorted())
        }
    }

    @Test func makesAnEmptyFolderOrFindsOne() throws {
        try withScratchFolder { folder in
            for _ in 0..<2 { try AtomicFolder.make(folder + "/new") }
            #expect(try entries(folder + "/new").isEmpty)
            try AtomicFile.write("", to: folder + "/file")
            let inTheWay = try #require(throws: Diagnostic.self) { try AtomicFolder.make(folder + "/file") }
            #expect(inTheWay.message == "cannot write the folder `\(folder)/file`: it is a file")
            let orphan = try #require(throws: Diagnostic.self) { try AtomicFolder.make(folder + "/a/b") }
            #expect(orphan.label == "make it with `mkdir -p \(folder)/a`")
        }
    }

    /// Root may write everywhere.
    @Test(.enabled(if: geteuid() != 0)) func saysThatAFolderCannotBeWrittenTo() throws {
        try withScratchFolder { folder in
            try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder)
            let finding = try #require(throws: Diagnostic.self) { try AtomicFolder.make(folder) }
            #expect(finding.message == "cannot write `\(folder)`: permission denied")
        }
    }

    @Test func makesAFolderWholeOrNotAtAll() throws {
        try withScratchFolder { folder in
            let path = folder + "/model"
            #expect(throws: Interruption.self) {
                try AtomicFolder.write(to: path) { temporary in
                    try AtomicFile.write("half", to: temporary + "/config.json")
                    throw Interruption()
                }
            }
            #expect(try entries(folder).isEmpty)
            for version in ["1", "2"] {
                try AtomicFolder.write(to: path + "/") { try AtomicFile.write(version, to: $0 + "/config.json") }
                #expect(try text(path + "/config.json") == version)
            }
            #expect(try entries(folder) == ["model"])
        }
    }

    @Test func neverRemovesAForeignFile() throws {
        try withScratchFolder { folder in
            try AtomicFile.write("years of work", to: folder + "/thesis.tex")
            let finding = try #require(throws: Diagnostic.self) {
                try AtomicFolder.write(to: folder) { try AtomicFile.write("{}", to: $0 + "/config.json") }
            }
            #expect(finding.message == "cannot replace the folder `\(folder)`: it also holds `thesis.tex`")
            #expect(try entries(folder) == ["thesis.tex"])
        }
    }

    @Test func namesTheFinalFolderInFindings() throws {
        try withScratchFolder { folder in
            let finding = try #require(throws: Diagnostic.self) {
                try AtomicFolder.write(to: folder + "/model") { try AtomicFile.write("", to: $0 + "/sub/config.json") }
            }
            #expect(finding.message.hasPrefix("cannot write `\(folder)/model/sub/config.json`"))
        }
    }
}
