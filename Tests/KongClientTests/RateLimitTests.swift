import AuthenticationCore
import KongClient
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Rate limit of Kong's` {
  /// A Kong that answers 429 to the first request, and is well again with the next.
  func withLimit(
    _ headers: [String], status: Int = 429, as world: World = .selfManaged,
    _ test: (TestTime, ScriptedServer, KongAdminClient) async throws -> Void
  ) async throws {
    let time = TestTime()
    let kong = FakeKong(FakeKong.alice(keys: "k"))
    kong.change { $0.hasRealm = true }
    let script: ScriptedServer.Script = { request, number in
      number == 1 ? .json("", status: status, headers: headers) : kong.script(request, number)
    }
    try await withKong(script, as: world, now: { time.now }) { server, client in
      try await test(time, server, client)
    }
  }

  static let waits: [(headers: [String], seconds: Int)] = [
    (["Retry-After: 7"], 7), (["Retry-After: 300"], 300), (["Retry-After: 301"], 300), (["retry-after: 86400"], 300),
    (["Retry-After: 99999999999999999999"], 1), ([], 1), (["Retry-After: 0"], 1), (["Retry-After: soon"], 1),
    (["Retry-After: Fri, 31 Dec 9999 23:59:59 GMT"], 300), (["Retry-After: Sun, 06 Nov 1994 08:49:37 GMT"], 1),
  ]

  @Test(arguments: waits, World.allCases)
  func `is kept for as long as Kong says`(wait: (headers: [String], seconds: Int), world: World) async throws {
    try await withLimit(wait.headers, as: world) { time, server, client in
      let limited = Conclusion.status(429, retryAfter: wait.seconds)
      #expect(await client.conclude() == limited)
      #expect(await client.conclude() == limited)
      time.advance(by: .seconds(wait.seconds) - .nanoseconds(1))
      #expect(await client.conclude("bob") == .status(429, retryAfter: 1))
      #expect(server.requests.count == 1)
      time.advance(by: .nanoseconds(1))
      #expect(await client.conclude() == .signs("k"))
    }
  }

  @Test func `counts the seconds that are left, begun ones as whole`() async throws {
    try await withLimit(["Retry-After: 10"]) { time, server, client in
      _ = await client.conclude()
      time.advance(by: .milliseconds(1))
      #expect(await client.conclude() == .status(429, retryAfter: 10))
      time.advance(by: .milliseconds(999))
      #expect(await client.conclude() == .status(429, retryAfter: 9))
      time.advance(by: .milliseconds(8999))
      #expect(await client.conclude() == .status(429, retryAfter: 1))
      #expect(server.requests.count == 1)
    }
  }

  @Test func `is kept by health checks, and learnt from them`() async throws {
    try await withLimit(["Retry-After: 5"]) { time, server, client in
      let first = await client.health()
      #expect(first.status == 429)
      let second = await client.health()
      #expect(!second.isHealthy)
      #expect(second.status == nil)
      #expect(second.cause == "answered with status 429")
      #expect(await client.conclude() == .status(429, retryAfter: 5))
      #expect(server.requests.count == 1)
      time.advance(by: .seconds(5))
      #expect(await client.health().isHealthy)
    }
  }

  @Test func `is the longest of those that Kong has spoken of`() async throws {
    let gates = [Gate(), Gate()]
    let time = TestTime()
    try await withKong(
      { _, number in
        guard number <= 2 else { return .json(page()) }
        let head = ScriptedServer.Turn.head(429, ["Retry-After: \(number == 1 ? 100 : 2)", "Content-Length: 0"])
        return .answerWhen(gates[number - 1], head)
      }, now: { time.now }
    ) { server, client in
      await withTaskGroup { group in
        for _ in 0..<2 { group.addTask { await client.conclude() } }
        for _ in 0..<2 { await server.next(.request) }
        for (gate, seconds) in zip(gates, [100, 2]) {
          gate.open()
          #expect(await group.next() == .status(429, retryAfter: seconds))
        }
      }
      #expect(await client.conclude() == .status(429, retryAfter: 100))
    }
  }

  @Test(arguments: [503, 500, 502])
  func `is none when Kong is down: that is passed on, and Kong is asked again`(status: Int) async throws {
    try await withLimit(["Retry-After: 7"], status: status) { _, server, client in
      #expect(await client.conclude() == .status(status, retryAfter: 7))
      #expect(await client.conclude() == .signs("k"))
    }
  }

  @Test func `stops a look-up between two of its requests`() async throws {
    try await withKong { _, number in
      number == 1 ? .json(page(next: "o")) : .json("", status: 429, headers: ["Retry-After: 9"])
    } _: { server, client in
      #expect(await client.conclude() == .status(429, retryAfter: 9))
      #expect(server.requests.count == 2)
    }
  }
}
