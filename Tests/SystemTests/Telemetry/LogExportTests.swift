import Foundation
import KongSandbox
import OTLPTestSupport
import Testing

/// The log, as it is written and as it is exported.
@Suite(.timeLimit(.minutes(2))) struct LogExportTests {
  private static let production = [
    "NODE_ENV": "production", "KONG_ADMIN_ALLOW_HTTP": "true", "KONG_ADMIN_ALLOW_LOOPBACK": "true",
    "KONG_ADMIN_ALLOW_NO_TOKEN": "true", "GATEWAY_PROOF": "none",
  ]

  @Test func `a request has one line, which names its span, on both ways`() async throws {
    let traces = ["a", "b", "c"].map { String(repeating: $0, count: 32) }
    let told = try await TelemetryScene.play(Self.production) { scene in
      for (trace, path) in zip(traces, ["/tokens", "/tokens/validate", "/nothing"]) {
        let parent = (name: "traceparent", value: "00-\(trace)-00000000000000ff-01")
        _ = try await scene.service.get(path, as: SandboxSeed.alice, [parent])
      }
    }
    let servers = try told.spans.filter { $0.kind == 2 }
    let records = try told.exports.logRecords.filter { $0.eventName == "http.request.completed" }
    let lines = try Self.documents(told).filter { $0["event_name"] as? String == "http.request.completed" }
    #expect(servers.map(\.traceId) == traces)
    #expect(records.map(\.traceId) == traces && records.map(\.spanId) == servers.map(\.spanId))
    #expect(lines.map { $0["trace.id"] as? String } == traces)
    #expect(lines.map { $0["span.id"] as? String } == servers.map(\.spanId))
    #expect(records.map { $0["path"] } == ["/tokens", "/tokens/validate", "/nothing"])
    #expect(records.map { $0["status_code"] } == servers.map { $0["http.response.status_code"] })
    #expect(records.map { $0["request_id"] } == lines.map { $0["request_id"] as? String })
  }

  @Test(arguments: ["info", "debug"])
  func `in production every line is a document with an event, from the first to the last`(level: String) async throws {
    let told = try await TelemetryScene.play(Self.production.merging(["LOG_LEVEL": level]) { $1 }) {
      try await $0.askForTokens(1)
    }
    #expect(told.exitCode == 0)
    let events = try Self.documents(told).map { try #require($0["event_name"] as? String) }
    for event in [
      "server.lifecycle.ready", "http.request.completed", "lifecycle.drain.started", "server.shutdown.completed",
    ] {
      #expect(events.contains(event), "\(event)")
    }
    // The last ones are written when nothing is exported any more.
    let exported = try told.exports.logRecords.map { try #require($0.eventName) }
    #expect(exported.count > 3 && exported == Array(events.prefix(exported.count)))
    #expect(exported.contains("server.shutdown.completed"))
    // Nobody has to know how a service is set up to read its log.
    #expect(told.lines.allSatisfy { $0.utf8.count < 2000 })
  }

  private static func documents(_ told: ToldTelemetry) throws -> [[String: Any]] {
    try told.lines.map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
    }
  }
}
