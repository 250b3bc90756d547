import KongSandbox
import TestSupport
import Testing

/// Rows of the failure matrix in which no connection to Kong comes about, so that nothing can be known of a consumer.
@Suite(.timeLimit(.minutes(1))) struct UnreachableKongTests {
  private static let urls: [(what: String, url: String)] = [
    // The sandbox does not speak TLS.
    ("TLS failure", "https://{admin}"),
    // A label of 64 characters is refused by the resolver itself; no name server is asked.
    ("DNS failure", "http://\(String(repeating: "k", count: 64)):8001"),
  ]

  private static func variables(_ url: String) -> [String: String] {
    ["KONG_ADMIN_URL": url, "CIRCUIT_BREAKER_ENABLED": "true", "KONG_CONNECT_TIMEOUT_MS": "100"]
  }

  @Test(arguments: urls) func `in every state of the breaker the outage is ours`(what: String, url: String) async throws
  {
    try await check(Self.variables(url))
  }

  @Test func `a connection that does not come about in time is an outage, too`() async throws {
    try await FullBacklog.use { port in
      try await check(Self.variables("http://127.0.0.1:\(port)"))
    }
  }

  private func check(_ variables: [String: String]) async throws {
    let time = TestTime()
    try await Scene.play(variables, now: { time.now }) { scene in
      let ask = { try await scene.service.get("/tokens", as: SandboxSeed.alice) }
      for _ in 1...3 {
        let closed = try await ask()
        #expect(closed.status == 503)
        #expect(closed.code == "AUTH_004")
        #expect(closed.retryAfter == "30")
      }
      #expect(try await ask().code == "AUTH_005")
      time.advance(by: .seconds(60))
      #expect(try await ask().code == "AUTH_004")
      #expect(try await ask().code == "AUTH_005")
      #expect(scene.sandbox.admin.log.count(to: "/consumers/**") == 0)
    }
  }
}
