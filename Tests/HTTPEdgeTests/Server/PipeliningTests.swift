import HTTPEdge
import NIOCore
import Synchronization
import Testing

/// The order of replies, and how much a connection holds while they are not there.
@Suite(.timeLimit(.minutes(1)))
struct PipeliningTests {
  private static func get(_ path: String) -> String { "GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n" }

  @Test func `a ready reply does not overtake a pending one`() async throws {
    let work = PendingWork()
    let connection = try await TestConnection(ScriptedResponder(waitingFor: work))
    try await connection.send(Self.get("/1") + Self.get("/wait") + Self.get("/3") + Self.get("/4"))
    #expect(try await connection.received().outcomes == ["GET /1"])
    work.finish()
    #expect(try await connection.nextResponses().outcomes == ["GET /wait", "GET /3", "GET /4"])
  }

  @Test func `pending replies are worked on one after the other`() async throws {
    let works = [PendingWork(), PendingWork()]
    let connection = try await TestConnection(ScriptedResponder { works[$0.path == "/0" ? 0 : 1].reply(to: $0) })
    try await connection.send(Self.get("/0") + Self.get("/1"))
    works[1].finish()
    #expect(await works[0].waitFor(.started))
    #expect(try await connection.received().isEmpty)
    works[0].finish()
    var outcomes = try await connection.nextResponses().outcomes
    if outcomes.count < 2 { outcomes += try await connection.nextResponses().outcomes }
    #expect(outcomes == ["GET /0", "GET /1"])
  }

  @Test func `replies that are ready leave in one write`() async throws {
    let connection = try await TestConnection()
    try await connection.send(Self.get("/1") + Self.get("/2") + Self.get("/3"))
    #expect(try await connection.nextResponses().outcomes == ["GET /1", "GET /2", "GET /3"])
  }

  @Test func `while a reply is pending the connection reads no further than one head`() async throws {
    let work = PendingWork()
    let connection = try await TestConnection(ScriptedResponder(waitingFor: work))
    try await connection.send(Self.get("/wait"))
    var reads = try await connection.reads
    try await connection.offerRead()
    #expect(try await connection.reads == reads + 1)
    try await connection.send(String(repeating: Self.get("/next"), count: 1_500))
    reads = try await connection.reads
    try await connection.offerRead()
    #expect(try await connection.reads == reads)
    work.finish()
    var outcomes = try await connection.nextResponses().outcomes
    while outcomes.count < 1_501 { outcomes += try await connection.nextResponses().outcomes }
    #expect(outcomes == ["GET /wait"] + Array(repeating: "GET /next", count: 1_500))
    #expect(try await connection.reads > reads)
  }

  @Test func `nothing is read or served while the client does not take its responses`() async throws {
    let connection = try await TestConnection()
    try await connection.stall()
    let reads = try await connection.reads
    try await connection.offerRead()
    try await connection.send(Self.get("/1"))
    #expect(try await connection.reads == reads)
    #expect(try await connection.received().isEmpty)
    try await connection.resume()
    #expect(try await connection.received().outcomes == ["GET /1"])
    #expect(try await connection.reads > reads)
  }

  @Test func `a small batch of requests for something large does not fill memory`() async throws {
    let served = Mutex(0)
    let connection = try await TestConnection(
      ScriptedResponder { _ in
        served.withLock { $0 += 1 }
        return .ready(Response(ResponseHead(.ok, fields: .empty), body: [UInt8](repeating: 0, count: 10_000)))
      })
    try await connection.stall(highWatermark: 64 * 1024)
    try await connection.send(String(repeating: Self.get("/"), count: 500))
    // At most what the channel takes, and one batch.
    #expect(served.withLock { $0 } <= 10)
    try await connection.resume()
    #expect(try await connection.received().count == 500)
  }

  @Test(arguments: [1, 1_000, 40_000, 70_000, 200_000, 1_000_000])
  func `a response is sent once, even if the channel becomes writable while it is written`(size: Int) async throws {
    let connection = try await TestConnection(ScriptedResponder(bodyOf: size))
    try await connection.limit(to: 64 * 1024)
    try await connection.send(Self.get("/"))
    let responses = try await connection.received()
    #expect(responses.map(\.body.count) == [size])
    try await connection.send(Self.get("/") + Self.get("/") + Self.get("/"))
    #expect(try await connection.received().map(\.body.count) == [size, size, size])
  }
}
