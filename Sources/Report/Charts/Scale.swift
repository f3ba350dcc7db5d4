import Foundation

/// Where values lie along an axis, and the round numbers that are written beside it.
struct Scale: Equatable {
    let lower: Double
    let upper: Double
    let isLogarithmic: Bool
    /// From the least up, all within the scale.
    let ticks: [Double]

    /// - Parameter values: at least one of them finite; they and the axis' own range lie within the scale.
    init(_ axis: Axis, holding values: [Double]) {
        let finite = values.filter { $0.isFinite && (!axis.isLogarithmic || $0 > 0) }
        var least = min(finite.min() ?? 1, axis.range?.lowerBound ?? .infinity)
        var greatest = max(finite.max() ?? 1, axis.range?.upperBound ?? -.infinity)
        isLogarithmic = axis.isLogarithmic
        if isLogarithmic {
            if least == greatest { (least, greatest) = (least / 2, greatest * 2) }
            (lower, upper) = (least, greatest)
            ticks = Self.logarithmicTicks(least...greatest)
        } else {
            if least == greatest {
                let room = max(abs(least) * 0.1, 1e-3)
                (least, greatest) = (least - room, greatest + room)
            }
            let step = Self.roundStep(greatest - least)
            // A range that was asked for ends where it was asked to.
            lower = axis.range?.lowerBound == least ? least : (least / step).rounded(.down) * step
            upper = axis.range?.upperBound == greatest ? greatest : (greatest / step).rounded(.up) * step
            let (first, last) = ((lower / step - 1e-9).rounded(.up), (upper / step + 1e-9).rounded(.down))
            ticks = stride(from: first, through: last, by: 1).map { $0 * step }
        }
    }

    /// 0 at the lower end, 1 at the upper one.
    func position(_ value: Double) -> Double {
        let share = isLogarithmic ? log(value / lower) / log(upper / lower) : (value - lower) / (upper - lower)
        return min(max(share, 0), 1)
    }

    /// As few digits as tell the ticks apart: `0.25`, `1,000`.
    func text(_ tick: Double) -> String {
        let step = ticks.count > 1 ? zip(ticks, ticks.dropFirst()).map { $1 - $0 }.min() ?? 1 : abs(tick)
        if abs(tick) >= 1, tick == tick.rounded(), isLogarithmic || step >= 1 { return grouped(Int(tick)) }
        let digits = step > 0 ? max(0, min(6, Int((-log10(step)).rounded(.up)))) : 3
        let text = String(format: "%.\(digits)f", tick)
        return Double(text) == 0 ? String(format: "%.\(digits)f", 0.0) : text
    }

    /// A step of 1, 2 or 5 times a power of ten that divides a length into four to eight parts.
    private static func roundStep(_ length: Double) -> Double {
        let power = pow(10, log10(length / 4).rounded(.down))
        return [5, 2, 1].map { $0 * power }.first { length / $0 >= 4 } ?? power
    }

    /// 1, 2 and 5 times powers of ten; powers alone where that would be too many.
    private static func logarithmicTicks(_ range: ClosedRange<Double>) -> [Double] {
        let powers = Int(log10(range.lowerBound).rounded(.down))...Int(log10(range.upperBound).rounded(.up))
        var ticks: [Double] = [], decades: [Double] = []
        for power in powers {
            let decade = pow(10, Double(power))
            for tick in [decade, 2 * decade, 5 * decade] where range.lowerBound <= tick * (1 + 1e-9) && tick <= range.upperBound * (1 + 1e-9) {
                ticks.append(tick)
                if tick == decade { decades.append(tick) }
            }
        }
        return ticks.count > 8 && decades.count > 1 ? decades : ticks
    }
}
