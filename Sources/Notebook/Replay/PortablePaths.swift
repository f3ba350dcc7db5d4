import Foundation
import Store

/// Writes absolute paths so that they mean the same on another machine: relative to the folder of a `path` parameter (`$data/train.conll`),
/// to the script's folder, or to the home folder (`~/models/minilm`). What lies elsewhere stays as it is.
struct PortablePaths {
    private let roots: [(path: String, name: String)]
    private let folder: String

    /// - Parameters:
    ///   - folder: of the script.
    ///   - parameters: the script's parameters that are paths, with their absolute values.
    init(folder: String, parameters: [String: String]) {
        self.folder = Paths.absolute(".", in: folder)
        let given = parameters.sorted { $0.key < $1.key }.map { (path: $0.value, name: "$" + $0.key) }
        let home = (path: Paths.absolute("~", in: "/"), name: "~")
        // Models that were set up, wherever XDG_DATA_HOME has them.
        let models = (path: UserFolders().data, name: "~/.local/share/nds")
        // The innermost root says most.
        roots = given.sorted { $0.path.utf8.count > $1.path.utf8.count } + [(self.folder, "."), models, home]
    }

    func portable(_ path: String) -> String {
        for root in roots where root.path != "/" {
            if path == root.path { return root.name }
            if path.hasPrefix(root.path + "/") {
                let rest = path.dropFirst(root.path.count + 1)
                return root.name == "." ? String(rest) : "\(root.name)/\(rest)"
            }
        }
        let way = Paths.relative(path, from: folder)
        let up = way.components(separatedBy: "../").count - 1
        // A way through the root of the file system would say where the script lies.
        return up <= 2 && up < folder.split(separator: "/").count ? way : path
    }
}
