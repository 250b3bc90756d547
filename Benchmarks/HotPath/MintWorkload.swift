import AuthenticationCore
import Identifiers

/// One token for one consumer with a prepared credential: claims, base64url, HMAC.
struct MintWorkload: Workload {
  /// Bytes of a token of these claims, and more.
  private static let room = 1024

  private let minter = TokenMinter(
    policy: TokenPolicy(issuer: "https://api.example.com", audience: ["example-api"]))
  private let consumer = Consumer(id: "7e1b5a0e-3b1c-4c0e-9a63-0d9b6f0c3a11", username: "test-consumer-001")
  private let credential = JWTCredential(
    key: "test-consumer-001-jwt-key", secret: Secret("test-consumer-001-jwt-secret-0123456789"), createdAt: 0)
  private let ids = UUIDGenerator()

  func run(iterations: Int) throws {
    var token: [UInt8] = []
    token.reserveCapacity(Self.room)
    for iteration in 0..<iterations {
      token.removeAll(keepingCapacity: true)
      minter.mint(
        for: consumer, with: credential, at: 1_700_000_000 + Int64(iteration), id: ids.next(), into: &token)
    }
    guard token.count(where: { $0 == UInt8(ascii: ".") }) == 2 else { throw WrongResult(description: "not a token") }
  }
}
