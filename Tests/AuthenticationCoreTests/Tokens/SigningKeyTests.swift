import AuthenticationCore
import Crypto
import TestSupport
import Testing

@Suite struct `Signing key` {
  struct KnownAnswer: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let key: [UInt8]
    let message: [UInt8]
    let signature: String

    init(_ name: String, key: [UInt8], message: String, _ signature: String) {
      testDescription = name
      self.key = key
      self.message = Array(message.utf8)
      self.signature = signature
    }
  }

  /// RFC 4231 section 4, but for case 5, which is about cutting signatures short.
  private static let knownAnswers = [
    KnownAnswer(
      "case 1", key: [UInt8](repeating: 0x0B, count: 20), message: "Hi There",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
    KnownAnswer(
      "case 2", key: Array("Jefe".utf8), message: "what do ya want for nothing?",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
    KnownAnswer(
      "case 6", key: [UInt8](repeating: 0xAA, count: 131),
      message: "Test Using Larger Than Block-Size Key - Hash Key First",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
    KnownAnswer(
      "case 7", key: [UInt8](repeating: 0xAA, count: 131),
      message: "This is a test using a larger than block-size key and a larger than block-size data. "
        + "The key needs to be hashed before being used by the HMAC algorithm.",
      "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"),
  ]

  private func signature(of message: [UInt8], with key: [UInt8]) -> [UInt8] {
    message.withUnsafeBytes { Array(SigningKey(bytes: key).signature(of: $0)) }
  }

  @Test(arguments: knownAnswers)
  func `signs as RFC 4231 says`(_ answer: KnownAnswer) {
    #expect(hex(signature(of: answer.message, with: answer.key)) == answer.signature)
  }

  @Test(arguments: [
    (
      [UInt8](repeating: 0xAA, count: 20), [UInt8](repeating: 0xDD, count: 50),
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    (
      Array(1...25), [UInt8](repeating: 0xCD, count: 50),
      "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
    ),
  ])
  func `signs bytes that are no text, as cases 3 and 4 of RFC 4231 say`(
    key: [UInt8], message: [UInt8], signature: String
  ) {
    #expect(hex(self.signature(of: message, with: key)) == signature)
  }

  @Test func `signs as RFC 7515 appendix A.1 says`() throws {
    let key = try #require(
      Base64URL.decode("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow".utf8))
    let input =
      "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
      + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
    let signature = try #require(Base64URL.decode("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".utf8))
    #expect(self.signature(of: Array(input.utf8), with: key) == signature)
    let isValid = Array(input.utf8).withUnsafeBytes { SigningKey(bytes: key).isValid(signature, for: $0) }
    #expect(isValid)
  }

  @Test(arguments: 0...130)
  func `signs with a key of any length`(_ length: Int) {
    var random = SplitMix64(seed: UInt64(length))
    let key = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    let message = (0..<(length * 3)).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    #expect(
      signature(of: message, with: key)
        == Array(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key))))
  }

  @Test func `takes a secret as the bytes of its text`() {
    let secret = "ζ漢=="
    let text = SigningKey(Secret(secret))
    let message = Array("message".utf8)
    #expect(
      message.withUnsafeBytes { Array(text.signature(of: $0)) } == signature(of: message, with: Array(secret.utf8)))
  }

  @Test func `signs again and again alike`() {
    let key = SigningKey(Secret("secret"))
    let signatures = (0..<3).map { _ in Array("message".utf8).withUnsafeBytes { Array(key.signature(of: $0)) } }
    #expect(Set(signatures).count == 1)
  }

  @Test func `finds no other signature valid`() {
    let key = SigningKey(Secret("secret"))
    let message = Array("message".utf8)
    let signature = message.withUnsafeBytes { Array(key.signature(of: $0)) }
    func isValid(_ other: [UInt8]) -> Bool { message.withUnsafeBytes { key.isValid(other, for: $0) } }
    #expect(isValid(signature))
    for index in signature.indices {
      for bit in 0..<8 {
        var other = signature
        other[index] ^= 1 << bit
        #expect(!isValid(other))
      }
    }
    #expect(!isValid([]))
    #expect(!isValid(signature.dropLast()))
    #expect(!isValid(signature + [0]))
  }

  @Test func `never shows its secret`() {
    let credential = JWTCredential.stub(secret: "sesame")
    var dumped = ""
    dump(credential, to: &dumped)
    for text in ["\(credential)", String(reflecting: credential), dumped, "\(credential.signingKey)"] {
      #expect(text.contains("<redacted>"))
      #expect(!text.contains("sesame"))
    }
  }

  private func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
