import KongSandbox
import RedisTestSupport
import Testing

/// A service that starts before its Kong.
@Suite(.timeLimit(.minutes(1))) struct KongDownAtStartTests {
  @Test func `it starts, warns, lives, is not ready, and recovers`() async throws {
    let kong = SandboxConfiguration(adminPort: try await LocalPort.free())
    try await Scene.play(kong: kong, prepare: { await $0.admin.refuse() }) { scene in
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

  @Test func `Kong is asked before the first request, so that readiness does not begin with a guess`() async throws {
    try await Scene.play { scene in
      let answer = try await eventually({ try await scene.service.get("/health/ready") }) { $0.status == 200 }
      #expect(answer.body.contains(#""status": "healthy""#))
      let journal = scene.journal.all
      let verdict = try #require(
        journal.firstIndex { $0.hasPrefix("info: Kong Admin API is reachable") || $0.hasPrefix("warning: Kong") })
      let start = try #require(journal.firstIndex { $0.hasPrefix("info: Listening") })
      #expect(verdict < start)
    }
  }

  @Test func `a Kong without its database is not reachable`() async throws {
    try await Scene.play(prepare: { $0.store.withState { $0.databaseIsReachable = false } }) { scene in
      let answer = try await eventually({ try await scene.service.get("/health/ready") }) {
        $0.text("error") != "no answer in time"
      }
      #expect(answer.status == 503)
      #expect(answer.text("error") == "database unreachable")
    }
  }
}
