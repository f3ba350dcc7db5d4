import Diagnostics
import Foundation
import Testing

@testable import nds

struct KeyDecoderTests {
    private func decoded(_ bytes: [UInt8]) -> String {
        var decoder = KeyDecoder()
        return String(String.UnicodeScalarView(bytes.compactMap { decoder.take($0) }))
    }

    @Test func bytesBecomeCharacters() {
        #expect(decoded(Array("aß東🙂".utf8)) == "aß東🙂")
    }

    @Test func whatIsNotUTF8IsDropped() {
        #expect(decoded([0xff, 0x61, 0xc3, 0x62, 0x80, 0x63, 0xed, 0xa0, 0x80, 0x64]) == "abcd")
    }

    @Test func keysOfTheEditorItselfCannotBeTyped() {
        #expect(decoded([0xc2, 0x91, 0x61, 0]) == "a")
    }

    @Test func aPasteLosesControlsAndTrailingLineEnds() {
        #expect(cleaned(paste: Array("a\tb\r\n\u{1b}[31mc\rd\n\n".unicodeScalars)) == "a\tb\n[31mc\nd")
        #expect(cleaned(paste: Array("\n\n".unicodeScalars)) == "")
    }
}

struct PipedScriptTests {
    @Test func whatCannotBeReadIsSaid() throws {
        let folder = try FileHandle(forReadingFrom: URL(fileURLWithPath: NSTemporaryDirectory()))
        #expect(throws: Diagnostic("standard input cannot be read", at: Place(file: "standard input"))) { try PipedScript.read(from: folder) }
    }

    @Test func theProgramReadsAScriptFromAPipe() throws {
        let input = Pipe(), output = Pipe()
        let program = Process()
        program.executableURL = URL(fileURLWithPath: PromptSession.program)
        program.standardInput = input
        program.standardOutput = output
        try program.run()
        try input.fileHandleForWriting.write(contentsOf: Data("1 + 2\r\n(1 +\r\n4)".utf8))
        try input.fileHandleForWriting.close()
        let answer = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        program.waitUntilExit()
        #expect(program.terminationStatus == 0)
        #expect(answer.contains("3") && answer.contains("5"))
        #expect(!answer.contains("\u{1b}") && !answer.contains("nds 1>"))
    }
}

struct InterruptsTests {
    @Test func onlyAControlCSoonAfterAnotherInsists() {
        var insistence = Insistence()
        let start = ContinuousClock.now
        let answers = [0, 3, 4].map { insistence.isShown(at: start + .seconds($0)) }
        #expect(answers == [false, false, true])
    }

    // Tests of a process that ends came with Swift 6.2.
    #if compiler(>=6.2)
    @Test func aSecondControlCEndsWhatDoesNotStop() async {
        await #expect(processExitsWith: .exitCode(130)) { @MainActor in
            await Interrupts.whileRunning(cancel: { kill(getpid(), SIGINT) }) {
                kill(getpid(), SIGINT)
                try? await Task.sleep(for: .seconds(20))
            }
        }
    }
    #endif
}
