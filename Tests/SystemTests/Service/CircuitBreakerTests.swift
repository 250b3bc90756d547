import HTTPEdge
import KongSandbox
import Testing

/// A Kong that fails too often is left alone for a while.
@Suite(.timeLimit(.minutes(1))) struct CircuitBreakerTests {
  @Test func `when most calls fail Kong is not asked any more, and warm consumers do not notice`() async throws {
    try await Scene.play(["CIRCUIT_BREAKER_ENABLED": "true"]) { scene in
      #expect(try await scene.service.get("/tokens", as: SandboxSeed.alice).status == 200)
      scene.sandbox.admin.faults.inject(.status(.internalServerError), on: "/consumers/*/jwt")
      // One success and two failures: three calls, and more than half of them failed.
      for _ in 1...2 { #expect(try await scene.service.get("/tokens", as: SandboxSeed.bob).code == "AUTH_004") }
      let calls = scene.sandbox.admin.log.count(to: "/consumers/*/jwt")
      let refused = try await scene.service.get("/tokens", as: SandboxSeed.bob)
      #expect(refused.status == 503)
      #expect(refused.code == "AUTH_005")
      #expect(refused.retryAfter != nil)
      #expect(try await scene.service.get("/tokens", as: SandboxSeed.alice).status == 200)
      #expect(scene.sandbox.admin.log.count(to: "/consumers/*/jwt") == calls)
      #expect(scene.journal.contains("warning: Circuit breaker open: Kong is left alone for a while"))
    }
  }
}
