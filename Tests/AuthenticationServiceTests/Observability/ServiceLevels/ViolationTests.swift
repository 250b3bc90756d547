import Testing

@testable import AuthenticationService

/// What is said when requests take longer than promised.
struct ViolationTests {
  private let routes = MonitoredRoutes()

  private func line(
    _ quantile: String, _ measured: String, _ threshold: String, requests: Int, route: String = "/tokens"
  )
    -> String
  {
    "warning Requests take longer than promised measured_ms=\(measured) quantile=\(quantile) requests=\(requests) "
      + "route=\(route) threshold_ms=\(threshold)"
  }

  /// Those of `/tokens` that were counted.
  private var violations: Int? {
    let name = #"slo_violations_total{route="/tokens"} "#
    return routes.lines(name).first.flatMap { Int($0.dropFirst(name.count)) }
  }

  @Test func `p95 over its limit has a line`() {
    routes.answer(10, milliseconds: 150)
    routes.pass(.seconds(10))
    // Between 100 and 200 ms, as far as buckets tell.
    #expect(routes.log.all == [line("p95", "195.0", "100.0", requests: 10)])
    #expect(violations == 1)
  }

  @Test func `p99 alone has one, too`() {
    routes.answer(97)
    routes.answer(3, milliseconds: 240)
    routes.pass(.seconds(10))
    #expect(routes.log.all == [line("p99", "233.3", "200.0", requests: 100)])
  }

  @Test func `routes have lines and limits of their own`() {
    routes.answer(10, milliseconds: 150)
    routes.answer(10, at: "/health", milliseconds: 450)
    routes.pass(.seconds(10))
    #expect(
      routes.log.all == [
        line("p95", "195.0", "100.0", requests: 10), line("p95", "495.0", "400.0", requests: 10, route: "/health"),
      ])
  }

  @Test func `what is within its limits has none`() {
    routes.answer(100, milliseconds: 90)
    routes.answer(100, at: "/other", milliseconds: 9000)
    routes.pass(.seconds(600))
    #expect(routes.log.all == [])
    #expect(violations == 0)
  }

  @Test func `nine requests say nothing`() {
    routes.answer(9, milliseconds: 9000)
    routes.pass(.seconds(10))
    #expect(routes.log.all == [])
    routes.answer(1, milliseconds: 9000)
    routes.pass(.seconds(10))
    #expect(routes.log.all.count == 1)
  }

  @Test func `while it lasts there is a line every ten minutes, and every look counts`() {
    for _ in 0..<121 {
      routes.answer(10, milliseconds: 150)
      routes.pass(.seconds(10))
    }
    #expect(routes.log.all.count == 3)
    #expect(violations == 121)
    // Five minutes later it is forgotten.
    routes.pass(.seconds(300))
    let count = violations
    routes.pass(.seconds(1200))
    #expect(violations == count)
    #expect(routes.log.all.count == 3)
  }
}
