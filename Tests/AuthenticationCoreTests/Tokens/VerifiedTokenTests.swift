import AuthenticationCore
import TestSupport
import Testing

@Suite struct `A verified token` {
  private func verified(_ claims: String) throws -> VerifiedToken {
    let credentials = try #require(ConsumerCredentials(consumerID: "c", credentials: [.stub()]))
    let token = CraftedToken.token(payload: #"{"key":"key-1",\#(claims)}"#)
    return try TokenVerifier(policy: .stub()).verify(token, for: credentials, at: 1500)
  }

  @Test func `says what its claims say`() throws {
    let token = try verified(#""jti":"id","sub":"alice","iss":"us","aud":"them","iat":1000,"exp":2000"#)
    #expect(token.tokenID == "id")
    #expect(token.subject == "alice")
    #expect(token.issuer == "us")
    #expect(token.audience == .one("them"))
    #expect(token.issuedAt == 1000)
    #expect(token.expiresAt == 2000)
    #expect(token.expiresIn == 500)
  }

  @Test func `says nothing about claims that it lacks`() throws {
    let token = try verified(#""iat":1000,"exp":2000"#)
    #expect(token.tokenID == nil)
    #expect(token.subject == nil)
    #expect(token.issuer == nil)
    #expect(token.audience == nil)
  }

  @Test func `says nothing about claims that are not text`() throws {
    let token = try verified(#""jti":1,"sub":null,"iss":["us"],"aud":["x",1],"iat":1000,"exp":2000"#)
    #expect(token.tokenID == nil)
    #expect(token.subject == nil)
    #expect(token.issuer == nil)
    #expect(token.audience == nil)
  }

  @Test(arguments: [
    (#""x""#, VerifiedToken.Audience.one("x")), (#"["x"]"#, .many(["x"])), (#"["y","x"]"#, .many(["y", "x"])),
    ("[]", .many([])),
  ])
  func `keeps the form of its audience`(claim: String, audience: VerifiedToken.Audience) throws {
    #expect(try verified(#""aud":\#(claim),"iat":1000,"exp":2000"#).audience == audience)
  }

  @Test(arguments: [("1501", 1), ("1501.9", 1), ("1500.5", 0), ("253402300799", 253_402_299_299)])
  func `counts whole seconds to its expiry`(exp: String, seconds: Int) throws {
    #expect(try verified(#""iat":1000,"exp":\#(exp)"#).expiresIn == seconds)
  }
}
