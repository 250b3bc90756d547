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
