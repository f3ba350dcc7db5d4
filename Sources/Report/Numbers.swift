/// `14,041`
package func grouped(_ number: Int) -> String {
    var digits = String(number.magnitude)
    var groups: [String] = []
    while digits.count > 3 {
        groups.insert(String(digits.suffix(3)), at: 0)
        digits.removeLast(3)
    }
    return (number < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
}

/// `0.712`: three decimals, as scores are written.
package func threeDigits(_ number: Double) -> String {
    guard number.isFinite, abs(number) < 1e12 else { return "\(number)" }
    let thousandths = Int((abs(number) * 1000).rounded())
    let fraction = String(thousandths % 1000)
    let sign = number < 0 && thousandths > 0 ? "-" : ""
    return "\(sign)\(thousandths / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
}

/// `12.5`
package func oneDigit(_ number: Double) -> String {
    let tenths = threeDigits((number * 10).rounded() / 10)
    return String(tenths.dropLast(2))
}

/// `1 sentence`, `2 sentences`.
package func counted(_ number: Int, _ noun: String, plural: String? = nil) -> String {
    "\(grouped(number)) \(number == 1 ? noun : plural ?? noun + "s")"
}

/// `12 ms`, `1.2 s`, `3 min 20 s`, `2 h 5 min`
package func duration(_ seconds: Double) -> String {
    if seconds < 0.0005 { return "under 1 ms" }
    if seconds < 0.9995 { return "\(Int((seconds * 1000).rounded())) ms" }
    if seconds < 59.95 { return "\(oneDigit(seconds)) s" }
    let whole = Int(seconds.rounded())
    return whole < 3600 ? "\(whole / 60) min \(whole % 60) s" : "\(grouped(whole / 3600)) h \(whole / 60 % 60) min"
}
