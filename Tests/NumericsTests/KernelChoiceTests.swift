import Testing

@testable import Numerics

struct KernelChoiceTests {
    private let wide: Set<Substring> = ["sse2", "avx2", "fma", "avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"]

    @Test func aCPUThatOpenBLASDoesNotKnowGetsTheBestKernelsThatItCanRun() {
        #expect(KernelChoice.better(than: "Prescott", flags: wide.union(["avx512_bf16"])) == "Cooperlake")
        #expect(KernelChoice.better(than: "Prescott", flags: wide) == "SkylakeX")
        #expect(KernelChoice.better(than: "Prescott", flags: wide.subtracting(["avx512vl"])) == "Haswell")
        #expect(KernelChoice.better(than: "Prescott", flags: ["sse2", "avx2"]) == nil)
    }

    @Test func whatOpenBLASKnowsIsItsOwnChoice() {
        for known in ["Haswell", "Zen", "SkylakeX", "Sapphirerapids"] { #expect(KernelChoice.better(than: known, flags: wide) == nil) }
    }
}
