import Diagnostics
import Foundation

/// Bad sentences or lines: the first stops the load, or all are dropped and counted.
struct SkipLedger {
    let skip: Bool
    /// What is dropped: "sentence", "line".
    let unit: String
    private var count = 0
    private var first: Diagnostic?

    init(skip: Bool, unit: String = "sentence") {
        self.skip = skip
        self.unit = unit
    }

    /// - Throws: the finding, unless bad ones are to be skipped.
    mutating func record(_ finding: Diagnostic) throws {
        if !skip { throw finding }
        count += 1
        first = first ?? finding
    }

    /// What to tell the reader, nil if nothing was skipped.
    var note: String? {
        guard let first else { return nil }
        // Without the folder: a dataset is the same wherever its file lies.
        let place = first.place.map { " at \(($0.description as NSString).lastPathComponent)" } ?? ""
        return "skipped \(count) bad \(unit)\(count == 1 ? "" : "s"), the first\(place): \(first.message)"
    }
}
