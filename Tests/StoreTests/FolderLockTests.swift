import Diagnostics
import Foundation
import Testing

@testable import Store

@Suite struct FolderLockTests {
    @Test func aFolderIsGivenToOneAndToTheNextWhenThatIsGone() throws {
        try withScratchFolder { folder in
            var first: FolderLock? = try FolderLock(folder)
            let finding = try #require(throws: Diagnostic.self) { try FolderLock(folder) }
            #expect(finding.message == "another run is using the folder `\(folder)`")
            #expect(first != nil)
            first = nil
            _ = try FolderLock(folder)
        }
    }

    @Test func saysThatThereIsNoFolder() throws {
        try withScratchFolder { folder in
            let finding = try #require(throws: Diagnostic.self) { try FolderLock(folder + "/none") }
            #expect(finding.message == "cannot read `\(folder)/none`: there is no such file")
        }
    }
}
