import Testing

/// `GET /tokens/validate` with a token that is not believed.
struct TokenRefusalTests {
  static let times = #""iat":1736942300,"exp":1736942500"#
  static let good = TestToken(claims: times).text
  static let parts = good.split(separator: ".").map(String.init)

  static func signed(_ header: String) -> String {
    var token = TestToken(claims: times)
    token.header = header
    return token.text
  }

  static func signed(claims: String) -> String { TestToken(claims: claims).text }

  static let expiredTable = [
    (#""iat":1736942300,"exp":1736942400"#, "2025-01-15T12:00:00.000Z"),
    (#""iat":1736942300,"exp":1736942399"#, "2025-01-15T11:59:59.000Z"),
    (#""iat":1736942300,"exp":1736942399.25"#, "2025-01-15T11:59:59.250Z"),
    (#""iat":1736942300,"exp":0"#, "1970-01-01T00:00:00.000Z"),
    (#""exp":1736942399"#, "2025-01-15T11:59:59.000Z"),
    (#""iat":1736942300,"nbf":1736942500,"exp":1736942399"#, "2025-01-15T11:59:59.000Z"),
  ]

  @Test(arguments: expiredTable) func `an expired token says since when`(_ claims: String, _ expiry: String)
    async throws
  {
    let answer = try await ValidationAnswerTests.ask(Self.signed(claims: claims))
    #expect(answer.status == 401)
    #expect(answer.body == Problem.expired(at: expiry).body(instance: "/tokens/validate"))
    #expect(answer.lines == HeaderLines.problem + HeaderLines.noStore + ["WWW-Authenticate: Bearer"])
  }

  /// Name, token, reason.
  static let invalid = [
    ("one part", "x", "Invalid token format: expected 3 parts"),
    ("two parts", "a.b", "Invalid token format: expected 3 parts"),
    ("four parts", good + ".x", "Invalid token format: expected 3 parts"),
    ("three empty parts", "..", "Invalid signature"),
    ("no signature", parts[0] + "." + parts[1] + ".", "Invalid signature"),
    ("a strange signature", parts[0] + "." + parts[1] + ".AAAA", "Invalid signature"),
    ("another secret", TestToken(#"{"key":"key-of-alice",\#(times)}"#, key: "key-of-bob").text, "Invalid signature"),
    ("another consumer's", TestToken(#"{"key":"key-of-bob",\#(times)}"#, key: "key-of-bob").text, "Invalid signature"),
    (
      "another consumer's, expired",
      TestToken(#"{"key":"key-of-bob","iat":1,"exp":2}"#, key: "key-of-bob").text, "Invalid signature"
    ),
    ("padding", good + "=", "Invalid signature"),
    ("the standard alphabet", parts[0] + "." + parts[1] + "." + Self.withPlus(parts[2]), "Invalid signature"),
    ("a payload that is not base64url", TestToken.sign("\(parts[0]).!!!"), "Invalid payload encoding"),
    ("a payload that is not JSON", TestToken("hello").text, "Invalid payload JSON"),
    ("a payload that is no object", TestToken("[1]").text, "Invalid payload JSON"),
    ("a claim twice", TestToken(#"{"key":"key-of-alice","exp":1,"exp":1736942500}"#).text, "Invalid payload JSON"),
    ("not yet valid", signed(claims: times + #","nbf":1736942401"#), "Token is not yet valid"),
    (
      "no expiry", signed(claims: #""iat":1736942300"#),
      "Token validation failed: the claim 'exp' is missing or not a number"
    ),
    (
      "an expiry in words", signed(claims: #""iat":1736942300,"exp":"tomorrow""#),
      "Token validation failed: the claim 'exp' is missing or not a number"
    ),
    (
      "an absurd expiry", signed(claims: #""iat":1736942300,"exp":1e300"#),
      "Token validation failed: the claim 'exp' is out of range"
    ),
    (
      "no issue time", signed(claims: #""exp":1736942500"#),
      "Token validation failed: the claim 'iat' is missing or not a number"
    ),
    (
      "nbf in words", signed(claims: times + #","nbf":"now""#),
      "Token validation failed: the claim 'nbf' is missing or not a number"
    ),
    ("alg none", signed(#"{"alg":"none"}"#), "Token validation failed: the algorithm is not HS256"),
    ("alg HS512", signed(#"{"alg":"HS512"}"#), "Token validation failed: the algorithm is not HS256"),
    ("alg in lower case", signed(#"{"alg":"hs256"}"#), "Token validation failed: the algorithm is not HS256"),
    ("no alg", signed(#"{"typ":"JWT"}"#), "Token validation failed: the algorithm is not HS256"),
    (
      "crit", signed(#"{"alg":"HS256","crit":["exp"]}"#),
      "Token validation failed: critical header parameters are not supported"
    ),
    ("a header that is not JSON", signed("hello"), "Token validation failed: the header is not a JSON object"),
  ]

  @Test(arguments: invalid) func `an invalid token says why`(_ name: String, _ token: String, _ reason: String)
    async throws
  {
    let answer = try await ValidationAnswerTests.ask(token)
    #expect(answer.status == 400)
    #expect(answer.body == Problem.invalidToken(reason).body(instance: "/tokens/validate"))
    #expect(answer.lines == HeaderLines.problem + HeaderLines.noStore)
  }

  @Test func `every other spelling of a signature is refused`() async throws {
    let signature = Self.parts[2]
    let last = try #require(signature.last)
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    for character in alphabet where character != last {
      let token = "\(Self.parts[0]).\(Self.parts[1]).\(signature.dropLast())\(character)"
      #expect(try await ValidationAnswerTests.ask(token).status == 400)
    }
  }

  /// The signature with a character of the standard alphabet in it.
  private static func withPlus(_ signature: String) -> String { "+" + signature.dropFirst() }
}
