import AuthenticationCore
import HTTPEdge
import Testing

/// `Accept-Version`, on every kind of answer.
struct APIVersionTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let method: HTTPMethod
    let path: String
    let headers: Case.Headers
    let status: Int
    var testDescription: String { "\(method.name) \(path) \(status)" }

    init(_ method: HTTPMethod, _ path: String, _ headers: Case.Headers, _ status: Int) {
      self.method = method
      self.path = path
      self.headers = headers
      self.status = status
    }
  }

  static let everyKind = [
    Row(.get, "/tokens", TokenAnswerTests.alice, 200),
    Row(.head, "/tokens", TokenAnswerTests.alice, 200),
    Row(.get, "/tokens", [], 401),
    Row(.get, "/tokens/validate", [], 400),
    Row(.post, "/tokens", [], 405),
    Row(.options, "/tokens", [], 204),
    Row(.options, "/x", [], 204),
    Row(.get, "/x", [], 404),
    Row(.post, "/x", [("Content-Type", "text/plain")], 400),
    Row(.get, "/health/live", [], 200),
    Row(.get, "/health/ready", [], 503),
  ]

  @Test(arguments: everyKind) func `v2 adds its eight lines, and changes nothing else`(_ row: Row) async throws {
    let service = try TestService()
    let v1 = await service.ask(row.method, row.path, row.headers)
    let v2 = await service.ask(row.method, row.path, row.headers + [("Accept-Version", "v2")])
    #expect(v1.status == row.status)
    #expect(v2.status == row.status)
    #expect(v2.lines == v1.lines + HeaderLines.v2)
  }

  @Test func `v2 holds for an outage and for a late handler`() async throws {
    let service = try TestService(source: .failing(.unavailable(.timeout)))
    let headers = TokenAnswerTests.alice + [(name: "Accept-Version", value: "v2")]
    let outage = await service.ask("/tokens", headers)
    #expect(outage.status == 503)
    #expect(outage.lines.suffix(8) == HeaderLines.v2[...])
    let late = service.answer(to: .handlerTimeout, of: .get, "/tokens", headers)
    #expect(late.lines.suffix(8) == HeaderLines.v2[...])
  }

  @Test(arguments: ["v1", "v3", "V2", "2", "v2.0", "v1, v2", "", "garbage"])
  func `every other version is v1`(_ version: String) async throws {
    let service = try TestService()
    let without = await service.ask("/health/live")
    let with = await service.ask("/health/live", [("Accept-Version", version)])
    #expect(with.lines == without.lines)
  }

  @Test(arguments: everyKind) func `a version that goes away says so on every answer`(_ row: Row) async throws {
    let service = try TestService([
      "API_V1_SUNSET_DATE": "2027-06-30", "API_V1_MIGRATION_URL": "https://docs.example.com/v2",
      "API_V2_SUNSET_DATE": "2030-01-01T12:30:00Z",
    ])
    let v1 = await service.ask(row.method, row.path, row.headers)
    #expect(
      v1.lines.suffix(3) == [
        "Deprecation: true", "Sunset: Wed, 30 Jun 2027 00:00:00 GMT",
        #"Link: <https://docs.example.com/v2>; rel="sunset""#,
      ])
    let v2 = await service.ask(row.method, row.path, row.headers + [("Accept-Version", "v2")])
    let announcement = ["Deprecation: true", "Sunset: Tue, 01 Jan 2030 12:30:00 GMT"]
    #expect(Array(v2.lines.suffix(10)) == HeaderLines.v2 + announcement)
  }
}
