import AuthenticationCore
import TestSupport
import Testing

@Suite struct `Minting and verifying` {
  @Test(arguments: (0..<300 as Range<UInt64>).map { RandomMinting(seed: $0, now: 1_736_942_400) })
  func `fit together`(_ minting: RandomMinting) throws {
    let credentials = try #require(
      ConsumerCredentials(
        consumerID: "c", credentials: [.stub(key: minting.key, secret: minting.secret), .stub(createdAt: 2)]))
    let now = minting.now
    let token = try TokenVerifier(policy: minting.policy).verify(minting.token, for: credentials, at: now)
    #expect(token.tokenID == "\(minting.id)")
    #expect(token.subject.map { Array($0.utf8) } == Array(minting.username.utf8))
    #expect(token.issuer.map { Array($0.utf8) } == Array(minting.policy.issuer.utf8))
    let audience = minting.policy.audience
    #expect(token.audience == (audience.count == 1 ? .one(audience[0]) : .many(audience)))
    #expect(token.issuedAt == Double(now))
    #expect(token.expiresAt == Double(now + minting.policy.lifetimeSeconds))
    #expect(token.expiresIn == Int(minting.policy.lifetimeSeconds))
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `do not survive the change of a single byte`(_ seed: UInt64) throws {
    let minting = RandomMinting(seed: seed, now: 1_736_942_400)
    let credentials = try #require(
      ConsumerCredentials(consumerID: "c", credentials: [.stub(key: minting.key, secret: minting.secret)]))
    let verifier = TokenVerifier(policy: minting.policy)
    let token = Array(minting.token.utf8)
    var random = SplitMix64(seed: seed)
    for index in token.indices {
      for changed in Self.changes(of: token, at: index, &random) {
        let text = String(decoding: changed, as: UTF8.self)
        #expect(throws: TokenFault.self) { try verifier.verify(text, for: credentials, at: minting.now) }
      }
    }
  }

  /// The token with another byte, without the byte, and with a byte more.
  private static func changes(of token: [UInt8], at index: Int, _ random: inout SplitMix64) -> [[UInt8]] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ".utf8)
    var other = alphabet[Int.random(in: alphabet.indices, using: &random)]
    if other == token[index] { other ^= 1 }
    var (changed, shorter, longer) = (token, token, token)
    changed[index] = other
    shorter.remove(at: index)
    longer.insert(other, at: index)
    return [changed, shorter, longer]
  }
}
