import AuthenticationCore
import HTTPEdge
import Testing

/// Which condition of `GET /tokens` decides when several hold: presence, repetition, length, characters, anonymity, then Kong.
struct TokenCheckOrderTests {
  static let table = [
    Case("no headers at all", [], .missingHeaders),
    Case("an id alone", [Case.id], .missingHeaders),
    Case("a username alone", [Case.username], .missingHeaders),
    Case("a custom id alone", [("X-Consumer-Custom-ID", "c-1")], .missingHeaders),
    Case("an empty id", [("X-Consumer-ID", ""), Case.username], .missingHeaders),
    Case("an empty username", [Case.id, ("X-Consumer-Username", "")], .missingHeaders),
    Case("anonymous without a consumer", [Case.anonymous], .missingHeaders),
    Case("anonymous with an id alone", [Case.id, Case.anonymous], .missingHeaders),
    Case("an id too long, without a username", [("X-Consumer-ID", Case.text(257))], .missingHeaders),
    Case("an id too long", [("X-Consumer-ID", Case.text(257)), Case.username], .tooLong),
    Case("a username too long", [Case.id, ("X-Consumer-Username", Case.text(257))], .tooLong),
    Case("a custom id too long", [Case.id, ("X-Consumer-Custom-ID", Case.text(257))], .tooLong),
    Case(
      "anonymous and too long", [("X-Consumer-ID", Case.text(257)), Case.username, Case.anonymous], .tooLong),
    Case("too long and with a space", [("X-Consumer-ID", "a " + Case.text(256)), Case.username], .tooLong),
    Case("an id with a space, anonymous", [("X-Consumer-ID", "a b"), Case.username, Case.anonymous], .malformed),
    Case("anonymous", [Case.id, Case.username, Case.anonymous], .anonymous),
    Case("in order", [Case.id, Case.username]),
  ]

  @Test(arguments: table) func `the first condition that holds decides`(_ row: Case) async throws {
    let service = try TestService()
    let answer = await service.ask("/tokens", row.headers)
    if let problem = row.problem {
      #expect(answer.body == problem.body(instance: "/tokens"))
      #expect(answer.status == problem.status)
      #expect(service.source.calls == [])
    } else {
      #expect(answer.status == 200)
    }
  }

  @Test(arguments: table) func `HEAD finds the same`(_ row: Case) async throws {
    let answer = try await TestService().ask(.head, "/tokens", row.headers)
    #expect(answer.status == row.problem?.status ?? 200)
  }

  @Test func `an unknown consumer is refused only after everything else was right`() async throws {
    let service = try TestService(source: .failing(.notFound))
    let anonymous = await service.ask("/tokens", [Case.id, Case.username, Case.anonymous])
    #expect(anonymous.body == Problem.anonymous.body(instance: "/tokens"))
    let unknown = await service.ask("/tokens", [Case.id, Case.username])
    #expect(unknown.body == Problem.notFound("alice-id").body(instance: "/tokens"))
  }
}
