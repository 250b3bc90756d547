import Crypto
package import Identifiers

/// Mints tokens: compact JWS, RFC 7515, with the claims of the service that this one replaces, in its order.
///
/// Works on bytes. Whatever does not depend on the request is rendered once; per token only the username, the credential's key, the id
/// and three times are written between.
package struct TokenMinter: Sendable {
  /// `{"alg":"HS256","typ":"JWT"}` in base64url, and the dot behind it.
  private static let header = Array("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.".utf8)

  private let policy: TokenPolicy
  private let beforeSubject = Array(#"{"sub":""#.utf8)
  private let beforeKey: [UInt8]
  private let beforeID = Array(#"","jti":""#.utf8)
  private let beforeIssuedAt = Array(#"","iat":"#.utf8)
  private let beforeNotBefore = Array(#","nbf":"#.utf8)
  private let beforeExpiry = Array(#","exp":"#.utf8)
  private let beforeName: [UInt8]
  private let beforeUniqueName: [UInt8]
  private let end = Array(#""}"#.utf8)

  package init(policy: TokenPolicy) {
    self.policy = policy
    beforeKey = Self.render(#"",""#, escaped: policy.keyClaimName, #"":""#)
    beforeName =
      Self.render(#","iss":""#, escaped: policy.issuer, #"","aud":"#) + Self.audience(policy.audience)
      + Array(#","name":""#.utf8)
    beforeUniqueName = Self.render(#"","unique_name":""#, escaped: policy.uniqueNamePrefix, "")
  }

  /// Appends a token to `output`.
  ///
  /// - Parameters:
  ///   - consumer: whose name the token carries.
  ///   - credential: signs, and is named by its key so that Kong finds the secret.
  ///   - now: seconds since 1970.
  ///   - id: the claim `jti`.
  package func mint(
    for consumer: Consumer, with credential: JWTCredential, at now: Int64, id: UUIDv4, into output: inout [UInt8]
  ) {
    let start = output.count
    output.append(contentsOf: Self.header)
    let payloadStart = output.count
    appendPayload(of: consumer, credential, now, id, to: &output)
    Base64URL.encode(&output, from: payloadStart)
    let signature = output.withUnsafeBytes {
      credential.signingKey.signature(of: UnsafeRawBufferPointer(rebasing: $0[start...]))
    }
    output.append(UInt8(ascii: "."))
    signature.withUnsafeBytes { Base64URL.append($0, to: &output) }
  }

  private func appendPayload(
    of consumer: Consumer, _ credential: JWTCredential, _ now: Int64, _ id: UUIDv4, to output: inout [UInt8]
  ) {
    output.append(contentsOf: beforeSubject)
    JSONText.appendContent(consumer.username, to: &output)
    output.append(contentsOf: beforeKey)
    JSONText.appendContent(credential.key, to: &output)
    output.append(contentsOf: beforeID)
    Self.append(id, to: &output)
    output.append(contentsOf: beforeIssuedAt)
    Self.append(now, to: &output)
    output.append(contentsOf: beforeNotBefore)
    Self.append(now - policy.notBeforeSkewSeconds, to: &output)
    output.append(contentsOf: beforeExpiry)
    Self.append(now + policy.lifetimeSeconds, to: &output)
    output.append(contentsOf: beforeName)
    JSONText.appendContent(consumer.username, to: &output)
    output.append(contentsOf: beforeUniqueName)
    JSONText.appendContent(consumer.username, to: &output)
    output.append(contentsOf: end)
  }

  private static func append(_ id: UUIDv4, to output: inout [UInt8]) {
    let start = output.count
    output.append(contentsOf: repeatElement(0, count: UUIDv4.textLength))
    output.withUnsafeMutableBytes { id.write(to: UnsafeMutableRawBufferPointer(rebasing: $0[start...])) }
  }

  /// Appends a number in decimal; a time before 1970 has its sign.
  private static func append(_ value: Int64, to output: inout [UInt8]) {
    if value < 0 { output.append(UInt8(ascii: "-")) }
    append(digitsOf: value.magnitude, to: &output)
  }

  private static func append(digitsOf value: UInt64, to output: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var (rest, first) = (value, 20)
      repeat {
        first -= 1
        digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0
      output.append(contentsOf: UnsafeMutableBufferPointer(rebasing: digits[first...]))
    }
  }

  private static func audience(_ audience: [String]) -> [UInt8] {
    guard audience.count != 1 else { return render(#"""#, escaped: audience[0], #"""#) }
    let items = audience.map { render(#"""#, escaped: $0, #"""#) }
    return Array("[".utf8) + items.joined(separator: Array(",".utf8)) + Array("]".utf8)
  }

  private static func render(_ before: String, escaped text: String, _ after: String) -> [UInt8] {
    var output = Array(before.utf8)
    JSONText.appendContent(text, to: &output)
    output.append(contentsOf: after.utf8)
    return output
  }
}
