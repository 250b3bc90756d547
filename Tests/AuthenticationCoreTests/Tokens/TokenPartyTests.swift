import AuthenticationCore
import TestSupport
import Testing

/// Issuer and audience, which are checked only where the operator asks for it.
@Suite struct `The parties of a token` {
  private static let otherIssuer = TokenFault.failed("the issuer is not ours")
  private static let otherAudience = TokenFault.failed("the audience is not ours")

  private static let cases: [TokenCase] = [
    parties(#""iss":"https://a","aud":"x""#, nil),
    parties(#""iss":"https://a","aud":"y""#, nil),
    parties(#""iss":"https://a","aud":["z","y"]"#, nil),
    parties(#""aud":"x""#, otherIssuer),
    parties(#""iss":"https://a/","aud":"x""#, otherIssuer),
    parties(#""iss":"HTTPS://A","aud":"x""#, otherIssuer),
    parties(#""iss":["https://a"],"aud":"x""#, otherIssuer),
    parties(#""iss":"","aud":"x""#, otherIssuer),
    parties(#""iss":"https://a""#, otherAudience),
    parties(#""iss":"https://a","aud":"z""#, otherAudience),
    parties(#""iss":"https://a","aud":"X""#, otherAudience),
    parties(#""iss":"https://a","aud":"x,y""#, otherAudience),
    parties(#""iss":"https://a","aud":[]"#, otherAudience),
    parties(#""iss":"https://a","aud":["z"]"#, otherAudience),
    parties(#""iss":"https://a","aud":["x",5]"#, otherAudience),
    parties(#""iss":"https://a","aud":{"x":"y"}"#, otherAudience),
    parties(#""iss":"https://a","aud":null"#, otherAudience),
  ]

  private static func parties(_ claims: String, _ fault: TokenFault?) -> TokenCase {
    .payload(#"{"key":"key-1","iat":1000,"exp":2000,\#(claims)}"#, fault)
  }

  @Test(arguments: cases)
  func `must be ours when claims are validated`(_ token: TokenCase) throws {
    try token.check(policy: .stub(issuer: "https://a", audience: ["x", "y"], validatesClaims: true))
  }

  @Test(arguments: cases)
  func `are nobody's business otherwise`(_ token: TokenCase) throws {
    try TokenCase(token.testDescription, token.text, nil).check(policy: .stub(issuer: "https://a", audience: ["x"]))
  }
}
