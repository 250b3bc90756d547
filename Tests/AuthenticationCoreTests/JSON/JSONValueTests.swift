import AuthenticationCore
import Foundation
import TestSupport
import Testing

@Suite struct `JSON value` {
  private static let readable: [(String, JSONValue)] = [
    ("null", .null), ("true", .bool(true)), ("false", .bool(false)), (" \t\r\n1 \n", .number(1)),
    ("0", .number(0)), ("-0", .number(0)), ("-12", .number(-12)), ("1.5", .number(1.5)), ("1e2", .number(100)),
    ("1E+2", .number(100)), ("25e-1", .number(2.5)), ("9007199254740993", .number(9_007_199_254_740_992)),
    ("1e-400", .number(0)), (#""""#, .string("")), (#""é漢😀""#, .string("é漢😀")),
    (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{C}\n\r\t")), (#""\u0041\u00e9\u6F22""#, .string("Aé漢")),
    (#""\u0000""#, .string("\0")), (#""\ud83d\ude00""#, .string("😀")),
    (#""\uFFFF\udbff\udfff""#, .string("\u{FFFF}\u{10FFFF}")),
    ("\"\u{7F}\u{2028}\"", .string("\u{7F}\u{2028}")),
    ("[]", .array([])), ("[1,[2],{}]", .array([.number(1), .array([.number(2)]), .object([:])])),
    ("{}", .object([:])), (#"{"a":1,"b":{"a":null}}"#, .object(["a": .number(1), "b": .object(["a": .null])])),
    (#"{"":"","A":0,"a":1}"#, .object(["": .string(""), "A": .number(0), "a": .number(1)])),
  ]

  @Test(arguments: readable)
  func `is read from text`(text: String, value: JSONValue) {
    #expect(JSONValue(parsing: Array(text.utf8)) == value)
  }

  @Test(arguments: [
    "", " ", "nul", "nulll", "True", "tru", "falsey", "undefined", "NaN", "Infinity", "-Infinity", "1 2", "1,", "01",
    "-01", "00",
    "-", "+1", "--1", "1.", ".5", "1.e2", "1e", "1e+", "1e1.5", "0x10", "1_000", "1e999", "-1e999", "\"", "\"a", "a\"",
    "'a'",
    #""\""#, #""\x41""#, #""\u""#, #""\u12""#, #""\u12g4""#, #""\u 123""#, #""\U0041""#, #""\ud800""#, #""\ud800x""#,
    #""\ud800\n""#, #""\ud800\u0041""#, #""\udc00""#, #""\udc00\ud800""#, #""\ud800\ud800""#, "\"\n\"", "\"\t\"",
    "\"\0\"",
    "\"\u{1F}\"", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[,]", "[1 2]", "[1]]", "{", "}", "{1:2}", "{a:1}", #"{"a"}"#,
    #"{"a":}"#,
    #"{"a":1"#, #"{"a":1,}"#, #"{,"a":1}"#, #"{"a":1 "b":2}"#, #"{"a":1}}"#, #"{"a":1,"a":1}"#, #"{"a":1,"\u0061":2}"#,
    "\u{FEFF}1", "1\u{FEFF}", "1\0", "/**/1", "1//", "\u{A0}1", "\u{B}1",
  ])
  func `is not read from anything else`(_ text: String) {
    #expect(JSONValue(parsing: Array(text.utf8)) == nil)
  }

  @Test(
    arguments: [
      [0xFF], [0xC0, 0x80], [0xC3], [0xC3, 0x28], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0xF8, 0x88, 0x80, 0x80, 0x80],
      [0x80],
    ] as [[UInt8]])
  func `is not read from what is not UTF-8`(_ bytes: [UInt8]) {
    #expect(JSONValue(parsing: [0x22] + bytes + [0x22]) == nil)
  }

  @Test(arguments: ["[", #"{"a":"#])
  func `is nested 32 levels deep at most`(_ opening: String) {
    func nested(_ depth: Int) -> [UInt8] {
      let closing = opening == "[" ? "]" : "}"
      let innermost = opening == "[" ? "[]" : "{}"
      return Array(
        (String(repeating: opening, count: depth - 1) + innermost + String(repeating: closing, count: depth - 1)).utf8)
    }
    #expect(JSONValue(parsing: nested(32)) != nil)
    #expect(JSONValue(parsing: nested(33)) == nil)
    #expect(JSONValue(parsing: nested(100_000)) == nil)
  }

  /// Whatever it reads of mutilated text, Foundation reads too.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `is never read where Foundation finds none`(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let text = Array(#"{"a":[1,-2.5e3,true,null,"x\n\u00e9\ud83d\ude00é"],"b":{"c":{}},"d":"漢"}"#.utf8)
    for _ in 0..<200 {
      var bytes = text
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let index = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[index] = .random(in: .min ... .max, using: &random)
        case 1: bytes.remove(at: index)
        default: bytes.insert(text[Int.random(in: text.indices, using: &random)], at: index)
        }
      }
      guard JSONValue(parsing: bytes) != nil else { continue }
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) }
    }
  }
}
