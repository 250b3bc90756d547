import HTTPEdge
import NIOCore
import NIOSSL
import Synchronization
import TLSTestSupport
import Testing

/// Another certificate for a server that runs on.
@Suite(.timeLimit(.minutes(1)))
struct TLSRotationTests {
  private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
  private static let lastGet = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"

  private static var renewed: ServerTLS {
    get throws { try TestTLS.server(ServerCertificates.renewed, ServerCertificates.renewedKey) }
  }

  @Test func `new connections are shown the new one, and old ones go on`() async throws {
    let tls = try TestTLS.client()
    try await HTTPServer.withTLS { server, slot in
      let old = try await PeerSerials.of(port: server.port)
      try await SocketClient.connect(port: server.port, tls: tls).use { client in
        try await client.send(Self.get)
        #expect(try await client.receive(1).outcomes == ["GET /"])
        let renewed = try Self.renewed
        try slot.replace(with: renewed)
        #expect(slot.tls == renewed)
        try await client.send(Self.get)
        #expect(try await client.receive(1).outcomes == ["GET /"])
      }
      let new = try await PeerSerials.of(port: server.port)
      #expect(old == PeerSerials.server && new == PeerSerials.renewed)
    }
  }

  @Test func `what does not fit together changes nothing`() async throws {
    try await HTTPServer.withTLS { server, slot in
      let half = try TestTLS.server(ServerCertificates.renewed, ServerCertificates.serverKey)
      #expect(throws: TLSFault.self) { try slot.replace(with: half) }
      #expect(try await PeerSerials.of(port: server.port) == PeerSerials.server)
    }
  }

  @Test func `no request is lost while certificates come and go`() async throws {
    let tls = try TestTLS.client()
    let isOver = Flag()
    try await HTTPServer.withTLS { server, slot in
      let counts = try await withThrowingTaskGroup(of: Int.self) { group in
        for index in 0..<6 {
          group.addTask {
            var count = 0
            if index < 3 {
              try await SocketClient.connect(port: server.port, tls: tls).use { client in
                while !isOver.isSet {
                  try await client.send(Self.get)
                  #expect(try await client.receive(1).outcomes == ["GET /"])
                  count += 1
                }
              }
            } else {
              while !isOver.isSet {
                let outcomes = try await SocketClient.exchange(Self.lastGet, port: server.port, tls: tls).outcomes
                #expect(outcomes == ["GET /"])
                count += 1
              }
            }
            return count
          }
        }
        for round in 0..<20 {
          try slot.replace(with: try round.isMultiple(of: 2) ? Self.renewed : TestTLS.server())
          // Somebody has seen it.
          let shown = try await PeerSerials.of(port: server.port)
          #expect(shown == (round.isMultiple(of: 2) ? PeerSerials.renewed : PeerSerials.server))
        }
        isOver.set()
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(counts.allSatisfy { $0 > 0 })
    }
  }
}

/// Says to several tasks that it is time to end.
private final class Flag: Sendable {
  private let value = Atomic(false)

  var isSet: Bool { value.load(ordering: .relaxed) }

  func set() { value.store(true, ordering: .relaxed) }
}
