import AuthenticationCore
import TestSupport
import Testing

@testable import AuthenticationService

/// `GET /metrics`.
struct MetricsTests {
  /// The document with what is measured in it replaced.
  static func body(_ answer: Answer) -> String {
    answer.body.replacing(/"uptime":[0-9]+/, with: #""uptime":T"#)
      .replacing(
        /"memory":{"used":[1-9][0-9]*,"total":[1-9][0-9]*,"rss":[1-9][0-9]*,"external":[0-9]+}/, with: #""memory":M"#
      )
      .replacing(/"averageLatencyMs":[0-9.]+/, with: #""averageLatencyMs":L"#)
  }

  static func document(cache: String, breakers: String = "{}", consumers: Int = 0) -> String {
    #"{"timestamp":"2025-01-15T12:00:00.000Z","uptime":T,"memory":M,"cache":\#(cache),"#
      + #""circuitBreakers":\#(breakers),"consumers":{"volume":{"high":0,"medium":0,"low":\#(consumers),"#
      + #""total":\#(consumers)}},"telemetry":{"mode":"console","exportStats":{"totalExports":0,"successCount":0,"#
      + #""failureCount":0,"successRate":0,"lastExportTime":null,"lastSuccessTime":null,"lastFailureTime":null,"#
      + #""recentErrors":[]}},"kong":{"adminUrl":"<redacted>","mode":"API_GATEWAY"}}"#
  }

  static func memory(entries: Int = 0, fresh: Int = 0, stale: Int = 0, hitRate: String = "0.00") -> String {
    #"{"strategy":"local-memory","primary":{"entries":\#(entries),"activeEntries":\#(fresh)},"#
      + #""stale":{"entries":\#(stale)},"size":\#(entries),"activeEntries":\#(fresh),"hitRate":"\#(hitRate)","#
      + #""averageLatencyMs":L}"#
  }

  static func breaker(
    _ name: String, _ state: String = "closed", fires: Int, rejections: Int = 0, failures: Int = 0, successes: Int = 0
  ) -> String {
    #""\#(name)":{"state":"\#(state)","stats":{"fires":\#(fires),"rejections":\#(rejections),"#
      + #""failures":\#(failures),"successes":\#(successes)}}"#
  }

  @Test(arguments: ["/metrics", "/metrics?", "/metrics?view=", "/metrics?view=operational", "/metrics?x=1&view"])
  func `nothing has happened at first`(target: String) async throws {
    let answer = try await TestService().ask(target)
    #expect(answer.status == 200)
    #expect(Self.body(answer) == Self.document(cache: Self.memory()))
    #expect(answer.lines == HeaderLines.metrics)
  }

  @Test func `memory is what the process has made and what it has mapped`() async throws {
    let answer = try await TestService().ask("/metrics")
    let numbers = ["used", "total", "rss", "external"].compactMap(answer.number)
    try #require(numbers.count == 4)
    #expect(numbers[1] == numbers[2] && (0...1).contains(numbers[1] - numbers[0] - numbers[3]), "\(numbers)")
  }

  @Test func `what has happened is counted`() async throws {
    let service = try TestService(["CACHING_TTL_SECONDS": "100"])
    for _ in 0..<4 { _ = await service.ask("/tokens", TokenAnswerTests.alice) }
    service.time.advance(by: .seconds(111))
    _ = await service.ask("/tokens", [("X-Consumer-ID", "bob"), Case.username])
    await service.components.parts.probe.refresh()
    let breakers =
      "{\(Self.breaker("getConsumerSecret", fires: 2, successes: 2)),\(Self.breaker("healthCheck", fires: 1, successes: 1))}"
    let cache = Self.memory(entries: 2, fresh: 1, stale: 1, hitRate: "60.00")
    let answer = await service.ask("/metrics")
    #expect(Self.body(answer) == Self.document(cache: cache, breakers: breakers, consumers: 2))
  }

  @Test func `a breaker that refuses is open`() async throws {
    let service = try TestService(source: .failing(.unavailable(.timeout)))
    for number in 0..<5 { _ = await service.ask("/tokens", [("X-Consumer-ID", "\(number)"), Case.username]) }
    let breakers = "{\(Self.breaker("getConsumerSecret", "open", fires: 3, rejections: 2, failures: 3))}"
    let answer = await service.ask("/metrics")
    #expect(Self.body(answer) == Self.document(cache: Self.memory(), breakers: breakers, consumers: 5))
  }

  @Test func `a shared cache that cannot be had is counted, too`() async throws {
    let service = try SharedHealthTests.service()
    for _ in 0..<2 { _ = await service.ask("/tokens", TokenAnswerTests.alice) }
    let cache =
      #"{"strategy":"shared-redis","primary":{"entries":0,"activeEntries":0},"stale":{"entries":0},"size":0,"#
      + #""activeEntries":0,"hitRate":"50.00","redisConnected":false,"averageLatencyMs":L,"serverType":"redis","#
      + #""shared":{"hits":0,"misses":1,"refusedEntries":0,"failures":1,"refusedByBreaker":0,"#
      + #""circuitBreaker":"closed","lookupsLeftToOthers":0,"writes":0,"failedWrites":0,"droppedWrites":0,"#
      + #""purges":0,"hearsPurges":false}}"#
    let breakers = "{\(Self.breaker("getConsumerSecret", fires: 1, successes: 1))}"
    let answer = await service.ask("/metrics")
    #expect(Self.body(answer) == Self.document(cache: cache, breakers: breakers, consumers: 1))
  }
}
