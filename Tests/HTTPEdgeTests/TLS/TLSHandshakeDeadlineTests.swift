import NIOCore
import NIOEmbedded
import NIOSSL
import TLSTestSupport
import Testing

@testable import HTTPEdge

/// How long a handshake may take, and what still counts when it is complete.
struct TLSHandshakeDeadlineTests {
  @Test func `a client that says nothing is cut off`() throws {
    let connection = try EmbeddedTLS(nil)
    connection.advance(by: .milliseconds(9_999))
    #expect(connection.server.isActive && connection.outcomes.isEmpty)
    connection.advance(by: .milliseconds(1))
    #expect(!connection.server.isActive)
    #expect(connection.outcomes == [.timedOut])
  }

  @Test func `a client that begins and does not go on is cut off at the same time`() throws {
    let connection = try EmbeddedTLS(try TestTLS.client())
    connection.advance(by: .seconds(9))
    let hello = try #require(try connection.client.readOutbound(as: ByteBuffer.self))
    try connection.server.writeInbound(hello)
    connection.advance(by: .milliseconds(999))
    #expect(connection.server.isActive)
    connection.advance(by: .milliseconds(1))
    #expect(!connection.server.isActive)
    #expect(connection.outcomes == [.timedOut])
  }

  @Test func `a handshake that is complete has no deadline any more, and the idle one begins`() throws {
    let connection = try EmbeddedTLS(try TestTLS.client())
    connection.advance(by: .seconds(9))
    try connection.talk()
    #expect(connection.outcomes == [.completed])
    connection.advance(by: .milliseconds(29_999))
    #expect(connection.server.isActive)
    connection.advance(by: .milliseconds(1))
    // The client is told, and has a moment to agree.
    try connection.talk()
    #expect(!connection.server.isActive)
    #expect(connection.outcomes == [.completed])
  }

  @Test func `a client that does not agree to the end is left after a moment`() throws {
    let connection = try EmbeddedTLS(try TestTLS.client())
    try connection.talk()
    connection.advance(by: .seconds(30))
    connection.advance(by: .milliseconds(999))
    #expect(connection.server.isActive)
    connection.advance(by: .milliseconds(1))
    #expect(!connection.server.isActive)
  }

  @Test func `a server on its way out gives a handshake no more time than silence`() throws {
    let connection = try EmbeddedTLS(nil)
    connection.say(.announced)
    connection.advance(by: .seconds(5))
    #expect(connection.server.isActive)
    connection.say(.draining(patience: .milliseconds(200)))
    connection.advance(by: .milliseconds(200))
    #expect(!connection.server.isActive)
  }

  @Test func `who completes the handshake of a server on its way out hears so with the first response`() throws {
    let connection = try EmbeddedTLS(try TestTLS.client())
    connection.say(.draining(patience: .milliseconds(200)))
    try connection.talk()
    try connection.client.writeOutbound(ByteBuffer(string: "GET / HTTP/1.1\r\nHost: a\r\n\r\n"))
    try connection.talk()
    let response = try #require(try connection.client.readInbound(as: ByteBuffer.self))
    #expect(String(buffer: response).contains("Connection: close\r\n"))
  }

  @Test(arguments: [
    (4_922_812_800, true), (4_922_812_801, false),
    // Before the certificate begins to count.
    (1_577_836_799, false),
  ])
  func `a certificate that has expired since does not count`(time: Int, counts: Bool) throws {
    let authorities = try NIOSSLCertificate.fromPEMFile(ServerCertificates.authority)
    let connection = try EmbeddedTLS(
      try TestTLS.client(ServerCertificates.client), clients: .optional(authorities: authorities), at: time)
    try connection.talk()
    #expect(connection.server.isActive == counts)
    #expect(counts ? connection.outcomes == [.completed] : connection.outcomes.map(\.hasFailed) == [true])
  }
}
