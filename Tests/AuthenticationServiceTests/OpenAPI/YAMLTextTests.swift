import Testing

@testable import AuthenticationService

struct YAMLTextTests {
  static let table: [(JSONOutput, String)] = [
    (.null, "null\n"), (.bool(true), "true\n"), (3, "3\n"), (.hundredths(150), "1.5\n"), ("plain", "plain\n"),
    ("two words", "\"two words\"\n"), ("yes", "\"yes\"\n"), ("Null", "\"Null\"\n"), ("1", "\"1\"\n"), ("", "\"\"\n"),
    ("a-b_c/d9", "a-b_c/d9\n"), ("-", "\"-\"\n"), ("a: b", "\"a: b\"\n"), ("#a", "\"#a\"\n"), ("é", "\"é\"\n"),
    ("a\nb\t\"\\", "\"a\\nb\\t\\\"\\\\\"\n"), ("\u{7F}\u{85}\u{2028}\u{FEFF}", "\"\\u007f\\u0085\\u2028\\ufeff\"\n"),
    ([], "[]\n"), ([:], "{}\n"), ([1, [2, []], [:]], "- 1\n- - 2\n  - []\n- {}\n"),
    (
      ["a": ["b": [["c": 1, "d": ["e"]], "f"]], "200": "x", "on": [:]],
      "a:\n  b:\n    - c: 1\n      d:\n        - e\n    - f\n\"200\": x\n\"on\": {}\n"
    ),
  ]

  @Test(arguments: table) func `a value has one text`(value: JSONOutput, text: String) {
    #expect(String(decoding: YAMLText.render(value), as: UTF8.self) == text)
  }
}
