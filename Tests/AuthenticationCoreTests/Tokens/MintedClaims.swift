import AuthenticationCore
import Foundation
import JWTKit

/// The claims of a minted token, as another library is to read them.
struct MintedClaims: JWTPayload, Equatable {
  enum Audience: Equatable {
    case one(String)
    case many([String])
  }

  enum CodingKeys: String, CodingKey {
    case sub, key, jti, iat, nbf, exp, iss, aud, name
    case clientKey = "client_key"
    case uniqueName = "unique_name"
  }

  let sub: String
  var key: String?
  var clientKey: String?
  let jti: String
  let iat: Int64
  let nbf: Int64
  let exp: Int64
  let iss: String
  let aud: Audience
  let name: String
  let uniqueName: String

  init(_ minting: RandomMinting) {
    let policy = minting.policy
    sub = minting.username
    key = policy.keyClaimName == "key" ? minting.key : nil
    clientKey = policy.keyClaimName == "client_key" ? minting.key : nil
    jti = "\(minting.id)"
    iat = minting.now
    nbf = minting.now - policy.notBeforeSkewSeconds
    exp = minting.now + policy.lifetimeSeconds
    iss = policy.issuer
    aud = policy.audience.count == 1 ? .one(policy.audience[0]) : .many(policy.audience)
    name = minting.username
    uniqueName = policy.uniqueNamePrefix + minting.username
  }

  /// The times are compared, not judged: the tests' clock is not the world's.
  func verify(using algorithm: some JWTAlgorithm) {}
}

extension MintedClaims.Audience: Codable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    self =
      if let text = try? container.decode(String.self) { .one(text) } else {
        .many(try container.decode([String].self))
      }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .one(let text): try container.encode(text)
    case .many(let texts): try container.encode(texts)
    }
  }
}
