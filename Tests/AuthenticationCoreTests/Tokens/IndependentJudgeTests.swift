import AuthenticationCore
import Foundation
import JWTKit
import TestSupport
import Testing

/// Minted tokens before libraries that share no code with the minter.
@Suite struct `Minted tokens` {
  private static let seeds = 1000..<1240 as Range<UInt64>

  @Test(arguments: seeds)
  func `are verified by jwt-kit`(_ seed: UInt64) async throws {
    let minting = RandomMinting(seed: seed, now: 1_736_942_400)
    let keys = JWTKeyCollection()
    // It insists on 32 bytes. HMAC fills a shorter key up with zeros anyway (RFC 2104 section 2).
    let secret = Array(minting.secret.utf8)
    let filled = secret + Array(repeating: 0, count: max(0, 32 - secret.count))
    await keys.add(hmac: HMACKey(from: filled), digestAlgorithm: .sha256)
    let claims = try await keys.verify(minting.token, as: MintedClaims.self)
    #expect(claims == MintedClaims(minting))
    #expect(Array(claims.sub.utf8) == Array(minting.username.utf8))
    #expect(Array((claims.key ?? claims.clientKey ?? "").utf8) == Array(minting.key.utf8))
  }

  @Test(.enabled(if: PyJWT.isInstalled, PyJWT.hint), .timeLimit(.minutes(5)))
  func `are verified by PyJWT`() throws {
    // It has the clock of the world: the tokens are in force now.
    let now = Int64(Date().timeIntervalSince1970)
    let verdict = try PyJWT.judge(Self.seeds.map { RandomMinting(seed: $0, now: now) })
    #expect(verdict.verified == Self.seeds.count)
    #expect(verdict.refused == [])
  }

  @Test(.enabled(if: PyJWT.isInstalled, PyJWT.hint), .timeLimit(.minutes(5)))
  func `are refused by PyJWT after their time`() throws {
    let past = Int64(Date().timeIntervalSince1970) - 3601
    let verdict = try PyJWT.judge((0..<3).map { RandomMinting(seed: $0, now: past) })
    #expect(verdict.verified == 0)
    #expect(verdict.refused.allSatisfy { $0.contains("ExpiredSignatureError") })
  }
}
