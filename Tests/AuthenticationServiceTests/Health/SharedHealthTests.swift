import AuthenticationCore
import Testing

@testable import AuthenticationService

/// Health documents while there is no connection to the shared cache.
struct SharedHealthTests {
  static let changes = HealthReportTests.changes.merging(
    ["HIGH_AVAILABILITY": "true", "REDIS_URL": "redis://user:s3cr3t@redis.internal:6379"]
  ) { $1 }

  static func service(kong: TestService.Kong = .healthy, _ more: [String: String] = [:]) throws -> TestService {
    try TestService(changes.merging(more) { $1 }.mapValues { $0 as String? }, kong: kong)
  }

  static func cache(
    memory: Int = 0, isMonitoring: Bool = true, hitRate: String = "0.00%"
  ) -> String {
    """
    {
          "type": "redis",
          "connection": {
            "connected": false,
            "responseTime": "0ms"
          },
          "entries": {
            "primary": 0,
            "primaryActive": 0,
            "stale": 0,
            "staleCacheAvailable": \(memory > 0),
            "memory": {
              "entries": \(memory),
              "active": \(memory)
            }
          },
          "performance": {
            "hitRate": "\(hitRate)",
            "avgLatencyMs": L
          },
          "healthMonitor": {
            "status": "unknown",
            "isMonitoring": \(isMonitoring),
            "consecutiveSuccesses": 0,
            "consecutiveFailures": 0,
            "lastStatusChange": "2025-01-15T12:00:00.000Z"
          }
        }
    """
  }

  /// The document with the times in it that are measured replaced.
  static func body(_ answer: Answer) -> String {
    HealthReportTests.body(answer).replacing(/"avgLatencyMs": [0-9.]+/, with: #""avgLatencyMs": L"#)
  }

  @Test func `without Redis the service is degraded as long as Kong is well`() async throws {
    let answer = try await HealthReportTests.report(Self.service())
    #expect(answer.status == 200)
    #expect(Self.body(answer) == HealthReportTests.document("degraded", cache: Self.cache(), isShared: true))
  }

  @Test func `without Redis and Kong it is unhealthy while it knows nobody`() async throws {
    let service = try Self.service(kong: .unreachable)
    let answer = await HealthReportTests.report(service)
    #expect(answer.status == 503)
    #expect(
      Self.body(answer)
        == HealthReportTests.document(
          "unhealthy", kong: HealthReportTests.unhealthyKong(), cache: Self.cache(), isShared: true))
    #expect(answer.lines == HeaderLines.json + HeaderLines.noCache)
  }

  @Test func `without Redis and Kong it is degraded while it knows somebody`() async throws {
    let service = try Self.service(kong: .unreachable)
    #expect(await service.ask("/tokens", TokenAnswerTests.alice).status == 200)
    let answer = await HealthReportTests.report(service)
    #expect(answer.status == 200)
    #expect(
      Self.body(answer)
        == HealthReportTests.document(
          "degraded", kong: HealthReportTests.unhealthyKong(), cache: Self.cache(memory: 1), isShared: true))
  }

  @Test func `a monitor that is off says so`() async throws {
    let answer = try await HealthReportTests.report(Self.service(["CACHE_HEALTH_MONITOR_ENABLED": "false"]))
    #expect(
      Self.body(answer)
        == HealthReportTests.document("degraded", cache: Self.cache(isMonitoring: false), isShared: true))
  }

  @Test func `readiness says what is wrong with it, and does not depend on it`() async throws {
    let service = try Self.service()
    service.components.parts.lifecycle.advance(to: .ready)
    await service.components.parts.probe.refresh()
    let answer = await service.ask("/health/ready")
    #expect(answer.status == 200)
    #expect(
      answer.body.contains(
        """
            "cache": {
              "status": "unhealthy",
              "type": "redis",
              "error": "not connected"
            }
        """))
  }

  @Test(arguments: ["/health", "/health/ready", "/metrics"])
  func `nothing shows where Redis is and how it is entered`(path: String) async throws {
    let service = try Self.service()
    service.components.parts.lifecycle.advance(to: .ready)
    let body = await service.ask(path).body
    #expect(body.contains("redis"))
    for secret in ["s3cr3t", "redis.internal", "user"] { #expect(!body.contains(secret)) }
  }
}
