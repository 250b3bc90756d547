import Testing

@testable import HTTPEdge

struct DateCacheTests {
  @Test(arguments: [
    (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
    (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
    (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
    (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 GMT"),
    (1_709_251_200, "Fri, 01 Mar 2024 00:00:00 GMT"),
    (2_147_483_648, "Tue, 19 Jan 2038 03:14:08 GMT"),
    (4_102_444_799, "Thu, 31 Dec 2099 23:59:59 GMT"),
    (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
  ])
  func `a time becomes an IMF-fixdate`(seconds: Int, text: String) {
    #expect(HTTPDate.format(seconds) == text)
  }

  @Test(arguments: Array(1...12))
  func `every month has its name`(month: Int) {
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    // The middle of each month of 2026 is 15 days behind its first.
    let days = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
    #expect(HTTPDate.format(1_767_225_600 + (days[month - 1] + 14) * 86_400).contains(" 15 \(names[month - 1]) 2026 "))
  }

  @Test func `the line follows the clock, forwards and backwards`() {
    var cache = DateCache()
    let lines = [10, 10, 11, 10].map { String(decoding: cache.line(at: $0), as: UTF8.self) }
    #expect(lines[0] == "Date: Thu, 01 Jan 1970 00:00:10 GMT\r\n")
    #expect(lines[1] == lines[0])
    #expect(lines[2] == "Date: Thu, 01 Jan 1970 00:00:11 GMT\r\n")
    #expect(lines[3] == lines[0])
  }
}
