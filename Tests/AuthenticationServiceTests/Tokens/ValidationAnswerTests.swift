import Testing

/// `GET /tokens/validate` with a token: what is accepted and what the answer says.
struct ValidationAnswerTests {
  static func ask(
    _ token: String, _ changes: [String: String?] = [:], consumer: String = "alice", username: String = "alice",
    source: ScriptedSource = .demo
  ) async throws -> Answer {
    try await TestService(changes, source: source).ask(
      "/tokens/validate",
      [
        ("Authorization", "Bearer \(token)"), ("X-Consumer-ID", consumer), ("X-Consumer-Username", username),
      ])
  }

  @Test func `a token of ours is described`() async throws {
    let service = try TestService()
    let issued = await service.ask("/tokens", TokenAnswerTests.alice)
    let token = try #require(issued.text("access_token"))
    let answer = await service.ask(
      "/tokens/validate", TokenAnswerTests.alice + [(name: "Authorization", value: "Bearer \(token)")])
    let payload = try #require(TestToken.payload(of: token))
    let id = try #require(payload.firstMatch(of: /"jti":"([^"]*)"/)).1
    #expect(
      answer.body
        == #"{"valid":true,"tokenId":"\#(id)","subject":"alice","issuer":"https://auth.example.com","#
        + #""audience":"https://api.example.com","issuedAt":"2025-01-15T12:00:00.000Z","#
        + #""expiresAt":"2025-01-15T12:15:00.000Z","expiresIn":900}"#)
    #expect(answer.status == 200)
    #expect(answer.lines == HeaderLines.json + HeaderLines.noStore)
    #expect(service.source.calls == ["alice"])
  }

  /// Claims besides the key, and what the answer holds between `"valid":true,` and the end.
  static let accepted = [
    (
      #""sub":"s","jti":"j","iss":"i","aud":["x","y"],"iat":1736942300,"nbf":1736942300,"exp":1736942401"#,
      #""tokenId":"j","subject":"s","issuer":"i","audience":["x","y"],"issuedAt":"2025-01-15T11:58:20.000Z","#
        + #""expiresAt":"2025-01-15T12:00:01.000Z","expiresIn":1"#
    ),
    (
      #""iat":1736942300,"exp":1736943273"#,
      #""issuedAt":"2025-01-15T11:58:20.000Z","expiresAt":"2025-01-15T12:14:33.000Z","expiresIn":873"#
    ),
    (
      #""sub":"zoë","iat":1736942300.5,"exp":1736942500"#,
      #""subject":"zoë","issuedAt":"2025-01-15T11:58:20.500Z","expiresAt":"2025-01-15T12:01:40.000Z","expiresIn":100"#
    ),
    (
      #""iat":1736942500,"nbf":1736942400,"exp":1736942600"#,
      #""issuedAt":"2025-01-15T12:01:40.000Z","expiresAt":"2025-01-15T12:03:20.000Z","expiresIn":200"#
    ),
    (
      #""sub":"bob","iat":0,"exp":253402300799"#,
      #""subject":"bob","issuedAt":"1970-01-01T00:00:00.000Z","expiresAt":"9999-12-31T23:59:59.000Z","expiresIn":251665358399"#
    ),
  ]

  @Test(arguments: accepted) func `claims that a token lacks are left out`(_ claims: String, _ members: String)
    async throws
  {
    let answer = try await Self.ask(TestToken(claims: claims).text)
    #expect(answer.body == #"{"valid":true,\#(members)}"#)
  }

  @Test func `the token's subject need not be the consumer's name`() async throws {
    let token = TestToken(claims: #""sub":"somebody","iat":1,"exp":1736942500"#)
    #expect(try await Self.ask(token.text, username: "alice").text("subject") == "somebody")
  }

  @Test func `a token signed with an older credential of the consumer's is valid`() async throws {
    let source = ScriptedSource {
      .success(.stub($0, [.stub("new", createdAt: 2), .stub("old", createdAt: 1)]))
    }
    let claims = #""iat":1,"exp":1736942500}"#
    for key in ["new", "old"] {
      let token = TestToken(#"{"key":"\#(key)",\#(claims)"#, key: key)
      #expect(try await Self.ask(token.text, source: source).status == 200)
    }
    let crossed = TestToken(#"{"key":"old",\#(claims)"#, key: "new")
    #expect(
      try await Self.ask(crossed.text, source: source).body
        == Problem.invalidToken("Invalid signature").body(instance: "/tokens/validate"))
  }

  @Test func `the key is looked for in the configured claim`() async throws {
    let token = TestToken(#"{"kid":"key-of-alice","iat":1,"exp":1736942500}"#)
    #expect(try await Self.ask(token.text, ["KONG_JWT_KEY_CLAIM_NAME": "kid"]).status == 200)
    #expect(
      try await Self.ask(token.text).body
        == Problem.invalidToken("Token validation failed: the claim 'key' is missing or not a string")
        .body(instance: "/tokens/validate"))
  }

  @Test(arguments: [
    (#""iss":"https://auth.example.com","aud":"https://api.example.com""#, 200),
    (#""iss":"https://auth.example.com","aud":["other","https://api.example.com"]"#, 200),
    (#""iss":"https://other.example.com","aud":"https://api.example.com""#, 400),
    (#""iss":"https://auth.example.com","aud":"other""#, 400),
    (#""iss":"https://auth.example.com","aud":[]"#, 400),
    (#""aud":"https://api.example.com""#, 400),
    (#""iss":"https://auth.example.com""#, 400),
  ])
  func `issuer and audience count when they are to be validated`(_ claims: String, _ status: Int) async throws {
    let token = TestToken(claims: claims + #","iat":1,"exp":1736942500"#).text
    #expect(try await Self.ask(token, ["JWT_VALIDATE_CLAIMS": "true"]).status == status)
    #expect(try await Self.ask(token).status == 200)
  }
}
