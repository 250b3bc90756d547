import RedisTestSupport
import Testing

/// What the running service does about its service levels.
@Suite(.timeLimit(.minutes(1))) struct ServiceLevelTests {
  @Test func `it watches them as long as it runs`() async throws {
    try await Scene.play { scene in
      try await eventually { scene.journal.contains("ServiceLevelMonitor") }
      let text = try await scene.service.get("/metrics?format=prometheus").body
      #expect(text.contains("\nslo_objective{route=\"/tokens\",objective=\"availability\"} 0.995\n"))
      #expect(text.contains("\nslo_violations_total{route=\"/tokens\"} 0\n"))
    }
  }
}
