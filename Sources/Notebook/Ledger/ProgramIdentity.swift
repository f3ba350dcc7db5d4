import Foundation

/// Which program computed a value: values of another are not taken for its own.
struct ProgramIdentity: Encodable {
    /// The kernel of the matrix library: sums round as it orders them.
    var engine: String
    /// The executable's size and when it was built.
    private var build = Self.build

    static func current(engine: String) -> ProgramIdentity { ProgramIdentity(engine: engine) }

    private init(engine: String) {
        self.engine = engine
    }

    private static let build: [Int] = {
        var status = stat()
        guard let path = Bundle.main.executablePath, stat(path, &status) == 0 else { return [] }
        return [Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
    }()
}
