import Testing

/// `GET /tokens` with success: body, claims, headers.
struct TokenAnswerTests {
  static let alice = [(name: "X-Consumer-ID", value: "alice"), Case.username]

  /// The payload of the token that a service so configured issues, its id replaced by `ID`.
  static func payload(_ changes: [String: String?] = [:], username: String = "alice") async throws -> String {
    let answer = try await TestService(changes).ask(
      "/tokens", [("X-Consumer-ID", "alice"), ("X-Consumer-Username", username)])
    let payload = try #require(answer.text("access_token").flatMap(TestToken.payload))
    let id = try #require(payload.firstMatch(of: /"jti":"([^"]*)"/)).1
    #expect(id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
    return payload.replacing(id, with: "ID")
  }

  @Test func `the body has the token and its lifetime, and nothing else`() async throws {
    let answer = try await TestService().ask("/tokens", Self.alice)
    let token = try #require(answer.text("access_token"))
    #expect(answer.body == #"{"access_token":"\#(token)","expires_in":900}"#)
    let parts = token.split(separator: ".").map(String.init)
    #expect(parts.count == 3)
    #expect(parts[0] == "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9")
    #expect(token == TestToken.sign("\(parts[0]).\(parts[1])"))
  }

  @Test func `the headers are those of the replaced service`() async throws {
    let answer = try await TestService().ask("/tokens", Self.alice)
    #expect(answer.lines == HeaderLines.json + HeaderLines.tokenCaching)
    #expect(answer.carriesRequestID)
    #expect(!answer.closesConnection)
  }

  @Test func `the first answer and the cached one are alike`() async throws {
    let service = try TestService()
    let first = await service.ask("/tokens", Self.alice)
    let second = await service.ask("/tokens", Self.alice)
    #expect(service.source.calls == ["alice"])
    #expect(first.lines == second.lines)
    #expect(first.body.count == second.body.count)
    #expect(first.text("access_token") != second.text("access_token"))
  }

  @Test func `the claims stand in the order of the replaced service`() async throws {
    let expected =
      #"{"sub":"alice","key":"key-of-alice","jti":"ID","iat":1736942400,"nbf":1736942400,"exp":1736943300,"#
      + #""iss":"https://auth.example.com","aud":"https://api.example.com","name":"alice","#
      + ##""unique_name":"auth.example.com#alice"}"##
    #expect(try await Self.payload() == expected)
  }

  static let settings: [(variables: [String: String], claim: String)] = [
    (["KONG_JWT_AUDIENCE": "a"], #""aud":"a","#),
    (["KONG_JWT_AUDIENCE": "a, b ,c"], #""aud":["a","b","c"],"#),
    (["KONG_JWT_AUDIENCE": "a,,"], #""aud":"a","#),
    (["KONG_JWT_ISSUER": "https://i.example.com/"], #""iss":"https://i.example.com/","#),
    (["KONG_JWT_ISSUER": "first, second"], #""iss":"first","#),
    (["KONG_JWT_AUTHORITY": "https://x.example.com,https://y.example.com"], #""iss":"https://x.example.com","#),
    (["KONG_JWT_KEY_CLAIM_NAME": "kid"], #""kid":"key-of-alice","#),
    (["JWT_UNIQUE_NAME_PREFIX": "corp|"], #""unique_name":"corp|alice"}"#),
    (["KONG_JWT_ISSUER": "https://sso.example.com:8443/x"], ##""unique_name":"sso.example.com#alice"}"##),
    (["JWT_EXPIRATION_MINUTES": "1"], #""iat":1736942400,"nbf":1736942400,"exp":1736942460,"#),
    (["JWT_EXPIRATION_MINUTES": "60"], #""iat":1736942400,"nbf":1736942400,"exp":1736946000,"#),
    (["JWT_NOT_BEFORE_SKEW_SECONDS": "300"], #""iat":1736942400,"nbf":1736942100,"exp":1736943300,"#),
  ]

  @Test(arguments: settings) func `settings show in the claims`(_ row: (variables: [String: String], claim: String))
    async throws
  {
    let payload = try await Self.payload(row.variables.mapValues { $0 })
    #expect(payload.contains(row.claim))
  }

  @Test(arguments: [("1", 60), ("15", 900), ("60", 3600)])
  func `the lifetime is told in seconds`(_ minutes: String, _ seconds: Int) async throws {
    let answer = try await TestService(["JWT_EXPIRATION_MINUTES": minutes]).ask("/tokens", Self.alice)
    #expect(answer.body.hasSuffix(#"","expires_in":\#(seconds)}"#))
  }

  static let usernames = [
    ("Alice Liddell", "Alice Liddell"),
    ("zoë@example.com", "zoë@example.com"),
    ("日本🦊", "日本🦊"),
    (#"a"b\c"#, #"a\"b\\c"#),
    ("</script>", "</script>"),
    ("tab\there", #"tab\there"#),
  ]

  @Test(arguments: usernames) func `a username is taken verbatim`(_ username: String, _ json: String) async throws {
    let payload = try await Self.payload(username: username)
    #expect(payload.hasPrefix(#"{"sub":"\#(json)","key":"key-of-alice","#))
    #expect(payload.hasSuffix(##""name":"\##(json)","unique_name":"auth.example.com#\##(json)"}"##))
  }

  @Test func `the newest credential signs`() async throws {
    let source = ScriptedSource {
      .success(.stub($0, [.stub("old", createdAt: 1), .stub("new", createdAt: 3), .stub("middle", createdAt: 2)]))
    }
    let answer = try await TestService(source: source).ask("/tokens", Self.alice)
    let token = try #require(answer.text("access_token"))
    #expect(try #require(TestToken.payload(of: token)).contains(#""key":"new""#))
    let input = token.split(separator: ".").prefix(2).joined(separator: ".")
    #expect(token == TestToken.sign(input, key: "new"))
  }
}
