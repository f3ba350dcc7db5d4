import Foundation

/// Where nds keeps what is not the user's own work, after the XDG base directory specification.
package struct UserFolders: Sendable {
    /// Models that were set up: `$XDG_DATA_HOME/nds`.
    package let data: String
    /// The store of calls: `$XDG_CACHE_HOME/nds`. What is lost here is computed again.
    package let cache: String
    /// History and the prompt's journals: `$XDG_STATE_HOME/nds`.
    package let state: String

    package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        let home = environment["HOME"] ?? NSHomeDirectory()
        // The specification has relative paths ignored.
        func folder(_ variable: String, _ usual: String) -> String {
            let base = environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(home)/\(usual)"
            return base + "/nds"
        }
        data = folder("XDG_DATA_HOME", ".local/share")
        cache = folder("XDG_CACHE_HOME", ".cache")
        state = folder("XDG_STATE_HOME", ".local/state")
    }
}
