import KongSandbox
import RedisTestSupport
import Testing

/// How the service ends.
@Suite(.timeLimit(.minutes(1))) struct ShutdownTests {
  private static let consumer = "X-Consumer-ID: \(SandboxSeed.alice)\r\nX-Consumer-Username: alice"

  @Test func `a request in flight is answered, and is the last on its connection`() async throws {
    try await Scene.play { scene in
      let gate = Gate()
      scene.sandbox.admin.faults.inject(.held(gate), on: "/consumers/*/jwt")
      try await RawConnection.open(port: scene.port) { connection in
        try await connection.request("GET", "/tokens", Self.consumer)
        try await scene.sandbox.admin.log.wait(for: 1, to: "/consumers/*/jwt")
        await scene.stopService()
        try await refusesConnections(scene.port)
        gate.open()
        let (head, body) = try await connection.readResponse()
        #expect(head.first == "HTTP/1.1 200 OK")
        #expect(head.value(of: "Connection") == "close")
        #expect(body.hasPrefix(#"{"access_token":"#))
        #expect(try await connection.readToEnd() == "")
      }
    }
  }

  @Test func `during the delay requests are still welcome, and readiness says no`() async throws {
    try await Scene.play(["SHUTDOWN_DELAY_SECONDS": "6"]) { scene in
      #expect(try await scene.service.get("/health/ready").status == 200)
      await scene.stopService()
      let answer = try await eventually({ try await scene.service.get("/health/ready") }) { $0.status == 503 }
      #expect(answer.text("reason") == "Service is draining")
      #expect(answer.body.contains(#""state": "draining""#))
      #expect(try await scene.service.get("/tokens", as: SandboxSeed.alice).status == 200)
      #expect(try await scene.service.get("/health/live").status == 200)
    }
  }

  @Test func `idle connections end by themselves`() async throws {
    try await Scene.play { scene in
      try await RawConnection.open(port: scene.port) { connection in
        try await connection.request("GET", "/health/live")
        _ = try await connection.readResponse()
        await scene.stopService()
        #expect(try await connection.readToEnd() == "")
      }
    }
  }

  /// Waits until nobody listens any more.
  private func refusesConnections(_ port: Int) async throws {
    _ = try await eventually({ try? await RawConnection.open(port: port) { _ in true } }) { $0 == nil }
  }
}
