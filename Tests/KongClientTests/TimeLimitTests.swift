import AuthenticationCore
import KongClient
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Time limit` {
  static let head = ScriptedServer.Turn.head(200, ["Content-Length: 1000"])
  static let turns: [(what: String, turn: ScriptedServer.Turn)] = [
    ("no answer", .hang),
    ("half a head", .answerAndHang(Array("HTTP/1.1 200 OK\r\n".utf8))),
    ("a head without a body", .answerAndHang(head)),
    ("half a body", .answerAndHang(head + Array("{".utf8))),
    ("half the body of an error", .answerAndHang(ScriptedServer.Turn.head(500, ["Content-Length: 1000"]))),
  ]

  @Test(arguments: turns)
  func `ends a look-up, and Kong sees the connection close`(what: String, turn: ScriptedServer.Turn) async throws {
    try await withKong { _, _ in
      turn
    } timeIsUp: {
      await $0.next(.request)
    } _: { server, client in
      #expect(await client.conclude() == .fails(.unavailable(.timeout)))
      await server.next(.disconnection)
    }
  }

  @Test(arguments: turns)
  func `is not waited for by a task that is cancelled`(what: String, turn: ScriptedServer.Turn) async throws {
    try await withKong { _, _ in
      turn
    } _: { server, client in
      let lookup = Task { await client.conclude() }
      await server.next(.request)
      lookup.cancel()
      #expect(await lookup.value == .fails(.cancelled))
      await server.next(.disconnection)
    }
  }

  @Test func `covers all pages together`() async throws {
    try await withKong { _, number in
      number < 3 ? .json(page(credential(), next: "o\(number)")) : .hang
    } timeIsUp: { server in
      for _ in 0..<3 { await server.next(.request) }
    } _: { server, client in
      #expect(await client.conclude() == .fails(.unavailable(.timeout)))
      await server.next(.disconnection)
    }
  }

  @Test func `ends a health check`() async throws {
    try await withKong { _, _ in
      .hang
    } timeIsUp: {
      await $0.next(.request)
    } _: { server, client in
      let health = await client.health()
      #expect(!health.isHealthy)
      #expect(health.status == nil)
      #expect(health.cause == "no answer in time")
      await server.next(.disconnection)
    }
  }

  @Test func `is three seconds for a look-up, one for a health check, unless set otherwise`() async throws {
    let limits = Mutex<[Duration]>([])
    let sleep: Sleep = { limit in limits.withLock { $0.append(limit) } }
    let server = try await ScriptedServer { _, _ in .hang }
    let kong = try World.selfManaged.deployment(of: server, path: "")
    for configure: (inout KongAdminConfiguration) -> Void in [
      { _ in },
      {
        $0.lookupTimeout = .seconds(7)
        $0.healthTimeout = .seconds(5)
      },
    ] {
      try await withClient(of: kong, configure: configure, in: Surroundings(sleep: sleep)) { client in
        #expect(await client.conclude() == .fails(.unavailable(.timeout)))
        _ = await client.health()
      }
    }
    #expect(limits.withLock { $0 } == [.seconds(3), .seconds(1), .seconds(7), .seconds(5)])
    try await server.close()
  }

  @Test func `is not asked for by a look-up that is cancelled beforehand`() async throws {
    try await withKong { _, _ in
      .json(page(credential()))
    } _: { _, client in
      let lookup = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return await client.conclude()
      }
      #expect(await lookup.value == .fails(.cancelled))
    }
  }

  @Test func `leaves the client fit for the next look-up`() async throws {
    let lookups = Mutex(0)
    try await withKong { _, number in
      number == 1 ? .hang : .json(page(credential()))
    } timeIsUp: { server in
      let isFirst = lookups.withLock { lookups in
        lookups += 1
        return lookups == 1
      }
      if isFirst { await server.next(.request) } else { try await farAway(.zero) }
    } _: { _, client in
      #expect(await client.conclude() == .fails(.unavailable(.timeout)))
      #expect(await client.conclude() == .signs("key-1"))
    }
  }
}
