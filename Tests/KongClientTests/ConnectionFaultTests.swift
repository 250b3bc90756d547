import AuthenticationCore
import KongClient
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Connection fault` {
  static let closed = Conclusion.connection("closed before the answer was complete")
  static let started = ScriptedServer.Turn.head(200, ["Content-Length: 1000"]) + Array("{".utf8)

  static let turns: [(what: String, turn: ScriptedServer.Turn, conclusion: Conclusion)] = [
    ("closed before the answer", .close, closed),
    ("closed within the head", .answerAndClose(Array("HTTP/1.1 200 OK\r\nContent-Le".utf8)), closed),
    ("closed within the body", .answerAndClose(started), closed),
    ("closed within a chunk", .answerAndClose(chunked("ff\r\n{")), closed),
    ("closed between chunks", .answerAndClose(chunked("1\r\n{\r\n")), closed),
    ("reset before the answer", .reset, .connection("reset")),
    ("rubbish in place of HTTP", .answerAndClose(Array("SSH-2.0-OpenSSH_9.2\r\n".utf8)), .invalid("not HTTP")),
    ("a chunk without a size", .answerAndClose(chunked("xyz\r\n{\r\n0\r\n\r\n")), .invalid("not HTTP")),
    (
      "two lengths", .answerAndClose(ScriptedServer.Turn.head(200, ["Content-Length: 1", "Content-Length: 2"])),
      .invalid("not HTTP")
    ),
  ]

  static func chunked(_ chunks: String) -> [UInt8] {
    ScriptedServer.Turn.head(200, ["Transfer-Encoding: chunked"]) + Array(chunks.utf8)
  }

  @Test(arguments: turns)
  func `is named`(what: String, turn: ScriptedServer.Turn, conclusion: Conclusion) async throws {
    try await withKong { _, _ in
      turn
    } _: { _, client in
      #expect(await client.conclude() == conclusion)
    }
  }

  @Test func `leaves nothing behind for the next look-up`() async throws {
    try await withKong { _, number in
      number == 1 ? .answerAndClose(Self.started) : .json(page(credential()))
    } _: { server, client in
      #expect(await client.conclude() == Self.closed)
      #expect(await client.conclude() == .signs("key-1"))
      #expect(server.connectionCount == 2)
    }
  }

  @Test func `of a chunked answer is none when it is complete`() async throws {
    let body = page(credential())
    let chunks = Self.chunked("\(String(body.utf8.count, radix: 16))\r\n\(body)\r\n0\r\n\r\n")
    try await withKong { _, _ in
      .answer(chunks)
    } _: { _, client in
      #expect(await client.conclude() == .signs("key-1"))
    }
  }

  @Test func `says when nobody listens`() async throws {
    // A privileged port of an address that nothing else uses: no other test can come to listen there.
    try await withClient(of: .selfManaged(KongAdminURL(isSecure: false, host: "127.254.254.254", port: 9))) { client in
      #expect(await client.conclude() == .connection("refused"))
      #expect(await client.health().cause == "connection failed: refused")
    }
  }

  @Test func `says when the host has no address`() async throws {
    // A label of 64 characters is refused by the resolver itself; no name server is asked.
    let host = String(repeating: "k", count: 64)
    try await withClient(of: .selfManaged(KongAdminURL(isSecure: false, host: host, port: 8001))) { client in
      #expect(await client.conclude() == .connection("host name not resolved"))
    }
  }

  @Test func `says when TLS does not come about`() async throws {
    let server = try await ScriptedServer { _, _ in .hang }
    try await withClient(of: .selfManaged(KongAdminURL(isSecure: true, host: server.host, port: server.port))) {
      client in
      #expect(await client.conclude() == .connection("TLS failure"))
    }
    try await server.close()
  }

  @Test func `says when the client is shut down`() async throws {
    try await withKong { _, _ in
      .hang
    } _: { server, _ in
      let client = makeClient(of: try World.selfManaged.deployment(of: server, path: ""))
      async let conclusion = client.conclude()
      await server.next(.request)
      try await client.shutdown()
      #expect(await conclusion == .connection("client shut down"))
      #expect(await client.conclude() == .connection("client shut down"))
    }
  }
}
