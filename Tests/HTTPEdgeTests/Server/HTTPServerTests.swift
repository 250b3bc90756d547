import HTTPEdge
import NIOCore
import NIOPosix
import Testing

/// A whole server, over real sockets on the loopback interface.
@Suite(.timeLimit(.minutes(1)))
struct HTTPServerTests {
  private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
  private static let lastGet = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
  private static let hasIPv6 = (try? SocketAddress(ipAddress: "::1", port: 0)).map(canBind) ?? false

  private static func canBind(_ address: SocketAddress) -> Bool {
    guard let channel = try? ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton).bind(to: address).wait()
    else { return false }
    return (try? channel.close().wait()) != nil
  }

  /// Starts a server on a free port, lets `body` use it, and stops it.
  private func withServer(
    _ responder: any Responder = EchoResponder(), host: String? = "127.0.0.1", limits: ServerLimits = ServerLimits(),
    _ body: (HTTPServer) async throws -> Void
  ) async throws {
    let server = try await HTTPServer.start(
      ServerConfiguration(host: host, port: 0, limits: limits), on: .singleton, responder: responder)
    do { try await body(server) } catch { Issue.record(error) }
    await server.stop(grace: .zero)
  }

  @Test func `a connection serves one request after the other`() async throws {
    try await withServer { server in
      let outcomes = try await SocketClient.connect(port: server.port).use { client in
        var outcomes: [String] = []
        for _ in 0..<3 {
          try await client.send(Self.get)
          outcomes += try await client.receive(1).outcomes
        }
        return outcomes
      }
      #expect(outcomes == ["GET /", "GET /", "GET /"])
    }
  }

  @Test(.enabled(if: hasIPv6), arguments: ["127.0.0.1", "::1"])
  func `without a host the server listens on IPv6 and IPv4`(host: String) async throws {
    try await withServer(host: nil) { server in
      let outcomes = try await SocketClient.exchange(Self.lastGet, host: host, port: server.port).outcomes
      #expect(outcomes == ["GET /"])
    }
  }

  @Test func `a request knows its peer`() async throws {
    let responder = ScriptedResponder { request in
      .ready(
        Response(
          ResponseHead(.ok, fields: .empty), fields: HeaderBlock([("Echo", request.peer?.ipAddress ?? "nobody")])))
    }
    try await withServer(responder) { server in
      let outcomes = try await SocketClient.exchange(Self.lastGet, port: server.port).outcomes
      #expect(outcomes == ["127.0.0.1"])
    }
  }

  @Test func `a port that is taken is said to be taken`() async throws {
    try await withServer { server in
      await #expect(throws: BindError.addressInUse) {
        try await HTTPServer.start(
          ServerConfiguration(host: "127.0.0.1", port: server.port), on: .singleton, responder: EchoResponder())
      }
      await #expect(throws: BindError.addressInUse) {
        try await HTTPServer.start(ServerConfiguration(port: server.port), on: .singleton, responder: EchoResponder())
      }
    }
  }

  @Test func `an address of somebody else is said to be unavailable`() async throws {
    // TEST-NET-1, RFC 5737: no interface has it.
    let error = await #expect(throws: BindError.self) {
      try await HTTPServer.start(
        ServerConfiguration(host: "192.0.2.1", port: 0), on: .singleton, responder: EchoResponder())
    }
    guard case .unavailable = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: [70_000, 8_000_000], [false, true])
  func `a large response arrives whole, also at a client that has ended its side`(
    size: Int, endsItsSide: Bool
  ) async throws {
    try await withServer(ScriptedResponder(bodyOf: size)) { server in
      let responses = try await SocketClient.exchange(
        endsItsSide ? Self.get : Self.lastGet, port: server.port, endsItsSide: endsItsSide)
      #expect(responses.map(\.body.utf8.count) == [size])
    }
  }

  @Test func `many pipelined requests for something large are all answered`() async throws {
    try await withServer(ScriptedResponder(bodyOf: 20_000)) { server in
      let responses = try await SocketClient.exchange(
        String(repeating: Self.get, count: 999) + Self.lastGet, port: server.port)
      #expect(responses.map(\.body.utf8.count) == Array(repeating: 20_000, count: 1_000))
    }
  }

  @Test func `a refusal reaches a client that is still sending`() async throws {
    try await withServer { server in
      let outcomes = try await SocketClient.connect(port: server.port).use { client in
        try await client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n")
        try await client.send(String(repeating: "a", count: 3_000_000))
        return try await client.receiveAll().outcomes
      }
      #expect(outcomes == ["413"])
    }
  }

  @Test func `an aborted response ends in the middle`() async throws {
    let responder = ScriptedResponder { request in
      var response = EchoResponder.response(to: request)
      response.delivery = .aborted(afterBytes: 20)
      return .ready(response)
    }
    try await withServer(responder) { server in
      let bytes = try await SocketClient.connect(port: server.port).use { client in
        try await client.send(Self.get)
        return try await client.receiveBytes()
      }
      // The reset may overtake the bytes; whatever arrives is a part.
      #expect("HTTP/1.1 200 OK\r\nX-R".utf8.starts(with: bytes))
    }
  }

  @Test func `a connection over the limit is told so, until one has gone`() async throws {
    var limits = ServerLimits()
    limits.connections = 1
    try await withServer(limits: limits) { server in
      try await SocketClient.connect(port: server.port).use { client in
        try await client.send(Self.get)
        #expect(try await client.receive(1).outcomes == ["GET /"])
        #expect(try await SocketClient.exchange("", port: server.port).outcomes == ["503"])
      }
      var outcomes = ["503"]
      while outcomes == ["503"] { outcomes = try await SocketClient.exchange(Self.lastGet, port: server.port).outcomes }
      #expect(outcomes == ["GET /"])
    }
  }

  @Test func `stopping ends idle connections and cuts nobody off`() async throws {
    let server = try await HTTPServer.start(
      ServerConfiguration(host: "127.0.0.1", port: 0), on: .singleton, responder: EchoResponder())
    try await SocketClient.connect(port: server.port).use { client in
      try await client.send(Self.get)
      #expect(try await client.receive(1).outcomes == ["GET /"])
      async let cutOff = server.stop(grace: .seconds(30))
      #expect(try await client.receiveAll().isEmpty)
      client.endInput()
      #expect(await cutOff == 0)
    }
    await #expect(throws: (any Error).self) { try await SocketClient.connect(port: server.port) }
  }

  @Test func `stopping lets work in flight finish`() async throws {
    let work = PendingWork()
    let server = try await HTTPServer.start(
      ServerConfiguration(host: "127.0.0.1", port: 0), on: .singleton, responder: ScriptedResponder(waitingFor: work))
    try await SocketClient.connect(port: server.port).use { client in
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
    let works = [PendingWork(), PendingWork()]
    let server = try await HTTPServer.start(
      ServerConfiguration(host: "127.0.0.1", port: 0), on: .singleton,
      responder: ScriptedResponder { works[$0.path == "/0" ? 0 : 1].reply(to: $0) })
    try await SocketClient.connect(port: server.port).use { first in
      try await SocketClient.connect(port: server.port).use { second in
        try await first.send("GET /0 HTTP/1.1\r\nHost: a\r\n\r\n")
        try await second.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n")
        for work in works { #expect(await work.waitFor(.started)) }
        #expect(await server.stop(grace: .zero) == 2)
        for work in works { #expect(await work.waitFor(.cancelled)) }
      }
    }
  }

  @Test func `stopping twice at the same time is the same as stopping once`() async throws {
    let server = try await HTTPServer.start(
      ServerConfiguration(host: "127.0.0.1", port: 0), on: .singleton, responder: EchoResponder())
    try await SocketClient.connect(port: server.port).use { client in
      try await client.send(Self.get)
      _ = try await client.receive(1)
      async let first = server.stop(grace: .seconds(30))
      async let second = server.stop(grace: .seconds(30))
      client.endInput()
      #expect(await [first, second] == [0, 0])
    }
  }
}
