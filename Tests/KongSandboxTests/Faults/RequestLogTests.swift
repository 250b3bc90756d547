import HTTPEdge
import KongSandbox
import Testing

@Suite(.timeLimit(.minutes(1))) struct RequestLogTests {
  private let injector: FaultInjector

  init() {
    let store = KongStore(.recorded)
    injector = FaultInjector(AdminAPI(store), store: store)
  }

  @Test func `requests are counted by path`() async {
    for target in ["/status", "/consumers/alice/jwt", "/consumers/bob/jwt?size=1"] {
      _ = await injector.answer(.stub(.get, target, headers: [("Kong-Admin-Token", "t")]))
    }
    #expect(injector.log.total == 3)
    #expect(injector.log.count(to: "/consumers/*/jwt") == 2)
    let last = injector.log.entries().last
    #expect(last?.query == "size=1")
    #expect(last?.headers["kong-admin-token"] == "t")
  }

  @Test func `a wait ends with the last missing request`() async throws {
    let log = injector.log
    _ = await injector.answer(.stub(.get, "/status"))
    async let waiting: Void = log.wait(for: 2, to: "/status")
    _ = await injector.answer(.stub(.get, "/consumers"))
    _ = await injector.answer(.stub(.get, "/status"))
    try await waiting
    #expect(log.count(to: "/status") == 2)
  }

  @Test func `a wait for what has arrived does not wait`() async throws {
    _ = await injector.answer(.stub(.get, "/status"))
    try await injector.log.wait(for: 1)
    #expect(injector.log.total == 1)
  }

  @Test func `a cancelled wait throws`() async {
    let log = injector.log
    let waiting = Task { try await log.wait(for: 1) }
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
  }
}

@Suite struct PathPatternTests {
  @Test(arguments: [
    ("/status", "/status", true), ("/status", "/status/", true), ("/status", "/statusx", false),
    ("/consumers/*/jwt", "/consumers/a/jwt", true), ("/consumers/*/jwt", "/consumers/a/b/jwt", false),
    ("/consumers/**", "/consumers/a/jwt", true), ("/consumers/**", "/consumers", true),
    ("/consumers/**", "/jwts", false), ("/**", "/", true), ("/*", "/", false),
  ])
  func `a pattern matches by segments`(pattern: String, path: String, isMatch: Bool) {
    #expect(PathPattern(pattern).matches(path) == isMatch)
  }
}
