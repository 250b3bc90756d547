import AuthenticationCore
import TestSupport
import Testing

/// What clients hear when credentials cannot be had; the same on both token routes.
struct OutageTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let error: CredentialLookupError
    let problem: Problem
    var testDescription: String { "\(error)" }

    init(_ error: CredentialLookupError, _ problem: Problem) {
      self.error = error
      self.problem = problem
    }
  }

  static let table = [
    Row(.notFound, .notFound("alice")),
    Row(.wrongConsumer, .notFound("alice")),
    Row(.unavailable(.connection("refused")), .unavailable()),
    Row(.unavailable(.timeout), .unavailable()),
    Row(.unavailable(.invalidAnswer("not JSON")), .unavailable()),
    Row(.unavailable(.unauthorized(401)), .unavailable()),
    Row(.unavailable(.unauthorized(403)), .unavailable()),
    Row(.unavailable(.status(500, retryAfter: nil)), .unavailable()),
    Row(.unavailable(.status(503, retryAfter: 7)), .unavailable(retryAfter: 7)),
    Row(.unavailable(.status(429, retryAfter: 120)), .unavailable(retryAfter: 120)),
    Row(.unavailable(.status(429, retryAfter: 0)), .unavailable(retryAfter: 1)),
    Row(.unavailable(.status(503, retryAfter: 99_999_999_999)), .unavailable(retryAfter: 86_400)),
    Row(.circuitOpen(retryAfter: 42), .circuitOpen(retryAfter: 42)),
    Row(.overloaded, .unavailable(retryAfter: 5)),
    Row(.cancelled, .unavailable()),
  ]

  static let paths = [("/tokens", "Key"), ("/tokens/validate", "Bearer")]

  @Test(arguments: table, paths)
  func `an outage is never the client's fault`(_ row: Row, _ route: (path: String, scheme: String)) async throws {
    let service = try TestService(source: .failing(row.error))
    let token = TestToken(claims: #""iat":1,"exp":4102444800"#).text
    let answer = await service.ask(
      route.path, TokenAnswerTests.alice + [(name: "Authorization", value: "Bearer \(token)")])
    #expect(answer.status == row.problem.status)
    #expect(answer.body == row.problem.body(instance: route.path))
    let retryAfter = answer.text("reason") == nil ? [] : ["Retry-After: \(answer.number("retryAfter") ?? -1)"]
    let challenge = row.problem.status == 401 ? ["WWW-Authenticate: \(route.scheme)"] : []
    #expect(answer.lines == HeaderLines.problem + HeaderLines.noStore + challenge + retryAfter)
  }

  @Test func `a positive no is remembered, for as long as it was configured`() async throws {
    let service = try TestService(["KONG_NEGATIVE_CACHE_SECONDS": "10"], source: .failing(.notFound))
    for _ in 1...3 { #expect(await service.ask("/tokens", TokenAnswerTests.alice).status == 401) }
    #expect(service.source.calls.count == 1)
    service.time.advance(by: .seconds(10))
    _ = await service.ask("/tokens", TokenAnswerTests.alice)
    #expect(service.source.calls.count == 2)
  }

  @Test(arguments: [CredentialLookupError.unavailable(.timeout), .wrongConsumer])
  func `a failure is not remembered`(_ error: CredentialLookupError) async throws {
    let service = try TestService(source: .failing(error))
    for _ in 1...3 { _ = await service.ask("/tokens", TokenAnswerTests.alice) }
    #expect(service.source.calls.count == 3)
  }

  @Test func `a credential is used until its time is up, and not longer`() async throws {
    let service = try TestService(["CACHING_TTL_SECONDS": "100"])
    _ = await service.ask("/tokens", TokenAnswerTests.alice)
    service.time.advance(by: .seconds(71))
    _ = await service.ask("/tokens", TokenAnswerTests.alice)
    #expect(service.source.calls.count == 1)
    service.time.advance(by: .seconds(40))
    _ = await service.ask("/tokens", TokenAnswerTests.alice)
    #expect(service.source.calls.count == 2)
  }

  @Test func `both routes share what is remembered`() async throws {
    let service = try TestService()
    let issued = await service.ask("/tokens", TokenAnswerTests.alice)
    let token = try #require(issued.text("access_token"))
    _ = await service.ask(
      "/tokens/validate", TokenAnswerTests.alice + [(name: "Authorization", value: "Bearer \(token)")])
    #expect(service.source.calls == ["alice"])
  }
}
