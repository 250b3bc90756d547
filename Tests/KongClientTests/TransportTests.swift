import AuthenticationCore
import Glibc
import KongClient
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Transport to Kong` {
  static let list = "GET /consumers/\(aliceID)/jwt"

  @Test(arguments: [ScriptedServer.Turn.close, .reset])
  func `asks again when a kept connection has died`(death: ScriptedServer.Turn) async throws {
    try await withKong { _, number in
      number == 2 ? death : .json(page(credential()))
    } _: { server, client in
      #expect(await client.conclude() == .signs("key-1"))
      #expect(await client.conclude() == .signs("key-1"))
      #expect(server.requests.map(\.call) == [Self.list, Self.list, Self.list])
      #expect(server.connectionCount == 2)
    }
  }

  @Test(arguments: [ScriptedServer.Turn.close, .reset])
  func `asks again once only`(death: ScriptedServer.Turn) async throws {
    try await withKong { _, _ in
      death
    } _: { server, client in
      guard case .fails(.unavailable(.connection)) = await client.conclude() else {
        Issue.record("no failure")
        return
      }
      #expect(server.requests.count == 2)
      #expect(await client.health().isHealthy == false)
      #expect(server.requests.count == 4)
    }
  }

  static let begun: [ScriptedServer.Turn] = [
    .answerAndClose(Array("H".utf8)),
    .answerAndClose(Array("HTTP/1.1 200 OK\r\nContent-Le".utf8)),
    .answerAndClose(ScriptedServer.Turn.head(200, ["Content-Length: 10"])),
    .answerAndClose(ScriptedServer.Turn.head(200, ["Content-Length: 10"]) + Array("{".utf8)),
  ]

  @Test(arguments: begun)
  func `does not ask again when an answer had begun`(turn: ScriptedServer.Turn) async throws {
    try await withKong { _, _ in
      turn
    } _: { server, client in
      #expect(await client.conclude() == .connection("closed before the answer was complete"))
      #expect(server.requests.count == 1)
    }
  }

  @Test(arguments: World.allCases, [301, 302, 303, 307, 308])
  func `asks no other host, wherever Kong sends us`(world: World, status: Int) async throws {
    let other = try await ScriptedServer { _, _ in .json(page(credential())) }
    let elsewhere = "http://\(other.host):\(other.port)/consumers/\(aliceID)/jwt"
    try await withKong(
      { request, _ in
        request.target.hasPrefix("/realms")
          ? .json("{}") : .json("", status: status, headers: ["Location: \(elsewhere)"])
      }, as: world, token: Secret("top-secret")
    ) { server, client in
      #expect(await client.conclude() == .status(status))
      #expect(await client.conclude("alice") == .status(status))
      #expect(await client.health().cause == "answered with status \(status)")
      #expect(other.connectionCount == 0)
    }
    try await other.close()
  }

  @Test(arguments: [
    ScriptedServer.Turn.hang, .answerAndHang(Array("HTTP/1.1 200 OK\r\n".utf8)),
    .answerAndHang(ScriptedServer.Turn.head(200, ["Content-Length: 10"]) + Array("{".utf8)),
  ])
  func `waits no longer for the next bytes than it may`(turn: ScriptedServer.Turn) async throws {
    try await withKong { _, _ in
      turn
    } configure: {
      $0.readTimeout = .milliseconds(30)
    } _: { _, client in
      #expect(await client.conclude() == .fails(.unavailable(.timeout)))
    }
  }

  @Test func `takes no proxy from the environment`() async throws {
    // In a process of its own: the environment belongs to all tests.
    await #expect(processExitsWith: .success) {
      let proxy = try await ScriptedServer { _, _ in .json(page()) }
      for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        for spelling in [name, name.lowercased()] { setenv(spelling, "http://\(proxy.host):\(proxy.port)", 1) }
      }
      try await withKong { _, _ in
        .json(page(credential()))
      } _: { server, client in
        #expect(await client.conclude() == .signs("key-1"))
        #expect(server.requests.map(\.call) == [Self.list])
        #expect(proxy.connectionCount == 0)
      }
    }
  }
}
