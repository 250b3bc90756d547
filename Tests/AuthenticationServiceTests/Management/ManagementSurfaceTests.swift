import AuthenticationCore
import HTTPEdge
import Testing

@testable import AuthenticationService

/// Who may use the routes for operators, and where.
struct ManagementSurfaceTests {
  static let routes: [(method: HTTPMethod, path: String)] = [
    (.get, "/admin/cache"), (.head, "/admin/cache"), (.delete, "/admin/cache"), (.delete, "/admin/cache/alice"),
    (.get, "/admin/snapshot"),
    (.post, "/debug/metrics/test"), (.post, "/debug/metrics/export"),
    (.post, "/debug/profiling/start"), (.post, "/debug/profiling/stop"), (.get, "/debug/profiling/status"),
    (.get, "/debug/profiling/reports"), (.get, "/debug/profiling/report"), (.post, "/debug/profiling/cleanup"),
  ]

  static func production(_ changes: [String: String?] = [:]) -> [String: String?] {
    ServiceConfiguration.minimumInProduction.mapValues { $0 as String? }.merging(changes) { $1 }
  }

  @Test(arguments: routes, ["production", "staging"])
  func `the public port does not serve them where it counts`(
    route: (method: HTTPMethod, path: String), environment: String
  ) async throws {
    let service = try TestService(Self.production(["NODE_ENV": environment, "MANAGEMENT_TOKEN": "operators"]))
    for headers in [[], [(name: "Authorization", value: "Bearer operators")]] {
      #expect(await service.ask(route.method, route.path, headers).status == 404)
    }
    #expect(await service.manage(route.method, route.path, [("Authorization", "Bearer operators")]).status == 200)
  }

  @Test(arguments: routes, ["local", "development", "test"])
  func `elsewhere both ports serve them`(
    route: (method: HTTPMethod, path: String), environment: String
  ) async throws {
    let service = try TestService(["NODE_ENV": environment])
    #expect(await service.ask(route.method, route.path).status == 200)
    #expect(await service.manage(route.method, route.path).status == 200)
  }

  @Test(arguments: DeploymentEnvironment.allCases)
  func `the table of the public port follows the environment`(environment: DeploymentEnvironment) {
    let isPublic = ManagementSurface.isPublic(in: environment)
    #expect(isPublic == ![.production, .staging].contains(environment))
  }

  @Test(arguments: ["/tokens", "/tokens/validate"])
  func `the port of operators issues no tokens`(path: String) async throws {
    #expect(try await TestService().manage(.get, path, TokenAnswerTests.alice).status == 404)
  }

  @Test(arguments: ["/health", "/health/live", "/metrics"])
  func `the port of operators tells of the service, without a token`(path: String) async throws {
    let service = try TestService(Self.production(["MANAGEMENT_TOKEN": "operators"]))
    #expect(await service.manage(.get, path).status == 200)
    #expect(await service.ask(path).status == 200)
  }

  static let refused = [
    nil, "", "Bearer", "Bearer ", "operators", "Basic operators", "Bearer operator", "Bearer operatorss",
    "Bearer Operators", "Bearer  operators", "Bearer operators ", "Bearer\toperators", "Bearer operators, x",
    "BearerXoperators", "Bearer operators\u{301}", "Bearer \"operators\"", "Bearer xperators",
  ]

  @Test(arguments: routes, refused) func `who does not have the token is asked for it, and nothing is done`(
    route: (method: HTTPMethod, path: String), authorization: String?
  ) async throws {
    let service = try TestService(["MANAGEMENT_TOKEN": "operators"])
    _ = await service.ask("/tokens", TokenAnswerTests.alice)
    let headers = authorization.map { [(name: "Authorization", value: $0)] } ?? []
    let answer = await service.ask(route.method, route.path, headers)
    #expect(answer.status == 401)
    #expect(answer.lines == HeaderLines.problem + HeaderLines.noStore + ["WWW-Authenticate: Bearer"])
    #expect(
      answer.body == #"{"type":"about:blank","title":"Unauthorized","status":401,"#
        + #""detail":"The management surface asks for MANAGEMENT_TOKEN","instance":"\#(route.path)","#
        + #""requestId":"req-1","timestamp":"2025-01-15T12:00:00.000Z"}"#)
    _ = await service.ask("/tokens", TokenAnswerTests.alice)
    #expect(service.source.calls == ["alice"])
  }

  @Test(arguments: routes, ["Bearer operators", "bearer operators", "BEARER operators", "bEaReR operators"])
  func `who has the token is let in, however the scheme is spelled`(
    route: (method: HTTPMethod, path: String), authorization: String
  ) async throws {
    let service = try TestService(["MANAGEMENT_TOKEN": "operators"])
    #expect(await service.ask(route.method, route.path, [("Authorization", authorization)]).status == 200)
  }

  @Test(arguments: Routes.table.filter { $0.audience == .operators })
  func `every route for operators asks for the token, and answers no page of another origin`(
    endpoint: Endpoint
  ) async throws {
    let path = RouteTableTests.path(endpoint)
    let service = try TestService(["MANAGEMENT_TOKEN": "operators"])
    #expect(await service.ask(endpoint.method, path).status == 401)
    let token = (name: "Authorization", value: "Bearer operators")
    for origin in ["https://evil.example", "null", "http://a", "http://own:81", "own", "http://own.evil", ""] {
      let answer = await service.ask(endpoint.method, path, [token, ("Host", "own"), ("Origin", origin)])
      #expect(answer.status == 403, "\(origin)")
      #expect(answer.text("detail") == "The management surface is not for pages of other origins")
    }
    for origin in ["http://own", "https://OWN"] {
      #expect(await service.ask(endpoint.method, path, [token, ("Host", "Own"), ("Origin", origin)]).status == 200)
    }
  }

  @Test(arguments: Routes.table.filter { $0.audience == .operators })
  func `without a token a port of the machine's own answers to names of the machine alone`(endpoint: Endpoint)
    async throws
  {
    let path = RouteTableTests.path(endpoint)
    let service = try TestService()
    for host in [
      "evil.example", "evil.example:9090", "localhost.evil", "10.0.0.7:9090", "[2001:db8::1]", "", "127.0.0.1.nip.io",
    ] {
      let answer = await service.manage(endpoint.method, path, [("Host", host), ("Origin", "http://\(host)")])
      #expect(answer.status == 403, "\(host)")
      #expect(answer.text("detail")?.hasPrefix("The management surface answers to names of this machine alone") == true)
    }
    for host in ["localhost:9090", "LOCALHOST", "127.0.0.1:9090", "[::1]:9090", "[::1]"] {
      #expect(
        await service.manage(endpoint.method, path, [("Host", host), ("Origin", "http://\(host)")]).status == 200)
    }
  }

  @Test(arguments: [["MANAGEMENT_TOKEN": "operators"], ["MANAGEMENT_HOST": "0.0.0.0"], ["MANAGEMENT_HOST": "10.0.0.7"]])
  func `with a token, or an address that others reach, any name will do`(changes: [String: String]) async throws {
    let service = try TestService(changes.mapValues { $0 as String? })
    let headers = [(name: "Host", value: "admin.internal:9090"), (name: "Authorization", value: "Bearer operators")]
    #expect(await service.manage(.get, "/admin/cache", headers).status == 200)
    #expect(try await TestService().ask(.get, "/admin/cache", [("Host", "auth.internal")]).status == 200)
  }

  @Test func `the public port that is bound to the machine is no other`() async throws {
    let service = try TestService(["HOST": "127.0.0.1"])
    #expect(await service.ask(.delete, "/admin/cache", [("Host", "evil.example")]).status == 403)
    #expect(await service.ask(.delete, "/admin/cache", [("Host", "localhost:3000")]).status == 200)
    #expect(await service.ask("/tokens", TokenAnswerTests.alice + [("Host", "api.example.com")]).status == 200)
  }

  @Test(arguments: [("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200), ("", 403)])
  func `what a page has a browser fetch without an origin is told from what it was told to open`(
    site: String, status: Int
  ) async throws {
    let service = try TestService(["MANAGEMENT_TOKEN": "operators"])
    let headers = [(name: "Sec-Fetch-Site", value: site), (name: "Authorization", value: "Bearer operators")]
    for path in ["/admin/cache", "/admin/live?samples=1"] {
      #expect(await service.ask(.get, path, headers).status == status)
    }
  }

  @Test func `no page of another origin may read what the port of operators answers`() async throws {
    for origins in ["*", "https://app.example.com", "https://app.example.com,https://other.example"] {
      let service = try TestService(["API_CORS_ORIGIN": origins])
      for (method, path) in [(HTTPMethod.get, "/metrics"), (.get, "/admin/cache"), (.options, "/admin/cache")] {
        let answer = await service.manage(method, path, [("Origin", "https://app.example.com"), ("Host", "localhost")])
        #expect(answer.values("Access-Control-Allow-Origin") == [])
      }
    }
  }

  @Test func `the token is not repeated`() async throws {
    let service = try TestService(["MANAGEMENT_TOKEN": "operators"])
    let answer = await service.ask(.delete, "/admin/cache", [("Authorization", "Bearer 0perators")])
    #expect(!"\(answer)".contains("perators\""))
    #expect(!service.log.all.contains { $0.contains("perators") })
  }

  @Test func `another configuration does not open the door`() async throws {
    let service = try TestService(["MANAGEMENT_TOKEN": "operators"])
    let other = try ServiceConfiguration.load(["MANAGEMENT_TOKEN": "operators", "LOG_LEVEL": "debug"])
    service.components.adopt(other)
    #expect(await service.manage(.get, "/admin/cache").status == 401)
    #expect(await service.manage(.get, "/admin/cache", [("Authorization", "Bearer operators")]).status == 200)
  }
}
