import HTTPEdge
import NIOCore
import NIOPosix
import NIOSSL
import Testing

/// HTTP inside TLS, over real sockets: what holds in the clear holds here.
@Suite(.timeLimit(.minutes(1)))
struct TLSExchangeTests {
  private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
  private static let lastGet = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"

  @Test(arguments: [12, 13]) func `a connection serves one request after the other`(version: Int) async throws {
    let client = try TestTLS.client(versions: version...version)
    let outcomes = try await HTTPServer.withTLS { server, _ in
      try await SocketClient.connect(port: server.port, tls: client).use { client in
        var outcomes: [String] = []
        for _ in 0..<3 {
          try await client.send(Self.get)
          outcomes += try await client.receive(1).outcomes
        }
        return outcomes
      }
    }
    #expect(outcomes == ["GET /", "GET /", "GET /"])
  }

  @Test(arguments: [
    (get + lastGet, ["GET /", "GET /"]),
    ("HEAD /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", ["HEAD /x"]),
    ("GET / HTTP/1.1\r\nHost: a\r\nX : b\r\n\r\n", ["400"]), ("\u{16}\u{3}\u{1}\r\n\r\n", ["400"]),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n", ["413"]),
    ("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc", ["POST /"]),
  ])
  func `requests are read and refused as in the clear`(text: String, outcomes: [String]) async throws {
    try await HTTPServer.withTLS { server, _ in
      let responses = try await SocketClient.exchange(text, port: server.port, tls: try TestTLS.client())
      #expect(responses.map { $0.outcome.replacing("Echo", with: "") } == outcomes)
    }
  }

  @Test(arguments: [70_000, 8_000_000], [(get, true), (lastGet, false), (lastGet, true)])
  func `a large response arrives whole, also at a client that has ended its side`(
    size: Int, request: (text: String, endsItsSide: Bool)
  ) async throws {
    try await HTTPServer.withTLS(nil, ScriptedResponder(bodyOf: size)) { server, _ in
      let responses = try await SocketClient.exchange(
        request.text, port: server.port, tls: try TestTLS.client(), endsItsSide: request.endsItsSide)
      #expect(responses.map(\.body.utf8.count) == [size])
    }
  }

  @Test func `many pipelined requests for something large are all answered`() async throws {
    try await HTTPServer.withTLS(nil, ScriptedResponder(bodyOf: 20_000)) { server, _ in
      let responses = try await SocketClient.exchange(
        String(repeating: Self.get, count: 999) + Self.lastGet, port: server.port, tls: try TestTLS.client())
      #expect(responses.map(\.body.utf8.count) == Array(repeating: 20_000, count: 1_000))
    }
  }

  @Test func `a refusal reaches a client that is still sending`() async throws {
    try await HTTPServer.withTLS { server, _ in
      let outcomes = try await SocketClient.connect(port: server.port, tls: try TestTLS.client()).use { client in
        try await client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n")
        try await client.send(String(repeating: "a", count: 3_000_000))
        return try await client.receiveAll().outcomes
      }
      #expect(outcomes == ["413"])
    }
  }

  @Test func `a client that has ended its side still gets its pending reply`() async throws {
    let work = PendingWork()
    try await HTTPServer.withTLS(nil, ScriptedResponder(waitingFor: work)) { server, _ in
      try await SocketClient.connect(port: server.port, tls: try TestTLS.client()).use { client in
        try await client.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(await work.waitFor(.started))
        client.endInput()
        work.finish()
        #expect(try await client.receiveAll().outcomes == ["GET /wait"])
      }
    }
  }

  @Test func `a connection over the limit is told so, until one has gone`() async throws {
    var limits = ServerLimits()
    limits.connections = 1
    let tls = try TestTLS.client()
    try await HTTPServer.withTLS(limits: limits) { server, _ in
      try await SocketClient.connect(port: server.port, tls: tls).use { client in
        try await client.send(Self.get)
        #expect(try await client.receive(1).outcomes == ["GET /"])
        #expect(try await SocketClient.exchange("", port: server.port, tls: tls).outcomes == ["503"])
      }
      var outcomes = ["503"]
      while outcomes == ["503"] {
        outcomes = try await SocketClient.exchange(Self.lastGet, port: server.port, tls: tls).outcomes
      }
      #expect(outcomes == ["GET /"])
    }
  }

  @Test func `a client that has not said anything yet takes its place`() async throws {
    var limits = ServerLimits()
    limits.connections = 1
    let tls = try TestTLS.client()
    try await HTTPServer.withTLS(limits: limits) { server, _ in
      try await SocketClient.connect(port: server.port).use { _ in
        // The other one may be admitted first.
        var outcomes: [String] = []
        while outcomes != ["503"] {
          outcomes = try await SocketClient.exchange(Self.lastGet, port: server.port, tls: tls).outcomes
        }
      }
    }
  }

  @Test func `a client that goes without a word cancels the work for it, and holds nothing up`() async throws {
    let work = PendingWork()
    try await HTTPServer.withTLS(nil, ScriptedResponder(waitingFor: work)) { server, _ in
      let context = try TestTLS.client()
      let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .connect(host: "127.0.0.1", port: server.port) { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(NIOSSLClientHandler(context: context, serverHostname: nil))
            return channel
          }
        }
      try await channel.writeAndFlush(ByteBuffer(string: "GET /wait HTTP/1.1\r\nHost: a\r\n\r\n"))
      #expect(await work.waitFor(.started))
      // Below TLS, which would say goodbye.
      try await channel.eventLoop.submit {
        try channel.pipeline.syncOperations.context(handlerType: NIOSSLClientHandler.self).close(promise: nil)
      }.get()
      #expect(await work.waitFor(.cancelled))
      #expect(await server.stop(grace: .seconds(30)) == 0)
    }
  }

  @Test func `a connection that nobody uses is closed, and its client is told`() async throws {
    var limits = ServerLimits()
    limits.idleTimeout = .milliseconds(50)
    try await HTTPServer.withTLS(limits: limits) { server, _ in
      let responses = try await SocketClient.exchange("", port: server.port, tls: try TestTLS.client())
      #expect(responses.isEmpty)
    }
  }
}
