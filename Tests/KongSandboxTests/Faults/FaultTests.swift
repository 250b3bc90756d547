import HTTPEdge
import KongSandbox
import NIOCore
import Testing

@Suite(.timeLimit(.minutes(1))) struct FaultTests {
  private static let path = "/consumers/\(SandboxSeed.alice)/jwt"

  @Test func `a status stands in the place of the answer, with its header fields`() async throws {
    try await RunningSandbox.with { running async throws in
      let status = HTTPStatus(429, "Too Many Requests")
      running.sandbox.admin.faults.inject(.status(status, fields: [("Retry-After", "7")]), on: "/consumers/*/jwt")
      let answer = try await running.admin(Self.path)
      #expect(answer.status == 429)
      #expect(answer["Retry-After"] == "7")
      #expect(try await running.admin("/status").status == 200)
    }
  }

  @Test func `a fault with a number of times is spent after them`() async throws {
    try await RunningSandbox.with { running async throws in
      running.sandbox.admin.faults.inject(.status(.serviceUnavailable), times: 2)
      var statuses: [UInt] = []
      for _ in 1...3 { statuses.append(try await running.admin(Self.path).status) }
      #expect(statuses == [503, 503, 200])
    }
  }

  @Test func `cleared faults are gone`() async throws {
    try await RunningSandbox.with { running async throws in
      running.sandbox.admin.faults.inject(.status(.serviceUnavailable))
      running.sandbox.admin.faults.clear()
      #expect(try await running.admin(Self.path).status == 200)
    }
  }

  @Test func `a held answer waits for its gate`() async throws {
    try await RunningSandbox.with { running async throws in
      let gate = Gate()
      running.sandbox.admin.faults.inject(.held(gate), on: "/consumers/**")
      async let answer = running.admin(Self.path)
      try await running.sandbox.admin.log.wait(for: 1)
      #expect(try await running.admin("/status").status == 200)
      gate.open()
      #expect(try await answer.status == 200)
    }
  }

  @Test func `a hanging exchange ends with the client's patience`() async throws {
    try await RunningSandbox.with { running async throws in
      running.sandbox.admin.faults.inject(.hang, on: "/consumers/**")
      let asking = Task { try await running.admin(Self.path) }
      try await running.sandbox.admin.log.wait(for: 1)
      #expect(try await running.admin("/status").status == 200)
      asking.cancel()
      await #expect(throws: (any Error).self) { try await asking.value }
    }
  }

  @Test func `latency delays the right answer`() async throws {
    try await RunningSandbox.with { running async throws in
      running.sandbox.admin.faults.inject(.latency(.milliseconds(40)))
      let start = ContinuousClock.now
      #expect(try await running.admin(Self.path).status == 200)
      #expect(start.duration(to: .now) >= .milliseconds(40))
    }
  }

  @Test(arguments: [Fault.reset(afterBytes: 0), .reset(afterBytes: 20), .truncatedBody])
  func `a reset is no answer`(fault: Fault) async throws {
    try await RunningSandbox.with { running async throws in
      running.sandbox.admin.faults.inject(fault, on: "/consumers/*/jwt")
      await #expect(throws: (any Error).self) { try await running.admin(Self.path) }
      #expect(try await running.admin("/status").status == 200)
    }
  }

  @Test func `a refusing listener is deaf, and comes back on the same port`() async throws {
    try await RunningSandbox.with { running async throws in
      await running.sandbox.admin.refuse()
      await #expect(throws: (any Error).self) { try await running.admin(Self.path, timeout: .seconds(1)) }
      #expect(running.sandbox.admin.log.total == 0)
      try await running.sandbox.admin.accept()
      #expect(try await running.admin(Self.path).status == 200)
    }
  }

  @Test func `malformed content is framed well and cannot be parsed`() async throws {
    try await RunningSandbox.with { running async throws in
      running.sandbox.admin.faults.inject(.malformedBody)
      let answer = try await running.admin(Self.path)
      #expect(answer.status == 200)
      #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(answer.body.utf8) }
    }
  }

  @Test func `oversized content has the size that was asked for`() async throws {
    try await RunningSandbox.with { running async throws in
      running.sandbox.admin.faults.inject(.oversizedBody(bytes: 2_000_000))
      #expect(try await running.admin(Self.path).body.utf8.count > 2_000_000)
    }
  }

  @Test func `credentials of the wrong consumer keep everything but the consumer`() async throws {
    try await RunningSandbox.with { running async throws in
      let right = try await running.admin(Self.path).body
      running.sandbox.admin.faults.inject(.wrongConsumer(SandboxSeed.bob))
      let wrong = try await running.admin(Self.path).body
      #expect(wrong == right.replacing(SandboxSeed.alice, with: SandboxSeed.bob))
      #expect(wrong != right)
    }
  }

  @Test func `a rotated credential is new in the answer and in the proxy's eyes`() async throws {
    try await RunningSandbox.with { running async throws in
      running.sandbox.admin.faults.inject(.rotatedCredential, on: "/consumers/*/jwt", times: 1)
      let rotated = try await running.admin(Self.path).body
      #expect(!rotated.contains("alice-jwt-key"))
      #expect(try await running.admin(Self.path).body == rotated)
      let keys = running.sandbox.store.withState { state in
        state.jwtCredentials.all.filter { $0.consumerID == SandboxSeed.alice }.compactMap(\.key)
      }
      #expect(keys.count == 1)
      #expect(rotated.contains(keys[0]))
    }
  }

  @Test func `an unreachable database fails everything but the status`() async throws {
    try await RunningSandbox.with { running async throws in
      running.sandbox.store.withState { $0.databaseIsReachable = false }
      #expect(try await running.admin(Self.path).status == 500)
      #expect(try await running.admin("/status").body.hasPrefix(#"{"database":{"reachable":false}"#))
    }
  }
}
