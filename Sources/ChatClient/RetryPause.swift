import Foundation
import Random

/// How long to wait before a request is sent again.
enum RetryPause {
    static let first = 1.0
    static let longest = 60.0

    /// 1, 2, 4 … 60 seconds, of which a half is left to chance, so that requests that failed together do not come back together. Where
    /// the server names a time, that time and a little more.
    ///
    /// - Parameter attempt: how often the request was sent so far.
    static func seconds(after attempt: Int, retryAfter: Double?, stream: RandomStream) -> Double {
        var stream = stream.substream(attempt)
        let full = min(longest, first * pow(2, Double(max(1, attempt) - 1)))
        let chance = stream.uniform()
        if let retryAfter, retryAfter > 0 { return retryAfter + chance * min(1, 0.1 * retryAfter) }
        return full / 2 + chance * full / 2
    }

    /// Seconds that a response asks to wait: `Retry-After` in seconds or as a date, or its form in milliseconds. Nil for none, one that
    /// cannot be read, and one that is past.
    static func asked(by headers: [String: String], at date: Date) -> Double? {
        if let milliseconds = headers["retry-after-ms"].flatMap(Double.init), milliseconds > 0, milliseconds.isFinite { return milliseconds / 1000 }
        guard let text = headers["retry-after"] else { return nil }
        let seconds = Double(text) ?? httpDate(text)?.timeIntervalSince(date)
        return seconds.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`, and the two older forms that RFC 9110 (5.6.7) still has receivers read.
    static func httpDate(_ text: String) -> Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "GMT")
        for format in ["EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'", "EEE MMM d HH:mm:ss yyyy"] {
            formatter.dateFormat = format
            if let date = formatter.date(from: text) { return date }
        }
        return nil
    }
}
