import AuthenticationCore
import HTTPEdge
import Telemetry
import Testing

@testable import AuthenticationService

/// Who sees which view of `/metrics`, and how much of it.
@Suite(.timeLimit(.minutes(1))) struct MetricsViewAccessTests {
  static let everyone = ["operational", "infrastructure", "telemetry", "exports"]
  static let operators = ["config", "full"]

  static func refusal(_ views: [String]) -> String {
    #"{"error":"Invalid view parameter","message":"Valid views: \#(views.joined(separator: ", "))","#
      + #""timestamp":"2025-01-15T12:00:00.000Z"}"#
  }

  @Test(arguments: ["config", "full"])
  func `operators see on their port where Kong and the collector are, and nobody does elsewhere`(view: String)
    async throws
  {
    try await TestService.exporting(["NODE_ENV": "test", "OTEL_LOGS_EXPORTER": "none"]) { service, collector in
      let url = try #require(service.components.parts.export?.configuration.destination(of: .traces)).description
      let base = url.replacing("/v1/traces", with: "")
      let shown = MetricsViewTests.configuration(
        kong: "http://kong:8001", mode: "both", initialized: true, environment: "test",
        endpoints: ["\(base)/v1/traces", "\(base)/v1/metrics", "not configured"])
      let redacted = MetricsViewTests.configuration(
        mode: "both", initialized: true, environment: "test",
        endpoints: ["<redacted>", "<redacted>", "not configured"])
      #expect(await service.manage(.get, "/metrics?view=\(view)").body.hasSuffix(shown + "}"))
      #expect(await service.ask("/metrics?view=\(view)").body.hasSuffix(redacted + "}"))
      let other = await service.manage(.get, "/metrics").body
      #expect(other.hasSuffix(#""kong":{"adminUrl":"<redacted>","mode":"API_GATEWAY"}}"#))
      #expect(collector.requests.isEmpty)
    }
  }

  @Test(arguments: ["Operational", "operational ", "%4Fperational", "x&view=operational", "0", "configuration"])
  func `an unknown view is refused with those that there are`(view: String) async throws {
    let service = try TestService()
    for (answer, lines) in [
      (await service.ask("/metrics?view=\(view)"), HeaderLines.json),
      (await service.manage(.get, "/metrics?view=\(view)"), HeaderLines.forOperators(HeaderLines.json)),
    ] {
      #expect(answer.status == 400 && answer.lines == lines)
      #expect(answer.body == Self.refusal(Self.everyone + Self.operators))
    }
  }

  @Test(arguments: operators, ["production", "staging"])
  func `where it counts the public port does not know the views for operators`(view: String, environment: String)
    async throws
  {
    let changes = ["NODE_ENV": environment, "MANAGEMENT_TOKEN": "operators"]
    let service = try TestService(ManagementSurfaceTests.production(changes))
    let token = [(name: "Authorization", value: "Bearer operators")]
    for format in ["", "&format=prometheus", "&format=x"] {
      let answer = await service.ask("/metrics?view=\(view)\(format)", token)
      #expect(answer.status == 400 && answer.lines == HeaderLines.json)
      #expect(answer.body == Self.refusal(Self.everyone))
    }
    let answer = await service.manage(.get, "/metrics?view=\(view)", token)
    #expect(answer.status == 200)
    #expect(answer.body.contains(#""kong":{"adminUrl":"https://kong-admin.example.com:8444","#))
  }

  @Test(arguments: operators, ["", "&format=prometheus", "&format=x"])
  func `the views for operators want the token, whatever the format`(view: String, format: String) async throws {
    let service = try TestService(["MANAGEMENT_TOKEN": "operators"])
    let lines = HeaderLines.problem + HeaderLines.noStore + ["WWW-Authenticate: Bearer"]
    for (answer, lines) in [
      (await service.ask("/metrics?view=\(view)\(format)"), lines),
      (await service.manage(.get, "/metrics?view=\(view)\(format)"), HeaderLines.forOperators(lines)),
    ] {
      #expect(answer.status == 401)
      #expect(answer.lines == lines)
      #expect(
        answer.body == #"{"type":"about:blank","title":"Unauthorized","status":401,"#
          + #""detail":"The management surface asks for MANAGEMENT_TOKEN","instance":"/metrics","#
          + #""requestId":"req-1","timestamp":"2025-01-15T12:00:00.000Z"}"#)
    }
    #expect(await service.ask("/metrics?view=\(view)", [("Authorization", "Bearer operators")]).status == 200)
  }

  @Test(arguments: everyone) func `the other views want none`(view: String) async throws {
    let service = try TestService(ManagementSurfaceTests.production(["MANAGEMENT_TOKEN": "operators"]))
    #expect(await service.ask("/metrics?view=\(view)").status == 200)
    #expect(await service.manage(.get, "/metrics?view=\(view)").status == 200)
  }
}
