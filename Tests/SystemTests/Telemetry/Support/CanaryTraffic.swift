import HTTPEdge
import KongSandbox
import NIOHTTP1
import OTLPTestSupport
import Testing

@testable import AuthenticationService

/// Requests that carry secrets in every place that a stranger can write to.
struct CanaryTraffic {
  let canaries: Canaries
  let scene: TelemetryScene
  let management: Client
  /// What the management surface asks for.
  let managementToken: String

  /// Asks for everything, in every way, and keeps what was said of the service itself.
  func run() async throws -> [String] {
    try await askAsConsumers()
    try await askForNonsense()
    try await breakTheProtocol()
    try await letKongFail()
    return try await readReports()
  }

  private func askAsConsumers() async throws {
    let fields = [
      ("apikey", canaries.plant("apikey-field")), ("X-API-Key", canaries.plant("key-field")),
      ("Cookie", "session=\(canaries.plant("cookie"))"), ("Proxy-Authorization", canaries.plant("proxy")),
      ("X-Unknown", canaries.plant("unknown-field")), ("Referer", "http://a/?key=\(canaries.plant("referer"))"),
      ("User-Agent", canaries.plant("agent")), ("Origin", "https://\(canaries.plant("origin")).example"),
      ("baggage", "key=\(canaries.plant("baggage"))"), ("Accept-Version", canaries.plant("version")),
    ].map { (name: $0.0, value: $0.1) }
    let path = "/tokens?apikey=\(canaries.plant("apikey-query"))&unknown=\(canaries.plant("unknown-query"))"
    let plain = fields.dropLast()
    let cold = try await scene.service.get(path, as: SandboxSeed.alice, Array(plain))
    canaries.add(cold.token ?? "no token", from: "minted-cold")
    let warm = try await scene.gateway.get("/tokens", [("apikey", "alice-api-key")])
    canaries.add(warm.token ?? "no token", from: "minted-warm")
    _ = try await scene.service.get(path, as: SandboxSeed.alice, fields)
    for bearer in [cold.token ?? "", canaries.plant("bearer"), "\(canaries.plant("a")).\(canaries.plant("b")).c"] {
      _ = try await scene.service.get(
        "/tokens/validate", as: SandboxSeed.alice, [("Authorization", "Bearer \(bearer)")])
    }
    _ = try await scene.service.get(
      "/tokens/validate", as: SandboxSeed.alice, [("Authorization", "Basic \(canaries.plant("basic"))")])
    _ = try await scene.service.get("/tokens", [("X-Consumer-Username", canaries.plant("nameless"))])
  }

  private func askForNonsense() async throws {
    for path in [
      "/\(canaries.plant("path"))", "/tokens/\(canaries.plant("path-below"))", "/a?b=\(canaries.plant("lost-query"))",
      "/metrics?view=\(canaries.plant("view"))", "/metrics?format=\(canaries.plant("format"))",
      "/tokens%2F\(canaries.plant("encoded-path"))", "/health/\(canaries.plant("health"))",
    ] { _ = try await scene.service.get(path) }
    _ = try await scene.service.send(.RAW(value: canaries.plant("method")), "/tokens")
    _ = try await management.get("/admin/cache", [("Authorization", "Bearer \(canaries.plant("wrong-token"))")])
  }

  private func breakTheProtocol() async throws {
    let body = canaries.plant("body")
    for text in [
      "\(canaries.plant("garbage"))\r\n\r\n", "GET /\(canaries.plant("target")) FTP/9.9\r\n\r\n",
      "GET /\(canaries.plant("no-host")) HTTP/1.1\r\n\r\n",
      "\(canaries.plant("verb")) /tokens HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /tokens HTTP/1.1\r\nHost: a\r\n\(canaries.plant("field name")): 1\r\n\r\n",
      "GET /tokens HTTP/1.1\r\nHost: a\r\nX: \u{1}\(canaries.plant("control"))\r\n\r\n",
      "GET /tokens HTTP/1.1\r\nHost: \(canaries.plant("host")) b\r\n\r\n",
      "GET /tokens HTTP/1.1\r\nHost: a\r\nContent-Length: \(canaries.plant("length"))\r\n\r\n",
      "GET /tokens HTTP/1.1\r\nHost: a\r\nX: \(canaries.plant("long"))\(String(repeating: "x", count: 40_000))\r\n\r\n",
      "POST /tokens HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)",
    ] {
      try await RawConnection.open(port: scene.port) { connection in
        try await connection.send(text)
        _ = try? await connection.readResponse()
      }
    }
  }

  private func letKongFail() async throws {
    let faults = scene.sandbox.admin.faults
    let body = #"{"message":"\#(canaries.plant("kong-error"))","secret":"\#(canaries.plant("kong-secret"))"}"#
    for (number, fault) in [
      Fault.status(.internalServerError, body: body), .status(.unauthorized, body: body), .status(.ok, body: body),
      .status(.ok, body: canaries.plant("kong-noise")), .malformedBody, .truncatedBody, .reset(afterBytes: 10),
      .status(.tooManyRequests, fields: [("Retry-After", "0"), ("X-Secret", canaries.plant("kong-field"))]),
    ].enumerated() {
      faults.clear()
      faults.inject(fault, on: "/consumers/**")
      _ = try await scene.service.get("/tokens", as: "c0000000-0000-4000-8000-00000000010\(number)")
    }
    faults.clear()
  }

  private func readReports() async throws -> [String] {
    let token = [(name: "Authorization", value: "Bearer \(managementToken)")]
    var said: [String] = []
    let health = ["", "/live", "/ready", "/startup", "/telemetry", "/metrics"].map { "/health\($0)" }
    let metrics = formats.map { "/metrics?format=\($0)" } + MetricsView.allCases.map { "/metrics?view=\($0)" }
    for path in health + metrics {
      said.append(try await scene.service.get(path).body)
      said.append(try await management.get(path, token).body)
    }
    said.append(try await management.get("/admin/cache", token).body)
    for path in ["/debug/metrics/test", "/debug/metrics/export", "/debug/profiling/start"] {
      let answer = try await management.send(.POST, path, token)
      #expect(answer.status == 200)
      said.append(answer.body)
    }
    return said
  }

  private var formats: [String] { ["json", "prometheus", "openmetrics"] }
}
