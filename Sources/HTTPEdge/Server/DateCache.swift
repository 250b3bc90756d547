/// The `Date` header line of the current second, RFC 9110 section 6.6.1, rendered once a second.
struct DateCache {
  private var second: Int = .min
  private var line: [UInt8] = []

  /// The line `Date: Sun, 06 Nov 1994 08:49:37 GMT` with its CRLF; `now` is in seconds since 1970.
  mutating func line(at now: Int) -> [UInt8] {
    if now != second {
      second = now
      line = Array("Date: \(HTTPDate.format(now))\r\n".utf8)
    }
    return line
  }
}
