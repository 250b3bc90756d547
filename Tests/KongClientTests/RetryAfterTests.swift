import HTTPClientSupport
import Testing

@Suite struct `Retry-After` {
  /// `Sun, 06 Nov 1994 08:49:37 GMT`, the example of RFC 9110 section 5.6.7.
  static let example: Int64 = 784_111_777

  @Test(arguments: [
    ("0", 0), ("1", 1), ("0120", 120), ("Sun, 06 Nov 1994 08:49:37 GMT", 100), ("Sun, 06 Nov 1994 08:49:36 GMT", 99),
    ("Sun, 06 Nov 1994 08:47:57 GMT", 0), ("Sun, 06 Nov 1994 08:47:56 GMT", 0), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
    ("Mon, 07 Nov 1994 08:49:37 GMT", 86_500), ("Thu, 29 Feb 1996 00:00:00 GMT", 41_440_323),
  ])
  func `is read as seconds from now`(value: String, seconds: Int) {
    #expect(RetryAfter.seconds(in: value, now: Self.example - 100) == seconds)
  }

  @Test(arguments: [
    "", " ", "-1", "+1", "1.5", "1s", "0x10", "١", "99999999999999999999", "tomorrow", "Sun, 06 Nov 1994 08:49:37",
    "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT",
    "Sun, xx Nov 1994 08:49:37 GMT", "Sun, 06 Nov 99999 08:49:37 GMT", "Sun, 06 Nov 1994 8:49:37:00 GMT",
    "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:60:37 GMT",
    "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
  ])
  func `is nothing when it is neither seconds nor a date`(value: String) {
    #expect(RetryAfter.seconds(in: value, now: 0) == nil)
  }
}
