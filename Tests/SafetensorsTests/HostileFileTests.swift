import Diagnostics
import Foundation
import Testing

@testable import Safetensors

/// A file whose header says one thing and whose bytes are another.
private struct Forgery: CustomTestStringConvertible, Sendable {
    var header: String
    var dataCount = 16
    /// What the first eight bytes claim; the truth if nil.
    var claimedLength: UInt64?
    var message: String
    var testDescription: String { message }

    func open() throws {
        var bytes = withUnsafeBytes(of: (claimedLength ?? UInt64(header.utf8.count)).littleEndian) { Data($0) }
        bytes += Data(header.utf8)
        bytes += Data(count: dataCount)
        try openFile(bytes)
    }
}

private func openFile(_ bytes: Data) throws {
    let path = NSTemporaryDirectory() + "hostile-\(UUID().uuidString).safetensors"
    try bytes.write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    _ = try TensorFile(reading: path)
}

private func tensor(_ shape: String, _ offsets: String, type: String = "F32") -> String {
    #"{"dtype":"\#(type)","shape":\#(shape),"data_offsets":\#(offsets)}"#
}

private let good = tensor("[2,2]", "[0,16]")

@Suite struct HostileFileTests {
    private static let forgeries: [Forgery] = [
        Forgery(header: "", dataCount: 0, claimedLength: 10 << 30, message: "the header should be 10737418240 bytes long, but only 0 bytes follow"),
        Forgery(header: "{}", dataCount: 0, claimedLength: .max, message: "the header should be 18446744073709551615 bytes long, but only 2 bytes follow"),
        Forgery(header: "not JSON", message: "`not` is no JSON value"),
        Forgery(header: "[]", message: "a JSON object was expected"),
        Forgery(header: "", message: "the end came too early"),
        Forgery(header: #"{"a":\#(good)"#, message: "`,` or `}` expected"),
        Forgery(header: #"{"a":\#(good)} x"#, message: "more after the end of the JSON value"),
        Forgery(header: #"{"a"#, message: "quotes without their end"),
        Forgery(header: #"{"\ud800":\#(good)}"#, message: "half a surrogate pair"),
        Forgery(header: String(repeating: "[", count: 100_000), message: "nested deeper than 200 levels"),
        Forgery(header: #"{"a":\#(good),"a":\#(good)}"#, message: "`a` stands twice"),
        Forgery(header: #"{"a":{"dtype":"F32","dtype":"F16"}}"#, message: "`dtype` stands twice"),
        Forgery(header: #"{"a":{"dtype":"F32","shape":[4]}}"#, message: "`a` has no `data_offsets`"),
        Forgery(header: #"{"a":3}"#, message: "`a` should be an object"),
        Forgery(header: #"{"a":{"dtype":7,"shape":[4],"data_offsets":[0,16]}}"#, message: "`a.dtype` should be text"),
        Forgery(header: #"{"a":\#(tensor("[4]", "[0,16]", type: "F31"))}"#, message: "`a` has the unknown element type `F31`"),
        Forgery(header: #"{"a":\#(tensor("[4]", "[-16,0]"))}"#, message: "`a` has the offsets [-16, 0], where a start and an end were expected"),
        Forgery(header: #"{"a":\#(tensor("[-4]", "[0,16]"))}"#, message: "`a` has the shape [-4], which is no size of any file"),
        Forgery(header: #"{"a":\#(tensor("[4.5]", "[0,16]"))}"#, message: "`a.shape` should be a list of whole numbers"),
        Forgery(
            header: #"{"a":\#(tensor("[99999999999999999999]", "[0,16]"))}"#,
            message: "`a.shape` should be a list of whole numbers"),
        Forgery(header: #"{"a":\#(tensor("[4]", "[16,0]"))}"#, message: "`a` has the offsets [16, 0], where a start and an end were expected"),
        Forgery(header: #"{"a":\#(tensor("[4]", "[0,16,16]"))}"#, message: "`a` has the offsets [0, 16, 16], where a start and an end were expected"),
        Forgery(header: #"{"a":\#(tensor("[8]", "[0,32]"))}"#, message: "`a` ends at byte 32 of the data, which has only 16"),
        Forgery(header: #"{"a":\#(tensor("[3]", "[0,16]"))}"#, message: "`a` of shape [3] in F32 takes 12 bytes, not 16"),
        Forgery(header: #"{"a":\#(tensor("[4]", "[0,16]", type: "F16"))}"#, message: "`a` of shape [4] in F16 takes 8 bytes, not 16"),
        Forgery(header: #"{"a":\#(tensor("[4294967296,4294967296,4]", "[0,16]"))}"#, message: "`a` has the shape [4294967296, 4294967296, 4], which is no size of any file"),
        Forgery(
            header: #"{"a":\#(tensor("[3]", "[0,12]")),"b":\#(tensor("[2]", "[8,16]"))}"#,
            message: "the bytes of `b` overlap those of `a`"),
        Forgery(
            header: #"{"a":\#(tensor("[1]", "[0,4]")),"b":\#(tensor("[2]", "[8,16]"))}"#,
            message: "4 bytes before `b` belong to no tensor"),
        Forgery(header: #"{"a":\#(tensor("[2]", "[0,8]"))}"#, message: "8 bytes at the end belong to no tensor"),
        Forgery(header: #"{"a":\#(good)}"#, dataCount: 15, message: "`a` ends at byte 16 of the data, which has only 15"),
    ]

    @Test(arguments: forgeries) private func refusesWithThePlace(_ forgery: Forgery) throws {
        let finding = try #require(throws: Diagnostic.self) { try forgery.open() }
        #expect(finding.message == forgery.message)
        guard case .byte = finding.place?.position else { return #expect(Bool(false), "no byte offset") }
    }

    @Test func refusesAFileShorterThanItsLengthField() throws {
        for bytes in [Data([1, 0, 0]), Data()] {
            let finding = try #require(throws: Diagnostic.self) { try openFile(bytes) }
            #expect(finding.message == "the file ends within its first 8 bytes, which give the length of the header")
        }
    }

    @Test func refusesAHeaderThatReallyIsTenGigabytesLong() throws {
        let path = NSTemporaryDirectory() + "hostile-\(UUID().uuidString).safetensors"
        let length = UInt64(10) << 30
        try withUnsafeBytes(of: length.littleEndian) { Data($0) }.write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        // A sparse file: it takes no room on disk.
        try FileHandle(forUpdating: URL(fileURLWithPath: path)).truncate(atOffset: length + 8)
        let finding = try #require(throws: Diagnostic.self) { try TensorFile(reading: path) }
        #expect(finding.message == "the header is 10737418240 bytes long, where 100 MB is the limit")
    }

    @Test func acceptsBlanksAfterTheHeader() throws {
        try Forgery(header: #"{"a":\#(good)}     "#, message: "").open()
    }
}
