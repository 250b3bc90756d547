import AuthenticationCore
import Testing

/// Which condition of `GET /tokens/validate` decides when several hold: the token's presence comes before the consumer headers.
struct ValidationCheckOrderTests {
  static let bearer = (name: "Authorization", value: "Bearer \(TestToken(claims: #""iat":1,"exp":4102444800"#).text)")
  static let repeatedAuthorization = Problem.invalidRequest("Authorization header occurs more than once")
  static let emptyToken = Problem("011", 400, "Invalid Token", "Token cannot be empty")

  static let table = [
    Case("nothing", [], .missingAuthorization),
    Case("no token, though all else is right", [Case.id, Case.username], .missingAuthorization),
    Case("no token, and anonymous", [Case.id, Case.username, Case.anonymous], .missingAuthorization),
    Case("no token, and too long", [("X-Consumer-ID", Case.text(257)), Case.username], .missingAuthorization),
    Case("no token, and repeated", [Case.id, Case.id, Case.username], .missingAuthorization),
    Case("an empty field", [("Authorization", ""), Case.id, Case.username], .missingAuthorization),
    Case("a bare Bearer", [("Authorization", "Bearer"), Case.id, Case.username], .missingAuthorization),
    Case("bearer in lower case", [("Authorization", "bearer a.b.c"), Case.id, Case.username], .missingAuthorization),
    Case("BEARER in upper case", [("Authorization", "BEARER a.b.c"), Case.id, Case.username], .missingAuthorization),
    Case("Bearer and a tab", [("Authorization", "Bearer\ta.b.c"), Case.id, Case.username], .missingAuthorization),
    Case("Basic", [("Authorization", "Basic YTpi"), Case.id, Case.username], .missingAuthorization),
    Case("a token without a scheme", [("Authorization", "a.b.c"), Case.id, Case.username], .missingAuthorization),
    Case("nothing behind the space", [("Authorization", "Bearer "), Case.id, Case.username], emptyToken),
    Case("two tokens", [bearer, bearer, Case.id, Case.username], repeatedAuthorization),
    Case("a token without a consumer", [bearer], .missingHeaders),
    Case("a worthless token without a consumer", [("Authorization", "Bearer x")], .missingHeaders),
    Case("a token with an id too long", [bearer, ("X-Consumer-ID", Case.text(257)), Case.username], .tooLong),
    Case("a token of an anonymous consumer", [bearer, Case.id, Case.username, Case.anonymous], .anonymous),
    Case(
      "a worthless token of an anonymous consumer",
      [("Authorization", "Bearer x"), Case.id, Case.username, Case.anonymous], .anonymous),
    Case("a worthless token", [("Authorization", "Bearer x"), ("X-Consumer-ID", "alice"), Case.username], format),
    Case("two spaces", [("Authorization", "Bearer  x"), ("X-Consumer-ID", "alice"), Case.username], format),
    Case("all right", [bearer, ("X-Consumer-ID", "alice"), Case.username]),
  ]
  static let format = Problem.invalidToken("Invalid token format: expected 3 parts")

  @Test(arguments: table) func `the first condition that holds decides`(_ row: Case) async throws {
    let answer = try await TestService().ask("/tokens/validate", row.headers)
    if let problem = row.problem {
      #expect(answer.body == problem.body(instance: "/tokens/validate"))
      #expect(answer.status == problem.status)
    } else {
      #expect(answer.status == 200)
    }
  }

  @Test func `an unknown consumer is told so before the token is read`() async throws {
    let service = try TestService(source: .failing(.notFound))
    let answer = await service.ask("/tokens/validate", [("Authorization", "Bearer x"), Case.id, Case.username])
    #expect(answer.body == Problem.notFound("alice-id").body(instance: "/tokens/validate"))
  }
}
