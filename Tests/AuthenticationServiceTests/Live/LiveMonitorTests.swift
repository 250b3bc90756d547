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

  @Test func `why look-ups fail is said with what comes of it, until one has an answer`() async throws {
    let isDown = Recorder<Bool>()
    let source = ScriptedSource { id in
      isDown.all.isEmpty ? .success(.stub(id, [.stub("key")])) : .failure(.unavailable(.status(503, retryAfter: nil)))
    }
    let service = try TestService(source: source)
    await service.components.parts.probe.refresh()
    let live = service.components.parts.live
    func look() -> String {
      service.time.advance(by: .seconds(1))
      live.look()
      return String(decoding: live.snapshot.compact, as: UTF8.self)
    }
    _ = look()
    isDown.append(true)
    for number in 1...3 { _ = await service.ask("/tokens", [("X-Consumer-ID", "\(number)"), Case.username]) }
    let reason = "; the last look-up in Kong failed: answered with status 503"
    let outage = look()
    #expect(outage.contains(#""text":"Circuit breaker getConsumerSecret is open\#(reason)""#))
    let failed = ExchangeOutcome(status: 503, bodyBytes: 1, duration: .milliseconds(1))
    service.components.requestMetrics.ended(TestService.request(.get, "/tokens", RequestHeaders([])), failed)
    #expect(look().contains(#""text":"Requests are answered with 5xx\#(reason)""#))
    _ = isDown.removeFirst()
    _ = await service.ask(.delete, "/admin/breakers/getConsumerSecret")
    #expect(await service.ask("/tokens", TokenAnswerTests.alice).status == 200)
    #expect(look().contains(#""text":"Requests are answered with 5xx""#))
  }

  @Test func `a breaker that clients notice nothing of makes it impaired, too`() async throws {
    let service = try TestService(["HIGH_AVAILABILITY": "true", "REDIS_URL": "redis://127.0.0.1:1"])
    let shared = try #require(service.components.parts.shared)
    for _ in 1...5 { shared.gate.breaker.recordFailure() }
    service.components.parts.live.look()
    let text = String(decoding: service.components.parts.live.snapshot.compact, as: UTF8.self)
    #expect(text.contains(#""subject":"breaker cache_operations","text":"Circuit breaker cache_operations is open""#))
    #expect(text.contains("replicas are on their own for a while"))
  }

  @Test func `errors of clients do not drive out those of ours`() {
    let errors = RecentErrors()
    for number in 1...30 {
      let status = number == 1 ? 503 : [404, 501, 505][number % 3]
      errors.note(
        code: nil, status: status, path: "/tokens", requestID: .adopted("\(number)"), at: Int64(number))
    }
    #expect(errors.all.map(\.time) == (21...30).reversed() + [1])
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
