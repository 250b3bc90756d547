import AuthenticationCore
import HTTPEdge
import Testing

@testable import AuthenticationService

/// The route table, asked one by one.
struct RouteTableTests {
  /// A path that the route answers.
  ///
  /// A stream without an end would answer for ever.
  static func path(_ endpoint: Endpoint) -> String {
    let path = endpoint.path.replacing("{consumer}", with: "alice-id").replacing("{name}", with: "healthCheck")
    return path == "/admin/live" ? path + "?samples=1" : path
  }

  static func service() async throws -> TestService {
    let service = try TestService()
    await service.components.parts.probe.refresh()
    service.components.parts.lifecycle.advance(to: .ready)
    return service
  }

  @Test(arguments: Routes.table) func `every route answers as it is described`(endpoint: Endpoint) async throws {
    let service = try await Self.service()
    var fields = TokenAnswerTests.alice
    if endpoint.path == TokenPath.validation {
      let token = try #require(await service.ask("/tokens", TokenAnswerTests.alice).text("access_token"))
      fields.append(("Authorization", "Bearer \(token)"))
    }
    let answer = await service.ask(endpoint.method, Self.path(endpoint), fields)
    #expect(answer.status == 200)
    let described = try #require(endpoint.operation.answers.first { $0.status == 200 })
    let type = try #require(answer.values("Content-Type").first).prefix { $0 != ";" }
    #expect(described.contents.contains { type == $0.type })
  }

  @Test(arguments: Routes.table) func `every path says which methods it has`(endpoint: Endpoint) async throws {
    let methods = Routes.table.filter { $0.path == endpoint.path }.map(\.method)
    let expected = methods.flatMap { $0 == .get ? ["GET", "HEAD"] : [$0.name] } + ["OPTIONS"]
    let answer = try await Self.service().ask(.other("BREW"), Self.path(endpoint))
    #expect(answer.status == 405)
    #expect(answer.values("Allow") == [expected.joined(separator: ", ")])
  }

  @Test(arguments: Routes.table) func `every path answers OPTIONS, and HEAD where it answers GET`(
    endpoint: Endpoint
  ) async throws {
    let service = try await Self.service()
    let options = await service.ask(.options, Self.path(endpoint))
    #expect(options.status == 204 && options.lines == HeaderLines.preflight)
    guard endpoint.method == .get else { return }
    let (get, head) = (await service.ask(.get, Self.path(endpoint)), await service.ask(.head, Self.path(endpoint)))
    #expect(head.status == get.status && head.lines == get.lines)
  }

  @Test func `no two lines are for the same`() {
    let lines = Routes.table.map { "\($0.method.name) \($0.path)" }
    #expect(Set(lines).count == lines.count)
  }

  @Test func `most requests are for the first`() {
    #expect(Routes.table.first?.path == "/tokens")
  }
}
