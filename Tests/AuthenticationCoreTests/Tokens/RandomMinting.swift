import AuthenticationCore
import Identifiers
import TestSupport
import Testing

/// Everything that goes into a token, drawn at random.
struct RandomMinting: Sendable, CustomTestStringConvertible {
  let policy: TokenPolicy
  let username: String
  let key: String
  let secret: String
  let id: UUIDv4
  let now: Int64

  init(seed: UInt64, now: Int64) {
    var random = SplitMix64(seed: seed)
    let audience = (0..<Int.random(in: 1...4, using: &random)).map { _ in Self.text(1...30, &random) }
    policy = .stub(
      issuer: Bool.random(using: &random) ? "https://api.example.com/" : Self.text(1...60, &random),
      audience: audience,
      keyClaimName: Bool.random(using: &random) ? "key" : "client_key",
      lifetimeSeconds: Int64.random(in: 1...60, using: &random) * 60,
      notBeforeSkewSeconds: Int64.random(in: 0...300, using: &random),
      uniqueNamePrefix: Bool.random(using: &random) ? nil : Self.text(0...20, &random),
      validatesClaims: Bool.random(using: &random))
    username = Self.text(1...100, &random)
    key = Self.text(1...40, &random)
    secret = Self.text(1...100, &random)
    id = UUIDv4(randomBits: random.next(), random.next())
    self.now = now
    testDescription = "seed \(seed)"
  }

  let testDescription: String

  var token: String {
    var output: [UInt8] = []
    TokenMinter(policy: policy).mint(
      for: .stub(username: username), with: .stub(key: key, secret: secret), at: now, id: id, into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// Text from all over Unicode, with a liking for what JSON has to escape.
  private static func text(_ length: ClosedRange<Int>, _ random: inout SplitMix64) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: length, using: &random) {
      let ranges: [ClosedRange<UInt32>] = [
        0x20...0x7E, 0x20...0x7E, 0x00...0x1F, 0x22...0x22, 0x5C...0x5C, 0x7F...0xFF, 0x300...0x36F, 0x2028...0x2029,
        0x4E00...0x9FFF, 0xE000...0xFFFF, 0x1F300...0x1FAFF, 0x10000...0x10FFFF,
      ]
      let range = ranges[Int.random(in: ranges.indices, using: &random)]
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) { text.append(scalar) }
    }
    return String(text)
  }
}
