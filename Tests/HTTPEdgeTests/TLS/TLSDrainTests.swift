import HTTPEdge
import NIOCore
import NIOPosix
import NIOSSL
import Testing

/// How a server of TLS goes away.
@Suite(.timeLimit(.minutes(1)))
struct TLSDrainTests {
  private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

  private func start(_ responder: any Responder = EchoResponder()) async throws -> HTTPServer {
    var configuration = ServerConfiguration(host: "127.0.0.1", port: 0)
    configuration.tls = try TLSContextSlot(try TestTLS.server())
    return try await HTTPServer.start(configuration, on: .singleton, responder: responder)
  }

  @Test func `stopping ends idle connections and cuts nobody off`() async throws {
    let server = try await start()
    try await SocketClient.connect(port: server.port, tls: try TestTLS.client()).use { client in
      try await client.send(Self.get)
      #expect(try await client.receive(1).outcomes == ["GET /"])
      async let cutOff = server.stop(grace: .seconds(30))
      #expect(try await client.receiveAll().isEmpty)
      client.endInput()
      #expect(await cutOff == 0)
    }
  }

  @Test func `stopping lets work in flight finish`() async throws {
    let work = PendingWork()
    let server = try await start(ScriptedResponder(waitingFor: work))
    try await SocketClient.connect(port: server.port, tls: try TestTLS.client()).use { client in
      try await client.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(await work.waitFor(.started))
      async let cutOff = server.stop(grace: .seconds(30))
      work.finish()
      #expect(try await client.receive(1).outcomes == ["GET /wait"])
      client.endInput()
      #expect(await cutOff == 0)
    }
  }

  @Test func `stopping counts and cancels what it cuts off`() async throws {
    let work = PendingWork()
    let server = try await start(ScriptedResponder(waitingFor: work))
    try await SocketClient.connect(port: server.port, tls: try TestTLS.client()).use { client in
      try await client.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(await work.waitFor(.started))
      #expect(await server.stop(grace: .zero) == 1)
      #expect(await work.waitFor(.cancelled))
    }
  }

  @Test func `a client that says nothing at all does not hold up the end`() async throws {
    let server = try await start()
    try await SocketClient.connect(port: server.port).use { client in
      async let cutOff = server.stop(grace: .seconds(30))
      let bytes = try await client.receiveBytes()
      #expect(bytes.isEmpty)
      #expect(await cutOff == 0)
    }
  }

  @Test func `busy clients lose no request`() async throws {
    let server = try await start()
    let tls = try TestTLS.client()
    let (answered, answer) = AsyncStream.makeStream(of: Void.self)
    // Each uses its connection until it is told that a response is the last; the next would go elsewhere.
    let losses = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          try await SocketClient.connect(port: server.port, tls: tls).use { client in
            while true {
              try await client.send(Self.get)
              let responses = try await client.receive(1)
              answer.yield()
              guard responses.outcomes == ["GET /"] else { return 1 }
              if responses[0].endsConnection { return try await client.receiveAll().count }
            }
          }
        }
      }
      var iterator = answered.makeAsyncIterator()
      for _ in 0..<200 { await iterator.next() }
      #expect(await server.stop(grace: .seconds(30)) == 0)
      return try await group.reduce(0, +)
    }
    #expect(losses == 0)
  }
}
