import AuthenticationCore
import TestSupport
import Testing

/// Whose a token is: the credential that it names among those of the consumer, key-1 (the newest) and key-0.
@Suite struct `The key of a token` {
  private static let noKey = TokenFault.failed("the claim 'key' is missing or not a string")
  private static let expired = #"{"key":"key-9","iat":1,"exp":2}"#

  static let cases: [TokenCase] = [
    TokenCase("the newest credential", CraftedToken.token(), nil),
    TokenCase("an older credential", signed(key: #""key-0""#, secret: "secret-0"), nil),
    TokenCase("one's key with the other's secret", signed(key: #""key-0""#, secret: "secret-1"), .signature),
    TokenCase("the other way round", signed(key: #""key-1""#, secret: "secret-0"), .signature),
    TokenCase("an unknown key", signed(key: #""key-9""#), .signature),
    TokenCase("an unknown key and secret", signed(key: #""key-9""#, secret: "secret-9"), .signature),
    TokenCase(
      "an expired token of another consumer", CraftedToken.token(payload: expired, secret: "secret-9"), .signature),
    TokenCase("an expired token with an unknown key", CraftedToken.token(payload: expired), .signature),
    TokenCase("an expired token of ours", signed(key: #""key-0""#, secret: "secret-0", exp: 1), .expired(at: 1)),
    TokenCase("an expired token with another signature", signed(key: #""key-1""#, secret: "guess", exp: 1), .signature),
    TokenCase("the key in upper case", signed(key: #""KEY-1""#), .signature),
    TokenCase("a space behind the key", signed(key: #""key-1 ""#), .signature),
    TokenCase("a zero byte behind the key", signed(key: #""key-1\u0000""#), .signature),
    TokenCase("an empty key", signed(key: #""""#), .signature),
    TokenCase("a number as key", signed(key: "5"), noKey),
    TokenCase("a number as key, not signed by us", signed(key: "5", secret: "guess"), .signature),
    TokenCase("null as key", signed(key: "null"), noKey),
    TokenCase("a list as key", signed(key: #"["key-1"]"#), noKey),
    .payload(#"{"iat":1000,"exp":2000}"#, noKey),
    .payload(#"{"iss":"key-1","iat":1000,"exp":2000}"#, noKey),
    TokenCase(
      "the key in the header",
      CraftedToken.token(header: #"{"alg":"HS256","key":"key-1"}"#, payload: #"{"iat":1000,"exp":2000}"#), noKey),
  ]

  private static func signed(key: String, secret: String = "secret-1", exp: Int = 2000) -> String {
    CraftedToken.token(payload: #"{"key":\#(key),"iat":1000,"exp":\#(exp)}"#, secret: secret)
  }

  @Test(arguments: cases)
  func `decides which secret must have signed`(_ token: TokenCase) throws {
    try token.check()
  }

  @Test func `is looked for in the claim that the policy names`() throws {
    let payload = #"{"iss":"key-0","key":"key-1","iat":1000,"exp":2000}"#
    let policy = TokenPolicy.stub(keyClaimName: "iss")
    try TokenCase("older", CraftedToken.token(payload: payload, secret: "secret-0"), nil).check(policy: policy)
    try TokenCase("newest", CraftedToken.token(payload: payload), .signature).check(policy: policy)
  }

  @Test func `is compared byte for byte`() throws {
    // One letter in two spellings, which are equal as Swift strings.
    let credentials = try #require(
      ConsumerCredentials(consumerID: "c", credentials: [.stub(key: "caf\u{E9}")]))
    let payload = "{\"key\":\"cafe\u{301}\",\"iat\":1000,\"exp\":2000}"
    #expect(throws: TokenFault.signature) {
      try TokenVerifier(policy: .stub()).verify(CraftedToken.token(payload: payload), for: credentials, at: 1500)
    }
  }
}
