import AuthenticationCore
import Testing

/// When a token is in force: RFC 7519 section 4.1, at second 1500.
@Suite struct `The time of a token` {
  static let cases: [TokenCase] = [
    exp("2000", nil), exp("1501", nil), exp("1500.5", nil), exp("2e3", nil), exp("20.0E+2", nil),
    exp("253402300799", nil),
    exp("1500", .expired(at: 1500)), exp("1499", .expired(at: 1499)), exp("1499.75", .expired(at: 1499.75)),
    exp("0", .expired(at: 0)), exp("-0", .expired(at: 0)), exp("1e-400", .expired(at: 0)),
    exp("-1", outOfRange("exp")), exp("253402300800", outOfRange("exp")), exp("1e300", outOfRange("exp")),
    exp("99999999999999999999999999999999999999", outOfRange("exp")), exp("-1e18", outOfRange("exp")),
    exp("1e999", .json),
    exp(#""2000""#, noNumber("exp")), exp("true", noNumber("exp")), exp("null", noNumber("exp")),
    exp("[2000]", noNumber("exp")), exp("{}", noNumber("exp")),
    .payload(#"{"key":"key-1","iat":1000}"#, noNumber("exp")),
    .payload(#"{"key":"key-1","iat":1000,"EXP":2000}"#, noNumber("exp")),

    nbf("1500", nil), nbf("0", nil), nbf("1e3", nil),
    nbf("1501", .notYetValid), nbf("1500.001", .notYetValid), nbf("253402300799", .notYetValid),
    nbf("253402300800", outOfRange("nbf")), nbf("-1", outOfRange("nbf")),
    nbf(#""1000""#, noNumber("nbf")), nbf("null", noNumber("nbf")), nbf("false", noNumber("nbf")),

    iat("1000", nil), iat("1400.5", nil), iat("1600", nil),
    iat(#""1000""#, noNumber("iat")), iat("null", noNumber("iat")), iat("-1", outOfRange("iat")),
    iat("1e18", outOfRange("iat")),
    .payload(#"{"key":"key-1","exp":2000}"#, noNumber("iat")),

    // Two things are wrong: what counts is the expiry, then the time before, then the rest.
    .payload(#"{"key":"key-1","exp":1000,"nbf":1600}"#, .expired(at: 1000)),
    .payload(#"{"key":"key-1","exp":2000,"nbf":1600}"#, .notYetValid),
  ]

  private static func exp(_ value: String, _ fault: TokenFault?) -> TokenCase {
    .payload(#"{"key":"key-1","iat":1000,"exp":\#(value)}"#, fault)
  }

  private static func nbf(_ value: String, _ fault: TokenFault?) -> TokenCase {
    .payload(#"{"key":"key-1","iat":1000,"exp":2000,"nbf":\#(value)}"#, fault)
  }

  private static func iat(_ value: String, _ fault: TokenFault?) -> TokenCase {
    .payload(#"{"key":"key-1","iat":\#(value),"exp":2000}"#, fault)
  }

  private static func noNumber(_ claim: String) -> TokenFault {
    .failed("the claim '\(claim)' is missing or not a number")
  }

  private static func outOfRange(_ claim: String) -> TokenFault {
    .failed("the claim '\(claim)' is out of range")
  }

  @Test(arguments: cases)
  func `is read from its claims`(_ token: TokenCase) throws {
    try token.check()
  }
}
