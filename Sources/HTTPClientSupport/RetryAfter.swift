import Glibc

/// The value of a `Retry-After` header: seconds, or a date (RFC 9110 section 10.2.3).
package enum RetryAfter {
  /// Reads how many seconds to wait from `now` (in seconds since 1970) on; nil when the value does not say.
  ///
  /// A date in the past is zero seconds.
  package static func seconds(in value: String, now: Int64 = Int64(time(nil))) -> Int? {
    if value.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) { return Int(value) }
    guard let moment = secondsSince1970(httpDate: value) else { return nil }
    return Int(max(0, moment - now))
  }

  /// Reads the preferred form of an HTTP date, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 section 5.6.7).
  private static func secondsSince1970(httpDate text: String) -> Int64? {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let words = text.split(separator: " ")
    guard words.count == 6, words[5] == "GMT", let month = months.firstIndex(of: String(words[2])) else { return nil }
    let clock = words[4].split(separator: ":")
    guard clock.count == 3 else { return nil }
    let numbers = ([words[1], words[3]] + clock).compactMap { Int32($0) }
    guard numbers.count == 5, 1...31 ~= numbers[0], 1970...9999 ~= numbers[1] else { return nil }
    guard 0...23 ~= numbers[2], 0...59 ~= numbers[3], 0...60 ~= numbers[4] else { return nil }
    var date = tm()
    (date.tm_mday, date.tm_mon, date.tm_year) = (numbers[0], Int32(month), numbers[1] - 1900)
    (date.tm_hour, date.tm_min, date.tm_sec) = (numbers[2], numbers[3], numbers[4])
    return Int64(timegm(&date))
  }
}
