import Foundation
import Testing

@testable import Report

/// The colours as the page's style sheet has them, for light, dark and paper.
struct ContrastTests {
    private let sheets = PageStyle.css.matches(of: #/:root\{([^}]*)\}/#).map { match in
        Dictionary(uniqueKeysWithValues: match.output.1.split(separator: ";").map { line in
            let parts = line.split(separator: ":")
            return (String(parts[0].dropFirst(2)), String(parts[1]))
        })
    }

    /// WCAG 2.2, relative luminance and contrast ratio.
    private func contrast(_ a: String, _ b: String) -> Double {
        func luminance(_ colour: String) -> Double {
            let value = Int(colour.dropFirst(), radix: 16) ?? 0
            let channels = [16, 8, 0].map { shift in
                let channel = Double((value >> shift) & 0xff) / 255
                return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4)
            }
            return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
        }
        let (light, dark) = (max(luminance(a), luminance(b)), min(luminance(a), luminance(b)))
        return (light + 0.05) / (dark + 0.05)
    }

    @Test func everyInkCanBeReadOnEveryGroundThatItStandsOn() throws {
        #expect(sheets.count == 3)
        #expect(abs(contrast("#000000", "#ffffff") - 21) < 1e-9)
        let entities = ["per", "org", "loc", "misc", "other-0", "other-1", "other-2", "other-3"]
        let pairs = ["ground", "panel"].flatMap { ground in ["ink", "soft", "link"].map { ($0, ground) } } + entities.map { ("ink", $0) } + [("bad", "bad-ground"), ("ground", "bad")]
        for sheet in sheets {
            for (ink, ground) in pairs {
                let (a, b) = (try #require(sheet[ink]), try #require(sheet[ground]))
                #expect(contrast(a, b) >= 4.5, "\(ink) \(a) on \(ground) \(b)")
            }
        }
    }

    @Test func everyVariableIsDefined() {
        let used = Set(PageStyle.css.matches(of: #/var\(--([a-z0-9-]+)\)/#).map { String($0.output.1) })
        for sheet in sheets { #expect(used.subtracting(sheet.keys) == []) }
    }
}
