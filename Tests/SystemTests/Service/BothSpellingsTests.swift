import HTTPEdge
import KongSandbox
import Testing

/// What holds whichever Kong is asked.
@Suite(.timeLimit(.minutes(1))) struct BothSpellingsTests {
  @Test(arguments: KongSpelling.allCases)
  func `an API key becomes a token that Kong accepts`(_ spelling: KongSpelling) async throws {
    try await spelling.play { scene in
      #expect(try await scene.service.get("/health/ready").status == 200)
      for key in ["alice-api-key", "bob-api-key", "partner-api-key"] {
        let token = try #require(try await scene.gateway.get("/tokens", [("apikey", key)]).token)
        #expect(try await scene.gateway.get("/api", [("Authorization", "Bearer \(token)")]).status == 200)
      }
      #expect(try await scene.gateway.get("/tokens", [("apikey", "carol-api-key")]).code == "AUTH_002")
    }
  }

  @Test(arguments: KongSpelling.allCases)
  func `a consumer may be called by its user name, its id in capital letters, but not by its custom id`(
    _ spelling: KongSpelling
  ) async throws {
    try await spelling.play { scene in
      for name in ["bob", SandboxSeed.bob.uppercased()] {
        let token = try #require(try await scene.service.get("/tokens", as: name).token)
        #expect(try await scene.gateway.get("/api", [("Authorization", "Bearer \(token)")]).status == 200)
      }
      for stranger in ["bob-7", "Bob", "bo", "00000000-0000-4000-8000-00000000000f"] {
        let answer = try await scene.service.get("/tokens", as: stranger)
        #expect(answer.status == 401)
        #expect(answer.code == "AUTH_002")
      }
    }
  }

  @Test(arguments: KongSpelling.allCases)
  func `credentials of somebody else are refused`(_ spelling: KongSpelling) async throws {
    try await spelling.play { scene in
      scene.sandbox.admin.faults.inject(.wrongConsumer(SandboxSeed.bob), on: spelling.credentials)
      for name in [SandboxSeed.alice, "alice"] {
        let answer = try await scene.service.get("/tokens", as: name)
        #expect(answer.status == 401)
        #expect(answer.code == "AUTH_002")
      }
      #expect(scene.journal.contains("error: Kong answered with credentials of another consumer"))
    }
  }

  @Test(arguments: KongSpelling.allCases)
  func `a limit of the rate is respected`(_ spelling: KongSpelling) async throws {
    try await spelling.play { scene in
      let fault = Fault.status(.tooManyRequests, fields: [("Retry-After", "60")], body: "{}")
      scene.sandbox.admin.faults.inject(fault, on: spelling.credentials)
      let first = try await scene.service.get("/tokens", as: SandboxSeed.alice)
      #expect(first.status == 503)
      #expect(first.retryAfter == "60")
      let calls = scene.sandbox.admin.log.count(to: spelling.credentials)
      for _ in 0..<10 {
        let next = try await scene.service.get("/tokens", as: SandboxSeed.bob)
        #expect(next.code == "AUTH_004")
        let seconds = try #require(next.retryAfter.flatMap { Int($0) })
        #expect(seconds > 50)
      }
      #expect(scene.sandbox.admin.log.count(to: spelling.credentials) == calls)
    }
  }
}
