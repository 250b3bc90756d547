import AuthenticationCore
import Testing

@Suite struct `JSON text` {
  private func text(_ value: String) -> String {
    var output: [UInt8] = []
    JSONText.append(value, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// The right column is what `JSON.stringify` writes.
  @Test(arguments: [
    ("", #""""#), ("plain text/~", #""plain text/~""#), ("\"", #""\"""#), ("\\", #""\\""#), ("a\"b\\c", #""a\"b\\c""#),
    ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#), ("\0", #""\u0000""#), ("\u{1}\u{7}", #""\u0001\u0007""#),
    ("\u{B}", #""\u000b""#),
    ("\u{E}\u{F}\u{10}", #""\u000e\u000f\u0010""#), ("\u{1A}\u{1B}\u{1F}", #""\u001a\u001b\u001f""#),
    ("\u{7F}\u{80}\u{A0}", "\"\u{7F}\u{80}\u{A0}\""), ("\u{2028}\u{2029}\u{FEFF}", "\"\u{2028}\u{2029}\u{FEFF}\""),
    ("é漢😀", #""é漢😀""#), ("e\u{301}", "\"e\u{301}\""), ("漢\n", #""漢\n""#),
  ])
  func `is what JSON.stringify writes`(value: String, expected: String) {
    #expect(Array(text(value).utf8) == Array(expected.utf8))
  }

  @Test func `is read back as it was`() {
    for scalar in (0...0x3000).compactMap(Unicode.Scalar.init(_:)) {
      let value = "<\(Character(scalar))>"
      guard case .string(let read) = JSONValue(parsing: Array(text(value).utf8)) else {
        Issue.record("U+\(String(scalar.value, radix: 16)) is not read back")
        continue
      }
      #expect(Array(read.utf8) == Array(value.utf8))
    }
  }

  @Test func `is appended, with or without quotes`() {
    var output = Array("x".utf8)
    JSONText.append("a\n", to: &output)
    JSONText.appendContent("b\n", to: &output)
    #expect(String(decoding: output, as: UTF8.self) == #"x"a\n"b\n"#)
  }
}
