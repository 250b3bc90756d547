import KongSandbox
import Testing

@Suite struct JSONTests {
  @Test(arguments: [
    #"{"b":1,"a":[true,false,null],"":{"x":-0.5}}"#, #"[]"#, #"{}"#, #""a/b ü✓ \" \\ \n\r\t\b\f\u0001\u007f""#, "0",
    "-12", "9223372036854775807", #"[[[]]]"#, #"{"a":1.5}"#,
  ])
  func `what is read is written again byte for byte`(text: String) throws {
    #expect(String(decoding: try JSONParser.parse(text.utf8).bytes, as: UTF8.self) == text)
  }

  @Test(arguments: [
    "", " ", "{", "[", "[1,]", "{,}", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, "{a:1}", "'a'", "01", "-", "1.", ".5", "1e",
    "+1", "nul", "truex", "NaN", "1 2", #""a"#, #""\x""#, #""\u12""#, #""\ud800""#, #""\udc00\ud800""#, "\"\n\"",
    "1e999",
    String(repeating: "[", count: 200) + String(repeating: "]", count: 200),
  ])
  func `what is not JSON is refused`(text: String) {
    #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(text.utf8) }
  }

  @Test func `invalid UTF-8 is refused`() {
    #expect(throws: JSONSyntaxError.self) { try JSONParser.parse([0x22, 0xFF, 0x22]) }
  }

  @Test func `escapes become the characters they stand for`() throws {
    #expect(try JSONParser.parse(#""\u00e9\ud83d\ude00\/""#.utf8) == .string("é😀/"))
  }

  @Test func `the last of equal names counts, in the place of the first`() throws {
    #expect(try JSONParser.parse(#"{"a":1,"b":2,"a":3}"#.utf8) == ["a": .integer(3), "b": .integer(2)])
  }

  @Test(arguments: [("1e2", 100.0), ("-1.25E-2", -0.0125), ("12345678901234567890", 12_345_678_901_234_567_890.0)])
  func `numbers that are no integers are read as floating point`(text: String, number: Double) throws {
    #expect(try JSONParser.parse(text.utf8) == .number(number))
  }
}
