import AuthenticationCore
import Testing

/// What the verifier makes of headers; all of these tokens are signed as their consumer would.
@Suite struct `The header of a token` {
  private static let otherAlgorithm = TokenFault.failed("the algorithm is not HS256")
  private static let critical = TokenFault.failed("critical header parameters are not supported")
  private static let noObject = TokenFault.failed("the header is not a JSON object")
  private static let noText = TokenFault.failed("the header is not base64url")

  static let cases: [TokenCase] = [
    .header(#"{"alg":"HS256"}"#, nil),
    .header(#"{"typ":"JWT","alg":"HS256"}"#, nil),
    .header(#"{"alg":"HS256","typ":"at+jwt","kid":"key-2","jku":"https://evil.example"}"#, nil),
    .header(#" { "alg" : "HS256" } "#, nil),
    .header(#"{"alg":"HS\u0032\u0035\u0036"}"#, nil),
    .header(#"{"alg":"none"}"#, otherAlgorithm),
    .header(#"{"alg":"None"}"#, otherAlgorithm),
    .header(#"{"alg":"NONE"}"#, otherAlgorithm),
    .header(#"{"alg":"nOnE"}"#, otherAlgorithm),
    .header(#"{"alg":""}"#, otherAlgorithm),
    .header(#"{"alg":"hs256"}"#, otherAlgorithm),
    .header(#"{"alg":"HS256 "}"#, otherAlgorithm),
    .header(#"{"alg":"HS256\u0000"}"#, otherAlgorithm),
    .header(#"{"alg":"HS384"}"#, otherAlgorithm),
    .header(#"{"alg":"HS512"}"#, otherAlgorithm),
    .header(#"{"alg":"RS256"}"#, otherAlgorithm),
    .header(#"{"alg":null}"#, otherAlgorithm),
    .header(#"{"alg":256}"#, otherAlgorithm),
    .header(#"{"alg":["HS256"]}"#, otherAlgorithm),
    .header(#"{"typ":"JWT"}"#, otherAlgorithm),
    .header(#"{"ALG":"HS256"}"#, otherAlgorithm),
    .header("{}", otherAlgorithm),
    .header(#"{"alg":"HS256","crit":["exp"],"exp":2000}"#, critical),
    .header(#"{"alg":"HS256","crit":["b64"],"b64":false}"#, critical),
    .header(#"{"alg":"HS256","crit":[]}"#, critical),
    .header(#"{"alg":"HS256","crit":null}"#, critical),
    .header(#"{"alg":"none","alg":"HS256"}"#, noObject),
    .header(#"{"alg":"HS256","\u0061lg":"none"}"#, noObject),
    .header(#"["HS256"]"#, noObject),
    .header(#""HS256""#, noObject),
    .header("null", noObject),
    .header("", noObject),
    .header(#"{"alg":"HS256""#, noObject),
    .header(#"{"alg":"HS256"}}"#, noObject),
    .header(#"{'alg':'HS256'}"#, noObject),
    .header("\u{FEFF}" + #"{"alg":"HS256"}"#, noObject),
    .header(#"{"alg":"HS256"}"# + "\0", noObject),
    .header(#"{"alg":"HS256","x":\#(String(repeating: "[", count: 10_000))}"#, noObject),
    TokenCase(
      "not UTF-8",
      CraftedToken.token(header: [0x7B, 0x22, 0xFF, 0x22, 0x7D], payload: Array(CraftedToken.payload.utf8)), noObject),
    TokenCase("padded", CraftedToken.signed("\(text(#"{"alg":"HS256"} "#))==.\(text(CraftedToken.payload))"), noText),
    TokenCase("in the standard alphabet", CraftedToken.signed("e30+.\(text(CraftedToken.payload))"), noText),
    TokenCase("of a length that no bytes have", CraftedToken.signed("e.\(text(CraftedToken.payload))"), noText),
  ]

  private static func text(_ json: String) -> String {
    CraftedToken.base64URL(Array(json.utf8))
  }

  @Test(arguments: cases)
  func `can only mean HMAC with SHA-256`(_ token: TokenCase) throws {
    try token.check()
  }

  @Test(arguments: ["none", "HS512"])
  func `tell nothing about an algorithm to whoever cannot sign`(_ algorithm: String) throws {
    let unsigned = "\(Self.text(#"{"alg":"\#(algorithm)"}"#)).\(Self.text(CraftedToken.payload))."
    try TokenCase(algorithm, unsigned, .signature).check()
  }
}
