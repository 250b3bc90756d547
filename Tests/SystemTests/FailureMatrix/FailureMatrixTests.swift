import HTTPEdge
import KongSandbox
import RedisTestSupport
import TestSupport
import Testing

/// Outages are invisible to warm consumers, and never the client's fault: every failure of Kong, whatever is known, however
/// the breaker stands, over real sockets.
@Suite(.timeLimit(.minutes(3))) struct FailureMatrixTests {
  private static let credentials: PathPattern = "/consumers/*/jwt"

  private static let variables = [
    "CIRCUIT_BREAKER_ENABLED": "true", "CACHING_TTL_SECONDS": "600", "STALE_DATA_TOLERANCE_MINUTES": "5",
  ]

  @Test(arguments: MatrixCase.all) func `a client hears`(_ example: MatrixCase) async throws {
    let time = TestTime()
    try await Scene.play(Self.variables.merging(example.fault.patience) { $1 }, now: { time.now }) { scene in
      if example.knowledge != .nothing { try await learn(scene) }
      time.advance(by: example.knowledge.age)
      try await bring(example.breaker, about: time, in: scene)
      try await begin(example.fault, in: scene)
      let calls = scene.sandbox.admin.log.count(to: Self.credentials)

      let answer = try await scene.service.get("/tokens", as: SandboxSeed.alice)
      let expected = example.answer
      #expect(answer.status == expected.status)
      #expect(answer.code == expected.code)
      #expect((answer.token != nil) == (expected.status == 200))
      let retryAfter = answer.retryAfter.flatMap { Int($0) }
      #expect((retryAfter == nil) == (expected.retryAfter == nil))
      if let retryAfter, let range = expected.retryAfter { #expect(range.contains(retryAfter)) }

      let made = scene.sandbox.admin.log.count(to: Self.credentials) - calls
      #expect(made <= (example.asksKong ? example.fault.requests : 0))
      try await checkBreaker(after: example, in: scene)
      try await checkSurvival(of: example, in: scene)
    }
  }

  /// Lets the service know alice.
  private func learn(_ scene: Scene) async throws {
    #expect(try await scene.service.get("/tokens", as: SandboxSeed.alice).status == 200)
  }

  /// Trips the breaker at the expense of others, and lets its time pass.
  private func bring(_ breaker: MatrixCase.Breaker, about time: TestTime, in scene: Scene) async throws {
    guard breaker != .closed else { return }
    scene.sandbox.admin.faults.inject(.status(.internalServerError), on: Self.credentials)
    let isOpen = try await eventually({ try await scene.service.get("/tokens", as: SandboxSeed.bob) }) {
      $0.code == "AUTH_005"
    }
    #expect(isOpen.status == 503)
    scene.sandbox.admin.faults.clear()
    if breaker == .halfOpen { time.advance(by: .seconds(60)) }
  }

  private func begin(_ fault: MatrixFault, in scene: Scene) async throws {
    if let fault = fault.fault {
      scene.sandbox.admin.faults.inject(fault, on: Self.credentials)
    } else {
      await scene.sandbox.admin.refuse()
    }
  }

  /// A trial that failed leaves the breaker open; where Kong was not asked, or has answered, nothing changes.
  private func checkBreaker(after example: MatrixCase, in scene: Scene) async throws {
    guard example.breaker == .open || example.breaker == .halfOpen && example.asksKong && example.fault.counts else {
      return
    }
    #expect(try await scene.service.get("/tokens", as: SandboxSeed.bob).code == "AUTH_005")
  }

  /// What was known and good enough before is so still, whatever Kong has said meanwhile.
  private func checkSurvival(of example: MatrixCase, in scene: Scene) async throws {
    guard example.knowledge == .fresh || example.knowledge == .stale && !example.fault.isLie else { return }
    #expect(try await scene.service.get("/tokens", as: SandboxSeed.alice).status == 200)
  }
}

extension MatrixCase.Knowledge {
  /// How long ago Kong was asked: lives of 600 seconds are at most a tenth longer, and the tolerance is 300 seconds.
  fileprivate var age: Duration {
    switch self {
    case .fresh, .nothing: .zero
    case .stale: .seconds(661)
    case .tooOld: .seconds(961)
    }
  }
}
