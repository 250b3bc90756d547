import HTTPEdge
import Testing

struct EntityTagTests {
  static let tag = EntityTag("abc")

  /// Values of `If-None-Match`, and whether they name "abc" (RFC 9110 sections 8.8.3 and 13.1.2).
  static let conditions: [([String], Bool)] = [
    (["\"abc\""], true), (["W/\"abc\""], true), (["*"], true), ([" * "], true), (["\"x\", \"abc\""], true),
    (["\"x\"", "\"abc\""], true), ([",, \"abc\" ,"], true), (["\"x,\\\", W/\"abc\""], true),
    (["\"a,b\",\"abc\""], true),
    (["\"ABC\""], false), (["abc"], false), ([""], false), (["\"abc"], false), (["w/\"abc\""], false),
    (["\"abc\" \"x\""], false), (["*, \"abc\""], false), (["\"abc\"x"], false), (["W/ \"abc\""], false),
    (["\"\""], false),
  ]

  @Test(arguments: conditions) func `a condition names a version or not`(fields: [String], names: Bool) throws {
    #expect(try #require(EntityTagCondition(fields)).names(Self.tag) == names)
  }

  @Test func `without the field there is no condition`() {
    #expect(EntityTagCondition([]) == nil)
  }

  @Test func `a tag is written in quotes`() {
    #expect(Self.tag.text == "\"abc\"" && EntityTag("a", isWeak: true).text == "W/\"a\"")
  }
}

struct HTTPDateReadingTests {
  static let times: [(String, Int?)] = [
    ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
    ("Sun Nov  6 08:49:37 1994", 784_111_777), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
    ("Friday, 31-Dec-69 23:59:59 GMT", 3_155_759_999), ("Thu, 29 Feb 2024 23:59:60 GMT", 1_709_251_200),
    ("Sun, 06 Nov 1994 08:49:37 CET", nil), ("Sun, 06 Noe 1994 08:49:37 GMT", nil),
    ("Sun, 32 Nov 1994 08:49:37 GMT", nil),
    ("Sun, 06 Nov 1994 24:00:00 GMT", nil), ("784111777", nil), ("", nil), ("a b c d e f g", nil),
    ("Sun, 06 Nov 99999999999 08:49:37 GMT", nil), ("Sun, +6 Nov 1994 08:49:37 GMT", nil),
  ]

  @Test(arguments: times) func `all three forms are read`(text: String, seconds: Int?) {
    #expect(HTTPDate.seconds(of: text) == seconds)
  }

  @Test(arguments: [0, 784_111_777, 1_795_651_200, 4_102_444_799]) func `what is written is read back`(seconds: Int) {
    #expect(HTTPDate.seconds(of: HTTPDate.format(seconds)) == seconds)
  }
}
