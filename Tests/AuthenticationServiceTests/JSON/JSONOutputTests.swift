import Testing

@testable import AuthenticationService

struct JSONOutputTests {
  static let table: [(JSONOutput, String, String)] = [
    (.null, "null", "null"),
    (.bool(true), "true", "true"),
    (.bool(false), "false", "false"),
    (-12, "-12", "-12"),
    (.integer(.max), "9223372036854775807", "9223372036854775807"),
    (.hundredths(0), "0", "0"), (.hundredths(5), "0.05", "0.05"), (.hundredths(10), "0.1", "0.1"),
    (.hundredths(100), "1", "1"), (.hundredths(421), "4.21", "4.21"), (.hundredths(1050), "10.5", "10.5"),
    (.array([.hundredths(99_999)]), "[999.99]", "[\n  999.99\n]"),
    ("", #""""#, #""""#),
    ("a\"b\\c\n\u{1}é", #""a\"b\\c\n\u0001é""#, #""a\"b\\c\n\u0001é""#),
    (.array([]), "[]", "[]"),
    (.object([]), "{}", "{}"),
    (.array([1, "x"]), #"[1,"x"]"#, "[\n  1,\n  \"x\"\n]"),
    (["b": 1, "a": ["c": .null]], #"{"b":1,"a":{"c":null}}"#, "{\n  \"b\": 1,\n  \"a\": {\n    \"c\": null\n  }\n}"),
    (["x": .array([])], #"{"x":[]}"#, "{\n  \"x\": []\n}"),
  ]

  @Test(arguments: table) func `values are written in order, compact and pretty`(
    _ value: JSONOutput, _ compact: String, _ pretty: String
  ) {
    #expect(String(decoding: value.compact, as: UTF8.self) == compact)
    #expect(String(decoding: value.pretty, as: UTF8.self) == pretty)
  }
}
