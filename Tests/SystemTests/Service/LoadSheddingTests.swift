import KongSandbox
import Testing

/// More look-ups than Kong can answer.
@Suite(.timeLimit(.minutes(1))) struct LoadSheddingTests {
  private static let credentials: PathPattern = "/consumers/*/jwt"

  @Test func `beyond the bound a cold consumer is told to come back, and a warm one notices nothing`() async throws {
    let variables = ["MAX_PENDING_LOOKUPS": "20", "KONG_MAX_CONCURRENCY": "4"]
    try await Scene.play(variables) { scene in
      #expect(try await scene.service.get("/tokens", as: SandboxSeed.alice).status == 200)
      let gate = Gate()
      scene.sandbox.admin.faults.inject(.held(gate), on: Self.credentials)
      try await withThrowingTaskGroup(of: [String].self) { group in
        for number in 0..<30 { group.addTask { try await Self.ask(about: number, in: scene) } }
        // Twenty wait for Kong; the others are answered while it answers nobody.
        for _ in 0..<10 {
          let head = try #require(try await group.next())
          #expect(head.first?.hasPrefix("HTTP/1.1 503 ") == true)
          #expect(head.value(of: "Retry-After") == "5")
        }
        #expect(try await scene.service.get("/tokens", as: SandboxSeed.alice).status == 200)
        // One call was alice's; of the others no more are with Kong than may be at a time.
        #expect(scene.sandbox.admin.log.count(to: Self.credentials) <= 1 + 4)
        gate.open()
        for try await head in group { #expect(head.first?.hasPrefix("HTTP/1.1 401 ") == true) }
      }
    }
  }

  /// Asks for a token of a stranger's, on a connection of its own: the client of the other tests has a few only.
  private static func ask(about number: Int, in scene: Scene) async throws -> [String] {
    let id = "00000000-0000-4000-8000-\(100_000_000_000 + number)"
    return try await RawConnection.open(port: scene.port) { connection in
      try await connection.request("GET", "/tokens", "X-Consumer-ID: \(id)", "X-Consumer-Username: somebody")
      return try await connection.readHead()
    }
  }
}
