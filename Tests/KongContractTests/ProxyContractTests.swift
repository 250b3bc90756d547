import AuthenticationCore
import Foundation
import Identifiers
import NIOHTTP1
import TestSupport
import Testing

/// Which tokens Kong's jwt plugin believes: the other half of the contract.
@Suite(.timeLimit(.minutes(5))) struct ProxyContractTests {
  /// What is done to a token that would be right.
  enum Token: String, Sendable, CaseIterable {
    case right = "as it was minted"
    case expired = "expired"
    case unsigned = "without its signature"
    case tampered = "with another payload"
    case foreign = "signed with another secret"
    case unknownKey = "with a key that nobody has"

    var isBelieved: Bool { self == .right }
  }

  @Test(arguments: Token.allCases, KongUnderTest.all)
  func `a token is believed only`(_ token: Token, by target: KongUnderTest) async throws {
    try await target.use { kong in
      try await kong.withProtectedRoute { path in
        try await kong.withConsumer(username: "holder-\(kong.run)") { id in
          try await kong.addCredential(#"{"key":"holder-{run}","secret":"\#(Self.secret)"}"#, to: id)
          let right = Self.mint(try await target.lookUp(id, in: kong).get().signing, for: id)
          // From here on the proxy has heard of everything.
          #expect(try await kong.settled(path, token: right, to: 200) == 200)
          let status = try await kong.settled(
            path, token: Self.spoil(right, token, id, kong.run), to: token.isBelieved ? 200 : 401)
          #expect(status == (token.isBelieved ? 200 : 401))
        }
      }
    }
  }

  @Test(arguments: KongUnderTest.all)
  func `a token is worth nothing once its credential is gone`(_ target: KongUnderTest) async throws {
    try await target.use { kong in
      try await kong.withProtectedRoute { path in
        try await kong.withConsumer(username: "holder-\(kong.run)") { id in
          let made = try await kong.addCredential(#"{"key":"gone-{run}","secret":"\#(Self.secret)"}"#, to: id)
          let token = Self.mint(try await target.lookUp(id, in: kong).get().signing, for: id)
          #expect(try await kong.settled(path, token: token, to: 200) == 200)
          try await kong.operate(.DELETE, "/consumers/\(id)/jwt/\(made.id ?? "")")
          #expect(try await kong.settled(path, token: token, to: 401) == 401)
        }
      }
    }
  }

  private static let secret = "0123456789abcdef0123456789abcdef"

  private static func mint(_ credential: JWTCredential, for id: String, lifetime: Int64 = 900) -> String {
    var bytes: [UInt8] = []
    TokenMinter(policy: .stub(lifetimeSeconds: lifetime)).mint(
      for: .stub(id: id, username: "holder"), with: credential,
      at: Int64(Date().timeIntervalSince1970) - (lifetime < 60 ? 120 : 0), id: UUIDGenerator().next(), into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func spoil(_ token: String, _ how: Token, _ id: String, _ run: String) -> String {
    let parts = token.split(separator: ".").map(String.init)
    let known = JWTCredential.stub(key: "holder-\(run)", secret: secret)
    let other = mint(JWTCredential.stub(key: "holder-\(run)", secret: String(secret.reversed())), for: "someone-else")
    return switch how {
    case .right: token
    case .expired: mint(known, for: id, lifetime: 1)
    case .unsigned: "\(parts[0]).\(parts[1])."
    case .tampered: "\(parts[0]).\(other.split(separator: ".")[1]).\(parts[2])"
    case .foreign: other
    case .unknownKey: mint(JWTCredential.stub(key: "nobody-\(run)", secret: secret), for: id)
    }
  }
}
