import Testing

@testable import Report

struct ScaleTests {
    @Test(arguments: [
        ([0.0, 1.0], ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]), ([0.61, 0.655], ["0.61", "0.62", "0.63", "0.64", "0.65", "0.66"]),
        ([0, 375], ["0", "50", "100", "150", "200", "250", "300", "350", "400"]), ([-3, 4], ["-3", "-2", "-1", "0", "1", "2", "3", "4"]),
        ([1200, 5300], ["1,000", "2,000", "3,000", "4,000", "5,000", "6,000"]),
    ])
    func ticksAreRoundNumbersThatHoldTheValues(values: [Double], expected: [String]) {
        let scale = Scale(Axis("x"), holding: values)
        #expect(scale.ticks.map(scale.text) == expected)
        #expect(values.allSatisfy { scale.lower <= $0 && $0 <= scale.upper })
    }

    @Test func aLogarithmicScaleHasOneTwoAndFive() {
        let scale = Scale(Axis("gold sentences", isLogarithmic: true), holding: [50, 7901])
        #expect(scale.ticks.map(scale.text) == ["50", "100", "200", "500", "1,000", "2,000", "5,000"])
        #expect(scale.position(50) == 0 && scale.position(7901) == 1)
        #expect(abs(scale.position((50 * 7901.0).squareRoot()) - 0.5) < 1e-12)
    }

    @Test func oneValueAloneHasRoomAroundIt() {
        for axis in [Axis("x"), Axis("x", isLogarithmic: true)] {
            let scale = Scale(axis, holding: [7])
            #expect(scale.lower < 7 && 7 < scale.upper)
            #expect(scale.position(7) > 0.2 && scale.position(7) < 0.8)
        }
    }

    @Test func whatIsAskedForIsSeen() {
        let scale = Scale(Axis("share", range: 0...1), holding: [0.4, 0.6])
        #expect(scale.lower == 0 && scale.upper == 1)
    }
}
