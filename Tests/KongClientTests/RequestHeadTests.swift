import AuthenticationCore
import KongClient
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Request to Kong` {
  @Test func `says who asks, for what, and nothing that it need not`() async throws {
    try await withKong { _, _ in
      .json(page())
    } configure: {
      $0.token = Secret("top-secret")
    } _: { server, client in
      _ = await client.conclude()
      let request = try #require(server.requests.first)
      #expect(request.values(of: "Host") == ["\(server.host):\(server.port)"])
      #expect(request.values(of: "Accept") == ["application/json"])
      #expect(request.values(of: "User-Agent") == ["Authentication-Service/1.2.3"])
      #expect(request.values(of: "Kong-Admin-Token") == ["top-secret"])
      #expect(request.headers.count == 4)
    }
  }

  @Test(arguments: [nil, Secret("")])
  func `has no token when there is none`(token: Secret?) async throws {
    try await withKong({ _, _ in .json(page()) }, token: token) { server, client in
      _ = await client.conclude()
      _ = await client.health()
      #expect(server.requests.count == 2)
      #expect(server.requests.allSatisfy { $0.values(of: "Kong-Admin-Token").isEmpty })
    }
  }

  @Test(arguments: [
    ("", ""), ("/", ""), ("//", ""), ("/admin", "/admin"), ("/admin/", "/admin"), ("/a/b//", "/a/b"),
    ("/a%20b", "/a%20b"), ("/kong.admin/v1", "/kong.admin/v1"),
  ])
  func `keeps the base path and doubles no slash`(basePath: String, prefix: String) async throws {
    try await withKong({ _, _ in .json(page()) }, basePath: basePath) { server, client in
      _ = await client.conclude()
      _ = await client.health()
      #expect(server.requests.map(\.target) == ["\(prefix)/consumers/\(aliceID)/jwt", "\(prefix)/status"])
    }
  }

  @Test func `shares the connections that are allowed among all who ask`() async throws {
    try await withKong { _, _ in
      .json(page(credential()))
    } configure: {
      $0.maximumConnections = 2
    } _: { server, client in
      let lookups = (0..<40).map { _ in Task { await client.conclude() } }
      for lookup in lookups { #expect(await lookup.value == .signs("key-1")) }
      #expect(server.requests.count == 40)
      #expect(server.connectionCount <= 2)
    }
  }

  @Test func `reuses the connection`() async throws {
    try await withKong { _, _ in
      .json(page(credential()))
    } _: { server, client in
      for _ in 0..<5 { #expect(await client.conclude() == .signs("key-1")) }
      #expect(server.connectionCount == 1)
    }
  }
}
