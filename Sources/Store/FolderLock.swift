import Diagnostics
import Foundation

/// A folder that this object alone works in, until it goes away or the process ends in whatever way.
package final class FolderLock {
    private let descriptor: Int32

    /// - Throws: `Diagnostic` that names the folder, where it cannot be opened or somebody else holds it.
    package init(_ folder: String) throws {
        descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw trouble("read", folder) }
        // Some network disks cannot lock a folder; there one has to look out oneself.
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            throw Diagnostic(
                "another run is using the folder `\(folder)`", label: "give another folder, or wait until the other run has ended")
        }
    }

    // Also where `init` throws after opening: closing there too would be of another's file.
    deinit { close(descriptor) }
}
