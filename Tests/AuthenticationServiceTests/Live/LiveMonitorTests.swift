import AuthenticationCore
import HTTPEdge
import NIOCore
import TestSupport
import Testing

@testable import AuthenticationService

/// What the live page is told, second by second.
struct LiveMonitorTests {
  let service: TestService
  var live: LiveMonitor { service.components.parts.live }

  init() async throws {
    service = try TestService()
    await service.components.parts.probe.refresh()
  }

  /// Lets a server have answered requests.
  private func answer(_ path: String, _ status: Int, _ milliseconds: Int64, times: Int = 1) {
    let outcome = ExchangeOutcome(status: status, bodyBytes: 10, duration: .milliseconds(milliseconds))
    let request = TestService.request(.get, path, RequestHeaders([]))
    for _ in 0..<times { service.components.requestMetrics.ended(request, outcome) }
  }

  /// A second passes.
  private func tick() {
    service.time.advance(by: .seconds(1))
    live.look()
  }

  private func snapshot() -> String { String(decoding: live.snapshot.compact, as: UTF8.self) }

  /// The member of the snapshot with a name, up to the one that follows it.
  private func member(_ name: String, before next: String) -> String? {
    let text = snapshot()
    guard let start = text.firstRange(of: "\"\(name)\":"),
      let end = text[start.upperBound...].firstRange(of: ",\"\(next)\":")
    else { return nil }
    return String(text[start.upperBound..<end.lowerBound])
  }

  @Test func `rates and percentiles are of the last second, totals since the start`() {
    answer("/tokens", 200, 4, times: 3)
    live.look()
    answer("/tokens", 200, 2, times: 8)
    answer("/tokens", 503, 40, times: 2)
    answer("/health", 200, 900)
    service.time.advance(by: .seconds(2))
    live.look()
    #expect(
      member("requests", before: "cache")
        == #"{"total":14,"rate":5.5,"failureRate":1,"inFlight":0,"latency":{"p50":1.94,"p95":43.75,"p99":48.75},"routes":["#
        + #"{"route":"/health","total":1,"rate":0.5,"classes":{"2xx":{"total":1,"rate":0.5}},"latency":{"p50":875,"p95":987.5,"p99":997.5}},"#
        + #"{"route":"/tokens","total":13,"rate":5,"classes":{"2xx":{"total":11,"rate":4},"5xx":{"total":2,"rate":1}},"#
        + #""latency":{"p50":1.94,"p95":43.75,"p99":48.75}}]}"#)
  }

  @Test func `what was counted before the first look is no rate`() {
    answer("/tokens", 200, 4, times: 3000)
    live.look()
    #expect(snapshot().contains(#""requests":{"total":3000,"rate":0,"failureRate":0"#))
    #expect(
      snapshot().contains(
        #""history":[{"timestamp":"2025-01-15T12:00:00.000Z","rate":0,"failureRate":0,"latency":null,"hitRate":null}]"#)
    )
  }

  @Test func `a minute is kept`() {
    live.look()
    for second in 1...70 {
      answer("/tokens", 200, 1, times: second)
      tick()
    }
    let rates = snapshot().matches(of: /"rate":(\d+),"failureRate"/).map { String($0.1) }
    #expect(rates == ["70"] + (11...70).map { "\($0)" })
  }

  @Test func `requests that fail make it degraded until ten seconds have passed without`() {
    live.look()
    #expect(snapshot().contains(#""status":"healthy""#))
    answer("/tokens", 503, 1)
    tick()
    #expect(snapshot().contains(#""status":"degraded""#) && snapshot().contains(#"{"subject":"requests""#))
    for _ in 1...9 { tick() }
    #expect(snapshot().contains(#""status":"degraded""#))
    tick()
    #expect(snapshot().contains(#""status":"healthy""#) && snapshot().contains(#""problems":[]"#))
  }

  @Test func `an outage is when no request for a token has success, and a few have failed`() {
    live.look()
    answer("/health", 200, 1, times: 20)
    answer("/tokens", 503, 1, times: 4)
    tick()
    #expect(snapshot().contains(#""status":"degraded""#))
    answer("/tokens/validate", 500, 1)
    answer("/tokens", 401, 1, times: 50)
    tick()
    #expect(snapshot().contains(#""status":"unhealthy""#) && snapshot().contains("Nobody gets a token."))
    answer("/tokens", 200, 1)
    tick()
    #expect(snapshot().contains(#""status":"degraded""#))
  }

  @Test(arguments: [501, 505]) func `who asks in a way that nobody offers makes no outage`(status: Int) {
    live.look()
    answer("/tokens", status, 1, times: 20)
    tick()
    #expect(snapshot().contains(#""status":"healthy""#) && snapshot().contains(#""failureRate":0"#))
  }

  @Test func `hit rates are of look-ups`() async {
    live.look()
    for _ in 1...4 { _ = await service.ask("/tokens", TokenAnswerTests.alice) }
    tick()
    #expect(
      member("cache", before: "circuitBreakers")
        == #"{"type":"memory","hitRate":75,"recentHitRate":75,"entries":1,"fresh":1,"stale":0}"#)
    _ = await service.ask("/tokens", TokenAnswerTests.alice)
    tick()
    #expect(member("cache", before: "circuitBreakers")?.contains(#""hitRate":80,"recentHitRate":100"#) == true)
  }

  @Test func `Kong out of reach is what is wrong, with its cause`() async throws {
    let service = try TestService(kong: .unreachable)
    await service.components.parts.probe.refresh()
    let live = service.components.parts.live
    live.look()
    let text = String(decoding: live.snapshot.compact, as: UTF8.self)
    #expect(text.contains(#""status":"degraded","since":"2025-01-15T12:00:00.000Z","problems":[{"subject":"kong","#))
    #expect(text.contains(#""text":"Kong's Admin API cannot be used: connection failed: refused""#))
  }

  @Test func `the last ten errors are there, newest first, and nothing of whom`() async {
    for number in 1...12 {
      let fields = [(name: "X-Consumer-ID", value: "secret-\(number)"), (name: "X-Anonymous-Consumer", value: "true")]
      _ = await service.ask(number == 12 ? "/tokens/validate" : "/tokens", number == 11 ? [] : fields)
    }
    let errors = service.components.parts.errors.all
    #expect(errors.count == RecentErrors.depth)
    #expect(errors.prefix(2).map(\.route) == ["/tokens/validate", "/tokens"])
    #expect(
      errors[1].document
        == [
          "timestamp": "2025-01-15T12:00:00.000Z", "code": "AUTH_001", "status": 401, "route": "/tokens",
          "requestId": "req-1",
        ])
    #expect(!snapshot().contains("secret-"))
  }

  @Test func `what the server refuses by itself is an error on the route that was meant`() {
    _ = service.answer(to: .bodyTooLarge(limit: 10), of: .post, "/admin/cache/alice")
    _ = service.answer(to: .malformed("no request"))
    let errors = service.components.parts.errors.all
    #expect(errors.map(\.route) == ["unmatched", "/admin/cache/*"] && errors.map(\.status) == [400, 413])
  }
}
