import AuthenticationCore
import HTTPEdge
import TestSupport
import Testing

@testable import AuthenticationService

/// `/admin/cache` where each replica is on its own.
struct CacheAdministrationTests {
  static let bob = [(name: "X-Consumer-ID", value: "bob"), Case.username]

  static func forgotten(_ target: String, entries: Int = 1) -> String {
    """
    {
      "purged": "\(target)",
      "entries": \(entries),
      "sharedEntries": null,
      "timestamp": "2025-01-15T12:00:00.000Z"
    }
    """
  }

  /// A service that knows alice and bob.
  static func warm(_ changes: [String: String?] = [:]) async throws -> TestService {
    let service = try TestService(changes)
    for headers in [TokenAnswerTests.alice, bob] { _ = await service.ask("/tokens", headers) }
    return service
  }

  @Test func `a consumer is forgotten however its id is spelled`() async throws {
    let id = "a11ce000-0000-4000-8000-00000000000a"
    let service = try TestService()
    for _ in 1...2 {
      _ = await service.ask("/tokens", [("X-Consumer-ID", id), Case.username])
      let answer = await service.ask(.delete, "/admin/cache/\(id.uppercased())")
      #expect(answer.body == Self.forgotten(id))
    }
    #expect(service.source.calls == [id, id])
  }

  /// Who is asked for when alice and bob come again.
  static func asked(_ service: TestService) async -> [String] {
    let before = service.source.calls.count
    for headers in [TokenAnswerTests.alice, bob] { #expect(await service.ask("/tokens", headers).status == 200) }
    return Array(service.source.calls.dropFirst(before))
  }

  @Test func `what is in memory is counted`() async throws {
    let answer = try await Self.warm().ask("/admin/cache")
    #expect(answer.status == 200)
    #expect(answer.lines == HeaderLines.json + HeaderLines.noStore)
    let ids = answer.body.matches(of: /"id": "([0-9a-f]{16})"/).map { String($0.1) }
    #expect(Set(ids).count == 2)
    #expect(
      ids.reduce(answer.body) { $0.replacing($1, with: "ID") }.replacing(/(Seconds": )[0-9]+/) { "\($0.1)S" } == """
        {
          "strategy": "local-memory",
          "primary": {
            "entries": 2,
            "activeEntries": 2
          },
          "stale": {
            "entries": 0
          },
          "size": 2,
          "activeEntries": 2,
          "hitRate": "0.00",
          "averageLatencyMs": 0,
          "listed": [
            {
              "id": "ID",
              "state": "fresh",
              "freshForSeconds": S
            },
            {
              "id": "ID",
              "state": "fresh",
              "freshForSeconds": S
            }
          ]
        }
        """)
  }

  @Test func `who is in memory is listed, the latest first, under names that say nothing of them`() async throws {
    let service = try await Self.warm(["CACHING_TTL_SECONDS": "100"])
    let ids = { (answer: Answer) in answer.body.matches(of: /"id": "(\w+)"/).map { String($0.1) } }
    let states = { (answer: Answer) in answer.body.matches(of: /"state": "(\w+)"/).map { String($0.1) } }
    let first = await service.ask("/admin/cache")
    #expect(states(first) == ["fresh", "fresh"])
    #expect(!first.body.contains("alice") && !first.body.contains("bob"))
    service.time.advance(by: .seconds(111))
    let second = await service.ask("/admin/cache")
    #expect(states(second) == ["stale", "stale"] && ids(second) == ids(first))
    let strangers = try TestService(source: .failing(.notFound))
    _ = await strangers.ask("/tokens", TokenAnswerTests.alice)
    #expect(states(await strangers.ask("/admin/cache")) == ["absent"])
    // Another process calls them something else.
    let other = try await Self.warm().ask("/admin/cache")
    #expect(Set(ids(other)).isDisjoint(with: ids(first)))
  }

  @Test func `everybody can be forgotten`() async throws {
    let service = try await Self.warm()
    #expect(await Self.asked(service) == [])
    let answer = await service.ask(.delete, "/admin/cache")
    #expect(answer.status == 200)
    #expect(answer.lines == HeaderLines.json + HeaderLines.noStore)
    #expect(answer.body == Self.forgotten("all", entries: 2))
    #expect(await Self.asked(service) == ["alice", "bob"])
  }

  static let names = [
    ("alice", "alice", ["alice"]), ("%62ob", "bob", ["bob"]), ("carol", "carol", []), ("all", "all", []),
    // What is a path, a pattern or an end elsewhere is a name here.
    ("..", "..", []), ("%2e%2e", "..", []), ("%2e%2e%2falice", "../alice", []), ("..%5calice", #"..\\alice"#, []),
    ("%2Falice", "/alice", []), ("alice%2F", "alice/", []), ("alice%00", #"alice\u0000"#, []), ("*", "*", []),
    ("ali%3Fe", "ali?e", []), ("%5Ba-z%5D%2A", "[a-z]*", []), ("alice%0D%0ABob", #"alice\r\nBob"#, []),
    ("%2561lice", "%61lice", []), ("alice;x=y", "alice;x=y", []), ("%EF%BD%81lice", "\u{FF41}lice", []),
    ("ALICE", "ALICE", []),
  ]

  @Test(arguments: names)
  func `one consumer can be`(segment: String, name: String, asked: [String]) async throws {
    let service = try await Self.warm()
    let answer = await service.ask(.delete, "/admin/cache/\(segment)")
    #expect(answer.status == 200)
    #expect(answer.body == Self.forgotten(name, entries: asked.count))
    #expect(await Self.asked(service) == asked)
  }

  @Test func `that somebody is unknown can be forgotten`() async throws {
    let service = try TestService(source: .failing(.notFound))
    for _ in 0..<2 { _ = await service.ask("/tokens", TokenAnswerTests.alice) }
    #expect(service.source.calls == ["alice"])
    _ = await service.ask(.delete, "/admin/cache/alice")
    _ = await service.ask("/tokens", TokenAnswerTests.alice)
    #expect(service.source.calls == ["alice", "alice"])
  }

  static let noNames = [
    "%", "%zz", "%FF", "%u0061lice", "%c0%ae%c0%ae", "%ed%a0%80", "alice%", "alice%2", "%C3", "%00%FF", Case.text(257),
    String(repeating: "%C3%A9", count: 257),
  ]

  @Test(arguments: noNames)
  func `a name that is none is refused, and nobody is forgotten`(segment: String) async throws {
    let service = try await Self.warm()
    let answer = await service.ask(.delete, "/admin/cache/\(segment)")
    #expect(answer.status == 400)
    #expect(answer.lines == HeaderLines.problem + HeaderLines.noStore)
    #expect(
      answer.body == #"{"type":"about:blank","title":"Bad Request","status":400,"#
        + #""detail":"The consumer must be given in percent-encoding, not empty","#
        + #""instance":"/admin/cache/\#(segment)","requestId":"req-1","timestamp":"2025-01-15T12:00:00.000Z"}"#)
    #expect(await Self.asked(service) == [])
  }

  @Test func `the longest name is one`() async throws {
    #expect(try await TestService().ask(.delete, "/admin/cache/\(Case.text(256))").status == 200)
  }

  @Test func `a document cannot be broken out of`() async throws {
    let answer = try await TestService().ask(.delete, "/admin/cache/%22%0A%5C")
    #expect(answer.body == Self.forgotten(#"\"\n\\"#, entries: 0))
  }

  @Test(arguments: [
    (HTTPMethod.post, "/admin/cache", "GET, HEAD, DELETE, OPTIONS"),
    (.put, "/admin/cache", "GET, HEAD, DELETE, OPTIONS"),
    (.get, "/admin/cache/alice", "DELETE, OPTIONS"), (.head, "/admin/cache/alice", "DELETE, OPTIONS"),
    (.post, "/admin/cache/alice", "DELETE, OPTIONS"),
  ])
  func `a wrong method is told which there are`(method: HTTPMethod, path: String, allowed: String) async throws {
    let answer = try await TestService().ask(method, path)
    #expect(answer.status == 405)
    #expect(answer.values("Allow") == [allowed])
  }

  @Test(arguments: ["/admins", "/admin/", "/admin/cache/", "/admin/cache/a/b", "/admin/caches", "/Admin/cache"])
  func `other paths are not found`(path: String) async throws {
    let service = try await Self.warm()
    #expect(await service.ask(.delete, path).status == 404)
    #expect(await service.ask(.get, path).status == 404)
    #expect(await Self.asked(service) == [])
  }

  @Test func `HEAD asks what GET would say`() async throws {
    let service = try TestService()
    let (head, get) = (await service.ask(.head, "/admin/cache"), await service.ask("/admin/cache"))
    #expect(head == get)
    #expect(head.status == 200)
  }
}
