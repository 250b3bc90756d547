import HTTPEdge
import KongSandbox
import Testing

/// A consumer without a credential gets one, if the operator wants that.
@Suite(.timeLimit(.minutes(1))) struct ProvisioningTests {
  private static let allowed = ["KONG_AUTO_PROVISION": "true"]

  /// How many credentials carol has.
  private func credentials(_ scene: Scene) -> [KongJWTCredential] {
    scene.sandbox.store.withState { state in state.jwtCredentials.all.filter { $0.consumerID == SandboxSeed.carol } }
  }

  @Test(arguments: KongSpelling.allCases)
  func `two hundred first requests make one credential, and Kong accepts what it signs`(
    _ spelling: KongSpelling
  ) async throws {
    try await spelling.play(Self.allowed) { scene in
      let answers = try await withThrowingTaskGroup(of: Received.self) { group in
        for number in 0..<200 {
          // Some call her by her name: that is the same consumer.
          let name = number.isMultiple(of: 4) ? "carol" : SandboxSeed.carol
          group.addTask { try await scene.service.get("/tokens", as: name) }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.allSatisfy { $0.status == 200 })
      let made = credentials(scene)
      #expect(made.count == 1)
      #expect(made.first?.key?.wholeMatch(of: /[0-9a-f]{32}/) != nil)
      #expect(made.first?.secret?.wholeMatch(of: /[0-9a-f]{64}/) != nil)
      let token = try #require(answers.first?.token)
      #expect(try await scene.gateway.get("/api", [("Authorization", "Bearer \(token)")]).status == 200)
      #expect(!scene.journal.contains(made.first?.secret ?? "-"))
    }
  }

  @Test(arguments: KongSpelling.allCases)
  func `nothing is made unless it is wanted`(_ spelling: KongSpelling) async throws {
    try await spelling.play { scene in
      let answer = try await scene.service.get("/tokens", as: SandboxSeed.carol)
      #expect(answer.code == "AUTH_002")
      #expect(credentials(scene).isEmpty)
    }
  }

  @Test(arguments: KongSpelling.allCases)
  func `nothing is made for a consumer that Kong does not know`(_ spelling: KongSpelling) async throws {
    try await spelling.play(Self.allowed) { scene in
      let answer = try await scene.service.get("/tokens", as: "00000000-0000-4000-8000-00000000000f")
      #expect(answer.code == "AUTH_002")
      #expect(scene.sandbox.admin.log.entries(to: spelling.credentials).allSatisfy { $0.method != .post })
    }
  }

  @Test(arguments: KongSpelling.allCases)
  func `a consumer that has a usable credential keeps it`(_ spelling: KongSpelling) async throws {
    try await spelling.play(Self.allowed) { scene in
      let answer = try await scene.service.get("/tokens", as: SandboxSeed.alice)
      #expect(answer.status == 200)
      #expect(scene.sandbox.admin.log.entries(to: spelling.credentials).allSatisfy { $0.method == .get })
    }
  }
}
