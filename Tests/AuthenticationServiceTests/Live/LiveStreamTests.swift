import HTTPEdge
import Testing

@testable import AuthenticationService

/// `GET /admin/live`, watched.
@Suite(.timeLimit(.minutes(1))) struct LiveStreamTests {
  let service: TestService
  var live: LiveMonitor { service.components.parts.live }

  init() throws {
    service = try TestService()
    live.look()
  }

  private func open(_ query: String = "") throws -> AsyncStream<[UInt8]> {
    let reply = service.reply(.get, "/admin/live\(query)", RequestHeaders([]))
    guard case .stream(let streamed) = reply else { throw CancellationError() }
    return streamed.content()
  }

  /// The names of the events in what was sent.
  private static func names(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).matches(of: #/event: (\w+)\ndata: /#).map { String($0.1) }
  }

  @Test func `the last minute comes at once, with the first sample, and then one each second`() async throws {
    var pieces = try open("?samples=3").makeAsyncIterator()
    let first = try #require(await pieces.next())
    #expect(String(decoding: first, as: UTF8.self).hasPrefix("retry: 2000\n\nevent: history\ndata: [{\"timestamp\":"))
    #expect(Self.names(first) == ["history", "sample"])
    live.look()
    #expect(try Self.names(#require(await pieces.next())) == ["sample"])
    live.look()
    #expect(try Self.names(#require(await pieces.next())) == ["sample"])
    #expect(await pieces.next() == nil)
    #expect(live.slots.count == 0)
  }

  @Test func `the answer is a stream of events that nobody keeps`() async {
    let answer = await service.ask("/admin/live?samples=1")
    #expect(answer.status == 200 && answer.values("Content-Type") == ["text/event-stream"])
    #expect(answer.values("Cache-Control") == ["no-store"] && answer.values("X-Accel-Buffering") == ["no"])
  }

  @Test func `who is behind has three events waiting, and never misses the history`() async throws {
    var pieces = try open().makeAsyncIterator()
    for _ in 1...100 { live.look() }
    #expect(try Self.names(#require(await pieces.next())) == ["history", "sample"])
    for _ in 1...2 { #expect(try Self.names(#require(await pieces.next())) == ["sample"]) }
    live.look()
    #expect(try Self.names(#require(await pieces.next())) == ["sample"])
  }

  @Test func `there are sixteen at a time, and room again when one has ended`() async throws {
    var streams = try (1...16).map { _ in try open() }
    let refused = await service.ask("/admin/live")
    #expect(refused.status == 503 && refused.values("Retry-After") == ["5"])
    #expect(refused.text("detail") == "There are 16 streams already. Try again")
    streams.removeLast()
    #expect(live.slots.count == 15)
    #expect(await service.ask("/admin/live?samples=1").status == 200)
    #expect(streams.count == 15)
  }

  @Test func `a reply that is never opened takes no room`() {
    _ = service.reply(.get, "/admin/live", RequestHeaders([]))
    #expect(live.slots.count == 0)
  }

  @Test(arguments: ["", "0", "3601", "-1", "1.5", "x", "99999999999999999999"])
  func `a number of samples that makes no sense is refused`(samples: String) async {
    let answer = await service.ask("/admin/live?samples=\(samples)")
    #expect(answer.status == 400)
    #expect(answer.text("detail") == "samples must be a whole number from 1 to 3600")
  }

  @Test func `with a token, watching asks for it and the page does not`() async throws {
    let service = try TestService(["MANAGEMENT_TOKEN": "operators"])
    #expect(await service.ask("/admin/live?samples=1").status == 401)
    #expect(await service.ask("/admin/live?samples=1", [("Authorization", "Bearer operators")]).status == 200)
    let page = await service.ask("/admin")
    #expect(page.status == 200 && !page.body.contains("operators\""))
  }

  @Test(arguments: ["/admin", "/admin/live?samples=1", "/admin/snapshot"])
  func `in production they are on the management port alone`(path: String) async throws {
    let service = try TestService(ManagementSurfaceTests.production(["MANAGEMENT_TOKEN": "operators"]))
    let token = [(name: "Authorization", value: "Bearer operators")]
    #expect(await service.ask(path, token).status == 404)
    #expect(await service.manage(.get, path, token).status == 200)
  }
}
