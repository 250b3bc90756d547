import HTTPEdge
import Testing

@testable import AuthenticationService

/// Content of requests that some route answers.
struct ContentTypeTests {
  /// Every route that takes content.
  static let paths = Routes.table.filter { [.post, .put, .patch].contains($0.method) }.map(\.path)
  static let strange = ["text/plain", "application/xml; charset=utf-8", "application/jsonx", "json", ";"]

  static func problem(_ type: String) -> Problem {
    Problem(
      "007", 400, "Invalid Request Format", "The request format is invalid or malformed",
      extensions: #"{"reason":"Invalid or unsupported Content-Type","provided":"\#(type)","#
        + #""accepted":["application/json","application/x-www-form-urlencoded"]}"#)
  }

  @Test func `there are routes that take content, and all of them by POST`() {
    #expect(Set(Self.paths).count == 5 && Self.paths.count == 5)
  }

  @Test(arguments: paths, strange)
  func `content of a strange type is refused, as it is where there is no route`(path: String, type: String) async throws
  {
    for target in [path, "/x"] {
      let answer = try await TestService().ask(.post, target, [("Content-Type", type)])
      #expect(answer.status == 400 && answer.lines == HeaderLines.problem)
      #expect(answer.body == Self.problem(type).body(instance: target))
    }
  }

  @Test(arguments: paths, [nil, "", "application/json; charset=utf-8", "APPLICATION/X-WWW-FORM-URLENCODED"])
  func `content of a known type is taken, and of one that is not said`(path: String, type: String?) async throws {
    let headers = type.map { [(name: "Content-Type", value: $0)] } ?? []
    #expect(try await TestService().ask(.post, path, headers).status == 200)
  }

  @Test func `nothing is done with what is refused`() async throws {
    try await TestService.exporting { service, collector in
      for path in ["/debug/metrics/test", "/debug/metrics/export"] {
        #expect(await service.ask(.post, path, [("Content-Type", "text/plain")]).status == 400)
      }
      #expect(collector.requests.isEmpty)
      #expect(await !service.ask("/metrics?format=prometheus").body.contains("debug_test"))
    }
  }

  @Test(arguments: paths) func `a wrong method is refused first`(path: String) async throws {
    let answer = try await TestService().ask(.put, path, [("Content-Type", "text/plain")])
    #expect(answer.status == 405 && answer.values("Allow") == ["POST, OPTIONS"])
  }

  @Test(arguments: paths) func `who does not have the token is not told which types there are`(path: String)
    async throws
  {
    let service = try TestService(["MANAGEMENT_TOKEN": "operators"])
    let type = (name: "Content-Type", value: "text/plain")
    #expect(await service.ask(.post, path, [type]).status == 401)
    #expect(await service.ask(.post, path, [type, ("Authorization", "Bearer operators")]).status == 400)
  }

  @Test(arguments: [
    (HTTPMethod.get, "/health"), (.get, "/metrics"), (.get, "/admin/cache"), (.delete, "/admin/cache"),
    (.delete, "/admin/cache/alice"), (.head, "/debug/profiling/status"),
  ])
  func `methods without content may name any type`(method: HTTPMethod, path: String) async throws {
    #expect(try await TestService().ask(method, path, [("Content-Type", "text/plain")]).status == 200)
  }
}
