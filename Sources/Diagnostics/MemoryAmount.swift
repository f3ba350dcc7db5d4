import Foundation

/// `5.4 GiB`, `170 MiB`, `12 KiB`: bytes as a reader takes them in.
package func memoryAmount(_ bytes: Int) -> String {
    let units = ["bytes", "KiB", "MiB", "GiB", "TiB"]
    var (amount, unit) = (Double(bytes), 0)
    while amount >= 1023.5, unit < units.count - 1 { (amount, unit) = (amount / 1024, unit + 1) }
    let digits = unit > 0 && amount < 9.95 ? 1 : 0
    return String(format: "%.\(digits)f ", amount) + units[unit]
}
