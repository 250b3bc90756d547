import AuthenticationCore
import TestSupport
import Testing

@Suite struct `Base64url` {
  private func encoded(_ bytes: [UInt8]) -> String {
    var output: [UInt8] = []
    bytes.withUnsafeBytes { Base64URL.append($0, to: &output) }
    return String(decoding: output, as: UTF8.self)
  }

  /// RFC 4648 section 10 without the padding, RFC 7515 appendix C.
  @Test(arguments: [
    ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
    ("foobar", "Zm9vYmFy"),
  ])
  func `follows the examples of RFC 4648`(text: String, code: String) {
    #expect(encoded(Array(text.utf8)) == code)
    #expect(Base64URL.decode(code.utf8) == Array(text.utf8))
  }

  @Test func `follows the example of RFC 7515`() {
    #expect(encoded([3, 236, 255, 224, 193]) == "A-z_4ME")
    #expect(Base64URL.decode("A-z_4ME".utf8) == [3, 236, 255, 224, 193])
  }

  @Test(arguments: 0...100)
  func `says what Foundation says`(_ length: Int) {
    var random = SplitMix64(seed: UInt64(length))
    for _ in 0..<20 {
      let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      let text = encoded(bytes)
      #expect(text == CraftedToken.base64URL(bytes))
      #expect(text.utf8.count == Base64URL.encodedLength(of: length))
      #expect(Base64URL.decode(text.utf8) == bytes)
    }
  }

  @Test func `has a character for each number`() {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    let bytes = Base64URL.decode(alphabet.utf8)
    #expect(bytes?.count == 48)
    #expect(bytes.map(encoded) == alphabet)
  }

  @Test(arguments: [
    "A", "AAAAA", "Zg==", "Zg=", "Zm8=", "=", "====", "Zm9v=", "+AAA", "/AAA", "A+z/", "Zm 9v", "Zm9v\n", "\nZm9v",
    "Zm.v",
    "Zm9é", "Zm\09", "Zh", "Zv", "Zm9", "Zm_", "A-z_4MF", "Zm9vYh",
  ])
  func `refuses every second spelling`(_ text: String) {
    #expect(Base64URL.decode(text.utf8) == nil)
  }

  @Test func `refuses every byte outside its alphabet`() {
    let alphabet = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    for byte in UInt8.min ... .max {
      #expect((Base64URL.decode([65, byte, 65, 65]) != nil) == alphabet.contains(byte))
    }
  }
}
