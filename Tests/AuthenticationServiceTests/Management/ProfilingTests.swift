import HTTPEdge
import Testing

/// `/debug/profiling/*`, which there is nothing behind yet.
struct ProfilingTests {
  static let message = #""message":"Profiling service is available but disabled via configuration""#
  static let unset = "Enable profiling by setting PROFILING_ENABLED=true in your environment configuration"
  static let set = "Profiling is not part of this version: PROFILING_ENABLED has no effect"

  /// What a route answers, up to the instructions, and what comes after them.
  struct Route: Sendable, CustomTestStringConvertible {
    let method: HTTPMethod
    let name: String
    let beginning: String
    var end = ""

    var testDescription: String { name }
  }

  static let routes = [
    Route(method: .post, name: "start", beginning: #"\#(message),"enabled":false,"sessionId":null"#),
    Route(method: .post, name: "stop", beginning: #"\#(message),"enabled":false,"sessionId":null"#),
    Route(method: .get, name: "reports", beginning: #""reports":[],"total":0,"enabled":false,\#(message)"#),
    Route(method: .get, name: "report", beginning: #"\#(message),"enabled":false,"report":null"#),
    Route(method: .post, name: "cleanup", beginning: #"\#(message),"enabled":false,"cleaned":[]"#),
    Route(
      method: .get, name: "status",
      beginning: #""enabled":false,"sessions":[],"environment":"test","integration":"Chrome DevTools Protocol""#,
      end: #","availableCommands":{"start":"POST /debug/profiling/start","stop":"POST /debug/profiling/stop","#
        + #""status":"GET /debug/profiling/status","cleanup":"POST /debug/profiling/cleanup"}"#),
  ]

  @Test(arguments: routes, [(nil, unset), ("false", unset), ("true", set), ("yes", set)])
  func `every route says that profiling is off, and nothing that is not so`(
    route: Route, setting: (value: String?, instructions: String)
  ) async throws {
    let service = try TestService(["NODE_ENV": "test", "PROFILING_ENABLED": setting.value])
    for query in ["", "?type=cpu&manual=true", "?sessionId=x", "?file=../../etc/passwd"] {
      let answer = await service.ask(route.method, "/debug/profiling/\(route.name)\(query)")
      #expect(answer.status == 200 && answer.lines == HeaderLines.json + HeaderLines.noStore)
      #expect(answer.body == #"{\#(route.beginning),"instructions":"\#(setting.instructions)"\#(route.end)}"#)
    }
  }

  @Test(arguments: routes) func `each has one method`(route: Route) async throws {
    let other: HTTPMethod = route.method == .post ? .get : .post
    let answer = try await TestService().ask(other, "/debug/profiling/\(route.name)")
    let allowed = route.method == .post ? "POST, OPTIONS" : "GET, HEAD, OPTIONS"
    #expect(answer.status == 405 && answer.values("Allow") == [allowed])
  }

  @Test(arguments: ["/debug", "/debug/", "/debug/profiling", "/debug/profiling/", "/debug/profiling/reports/x"])
  func `other paths are not found`(path: String) async throws {
    #expect(try await TestService().ask(path).status == 404)
  }
}
