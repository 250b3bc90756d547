import KongSandbox
import Testing

/// A service that starts before its Kong.
@Suite(.timeLimit(.minutes(1))) struct KongDownAtStartTests {
  @Test func `it starts, warns, lives, is not ready, and recovers`() async throws {
    try await Scene.play(prepare: { await $0.admin.refuse() }) { scene in
      #expect(scene.journal.contains("warning: Kong Admin API is not reachable"))
      #expect(try await scene.service.get("/health/live").status == 200)
      let notReady = try await scene.service.get("/health/ready")
      #expect(notReady.status == 503)
      #expect(notReady.text("error") == "connection failed: refused")
      let cold = try await scene.service.get("/tokens", as: SandboxSeed.alice)
      #expect(cold.status == 503)
      #expect(cold.code == "AUTH_004")
      try await scene.sandbox.admin.accept()
      #expect(try await scene.service.get("/tokens", as: SandboxSeed.alice).status == 200)
      let ready = try await eventually({ try await scene.service.get("/health/ready") }) {
        $0.body.contains(#""status": "healthy""#)
      }
      #expect(ready.status == 200)
    }
  }

  @Test func `a Kong that answers makes it ready from the first request`() async throws {
    try await Scene.play { scene in
      let answer = try await scene.service.get("/health/ready")
      #expect(answer.status == 200)
    }
  }

  @Test func `a Kong without its database is not reachable`() async throws {
    try await Scene.play(prepare: { $0.store.withState { $0.databaseIsReachable = false } }) { scene in
      let answer = try await scene.service.get("/health/ready")
      #expect(answer.text("error") == "database unreachable")
    }
  }
}
