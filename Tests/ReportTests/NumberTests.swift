import Report
import Testing

struct NumberTests {
    @Test(arguments: [
        (0, "0"), (999, "999"), (1000, "1,000"), (14_041, "14,041"), (-1_234_567, "-1,234,567"),
        (Int.min, "-9,223,372,036,854,775,808"),
    ])
    func thousandsAreSetApart(number: Int, expected: String) {
        #expect(grouped(number) == expected)
    }

    @Test(arguments: [
        (0.7123, "0.712"), (0.7125, "0.713"), (1, "1.000"), (0, "0.000"), (-0.0004, "0.000"), (-0.5, "-0.500"),
        (99.9996, "100.000"), (0.0625, "0.063"),
        (1e16, "1e+16"), (.nan, "nan"), (-.infinity, "-inf"),
    ])
    func scoresHaveThreeDecimals(number: Double, expected: String) {
        #expect(threeDigits(number) == expected)
    }

    @Test func nounsAgreeWithTheirNumber() {
        #expect(counted(1, "sentence") == "1 sentence")
        #expect(counted(0, "sentence") == "0 sentences")
        #expect(counted(2_000, "entity", plural: "entities") == "2,000 entities")
    }
}
