import Foundation

/// How the paths within a value are to be encoded: as they are, or by their file's name alone, so that a value has the same digest
/// in whatever folder its files lie.
package final class PathsInEncoding {
    package let isPortable: Bool
    /// A path was met.
    package private(set) var hasAny = false

    package init(isPortable: Bool) {
        self.isPortable = isPortable
    }

    package static let key = CodingUserInfoKey(rawValue: "paths")!

    /// What stands for a path in an encoding.
    package static func shown(_ path: String, to encoder: any Encoder) -> String {
        guard let paths = encoder.userInfo[key] as? PathsInEncoding else { return path }
        paths.hasAny = true
        return paths.isPortable ? (path as NSString).lastPathComponent : path
    }
}
