import HTTPEdge
import NIOPosix
import Testing

/// Responses that go on, on real sockets.
@Suite(.timeLimit(.minutes(1))) struct StreamSocketTests {
  private static let get = "GET /stream HTTP/1.1\r\nHost: a\r\n\r\n"

  private let work = StreamedWork()

  private func start() async throws -> HTTPServer {
    try await HTTPServer.start(
      ServerConfiguration(host: "127.0.0.1", port: 0), on: .singleton, responder: ScriptedResponder(streaming: work))
  }

  @Test func `a client that leaves ends the work, and its connection`() async throws {
    let server = try await start()
    try await SocketClient.connect(port: server.port).use { conversation in
      try await conversation.send(Self.get)
      #expect(await work.waitFor(.opened))
      #expect(server.connectionCount == 1)
    }
    #expect(await work.waitFor(.ended))
    #expect(await server.stop(grace: .seconds(30)) == 0)
    #expect(server.connectionCount == 0)
  }

  @Test func `the end of the server does not wait for a stream, which ends as it should`() async throws {
    let server = try await start()
    let stopping = Task { [work] in
      #expect(await work.waitFor(.opened))
      return await server.stop(grace: .seconds(30))
    }
    let bytes = try await SocketClient.connect(port: server.port).use { conversation in
      try await conversation.send(Self.get)
      return try await conversation.receiveBytes()
    }
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n") && text.hasSuffix("\r\n\r\n0\r\n\r\n"))
    #expect(await stopping.value == 0)
  }
}
