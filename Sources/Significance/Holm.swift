/// Holm's step-down correction (Holm 1979, A simple sequentially rejective multiple test procedure): of m p-values the i-th smallest,
/// counted from 0, is multiplied by m - i; none becomes smaller than one before it, nor larger than 1. Rejecting where the result is at
/// most α keeps the chance of any wrong rejection at α, however the tests hang together.
///
/// - Returns: in the order given.
package func holmAdjusted(_ values: [Double]) -> [Double] {
    var adjusted = values
    var largest = 0.0
    for (rank, index) in values.indices.sorted(by: { (values[$0], $0) < (values[$1], $1) }).enumerated() {
        largest = max(largest, min(1, Double(values.count - rank) * values[index]))
        adjusted[index] = largest
    }
    return adjusted
}
