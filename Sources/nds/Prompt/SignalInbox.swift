import Foundation
import Synchronization

/// Signals, one bit each.
struct Signals: OptionSet, Sendable {
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }
    init(_ number: Int32) { rawValue = 1 << UInt32(number) }

    static let interrupt = Signals(SIGINT)
    static let terminate = Signals(SIGTERM)
    static let suspend = Signals(SIGTSTP)
    static let resume = Signals(SIGCONT)
    static let resize = Signals(SIGWINCH)
    static let childChange = Signals(SIGCHLD)
}

/// Signals that have come and wait to be acted upon. The handler only notes them here and makes a descriptor readable, so that
/// whoever waits for keys, or for a run to end, acts on them as ordinary code.
enum SignalInbox {
    /// Readable when something has come.
    static let descriptor: Int32 = ends.read

    /// From now on these signals are noted instead of having their usual effect. Idempotent.
    static func receive(_ signals: Signals) {
        _ = ends
        for number in signals.numbers {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { number in
                let code = errno
                pending.bitwiseOr(1 << UInt32(number), ordering: .sequentiallyConsistent)
                SignalInbox.wake()
                errno = code
            }
            action.sa_flags = SA_RESTART
            sigaction(number, &action, nil)
        }
    }

    /// These signals have their usual effect again.
    static func release(_ signals: Signals) {
        for number in signals.numbers { signal(number, SIG_DFL) }
    }

    /// Makes the descriptor readable, so that whoever waits there looks around.
    static func wake() {
        var byte: UInt8 = 0
        _ = write(ends.write, &byte, 1)
    }

    /// Stops the program as if SIGTSTP had never been caught; returns when it goes on.
    static func stopProcess() {
        receive(.resume)
        release(.suspend)
        // Whichever thread takes the signal stops them all, and SIGCONT makes the inbox readable. Without a shell to say `fg`
        // nothing stops, and nothing comes.
        kill(getpid(), SIGTSTP)
        var inbox = awaited(descriptor)
        poll(&inbox, 1, 500)
        receive(.suspend)
    }

    /// Takes out what has come.
    static func take() -> Signals {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(ends.read, &bytes, bytes.count) > 0 {}
        return Signals(rawValue: pending.exchange(0, ordering: .sequentiallyConsistent))
    }
}

/// For `poll`: whether something can be read there.
func awaited(_ descriptor: Int32) -> pollfd { pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0) }

private let pending = Atomic<UInt32>(0)

/// A pipe of which neither end ever blocks.
private let ends: (read: Int32, write: Int32) = {
    var pair: [Int32] = [-1, -1]
    precondition(pipe(&pair) == 0, "no descriptors left for a pipe")
    for end in pair {
        _ = fcntl(end, F_SETFL, O_NONBLOCK)
        _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    return (pair[0], pair[1])
}()

extension Signals {
    fileprivate var numbers: [Int32] { (1..<32).filter { contains(Signals(Int32($0))) }.map(Int32.init) }
}
