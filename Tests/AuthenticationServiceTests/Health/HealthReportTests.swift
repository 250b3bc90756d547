import AuthenticationCore
import TestSupport
import Testing

@testable import AuthenticationService

/// `GET /health` where each replica is on its own.
struct HealthReportTests {
  static func report(_ service: TestService) async -> Answer {
    await service.components.parts.probe.refresh()
    return await service.ask("/health")
  }

  /// The document with the one time in it that is measured replaced.
  static func body(_ answer: Answer) -> String {
    answer.body.replacing(/"uptime": "[0-9dhms ]+"/, with: #""uptime": "T""#)
  }

  /// The whole document, as far as these tests do not vary it.
  static func document(
    _ status: String, breaker: String = "closed", kong: String = healthyKong, cache: String = memory(),
    isShared: Bool = false
  ) -> String {
    """
    {
      "status": "\(status)",
      "timestamp": "2025-01-15T12:00:00.000Z",
      "version": "9.9.9",
      "environment": "staging",
      "uptime": "T",
      "highAvailability": \(isShared),
      "circuitBreakerState": "\(breaker)",
      "dependencies": {
        "kong": \(kong),
        "cache": \(cache),
        "telemetry": {
          "traces": \(unexported),
          "metrics": \(unexported),
          "logs": \(unexported)
        }
      },
      "requestId": "req-1"
    }
    """
  }

  /// A signal that goes nowhere.
  static let unexported = """
    {
            "status": "healthy",
            "endpoint": "not configured",
            "responseTime": "0ms",
            "exports": {
              "successRate": "0%",
              "total": 0,
              "failures": 0,
              "lastExportTime": null,
              "lastFailureTime": null,
              "recentErrors": []
            }
          }
    """

  static let healthyKong = """
    {
          "status": "healthy",
          "responseTime": "3ms",
          "details": {
            "adminUrl": "<redacted>",
            "mode": "API_GATEWAY"
          }
        }
    """

  static func unhealthyKong(_ cause: String = "connection failed: refused", _ time: String = "12ms") -> String {
    """
    {
          "status": "unhealthy",
          "responseTime": "\(time)",
          "details": {
            "adminUrl": "<redacted>",
            "mode": "API_GATEWAY",
            "error": "\(cause)"
          }
        }
    """
  }

  static func memory(entries: Int = 0, fresh: Int = 0, stale: Int = 0, hitRate: String = "0.00%") -> String {
    """
    {
          "type": "memory",
          "connection": {
            "connected": true,
            "responseTime": "0ms"
          },
          "entries": {
            "primary": \(entries),
            "primaryActive": \(fresh),
            "stale": \(stale),
            "staleCacheAvailable": \(fresh + stale > 0)
          },
          "performance": {
            "hitRate": "\(hitRate)",
            "avgLatencyMs": 0
          },
          "healthMonitor": null
        }
    """
  }

  static let changes = ["NODE_ENV": "staging", "OTEL_SERVICE_VERSION": "9.9.9", "CACHING_TTL_SECONDS": "100"]

  static func service(source: ScriptedSource = .demo, kong: TestService.Kong = .healthy) throws -> TestService {
    try TestService(changes.mapValues { $0 as String? }, source: source, kong: kong)
  }

  @Test func `with Kong all is well, be the cache cold`() async throws {
    let answer = try await Self.report(Self.service())
    #expect(answer.status == 200)
    #expect(Self.body(answer) == Self.document("healthy"))
    #expect(answer.lines == HeaderLines.json + HeaderLines.noCache)
  }

  @Test func `what is in memory is counted, and who was served from it`() async throws {
    let service = try Self.service()
    for _ in 0..<3 { _ = await service.ask("/tokens", TokenAnswerTests.alice) }
    let answer = await Self.report(service)
    #expect(Self.body(answer) == Self.document("healthy", cache: Self.memory(entries: 1, fresh: 1, hitRate: "66.67%")))
    service.time.advance(by: .seconds(111))
    let later = await Self.report(service)
    #expect(Self.body(later) == Self.document("healthy", cache: Self.memory(entries: 1, stale: 1, hitRate: "66.67%")))
  }

  @Test func `without Kong the service is degraded, and still answers 200`() async throws {
    let answer = try await Self.report(Self.service(kong: .unreachable))
    #expect(answer.status == 200)
    #expect(Self.body(answer) == Self.document("degraded", kong: Self.unhealthyKong()))
    #expect(answer.lines == HeaderLines.json + HeaderLines.noCache)
  }

  @Test func `before Kong was asked the service does not guess`() async throws {
    let answer = try await Self.service().ask("/health")
    #expect(Self.body(answer) == Self.document("degraded", kong: Self.unhealthyKong("not asked yet", "0ms")))
  }

  @Test func `the breaker that is worst off gives the state`() async throws {
    let service = try Self.service(source: .failing(.unavailable(.timeout)), kong: .unreachable)
    // The probe's breaker.
    for _ in 0..<3 { await service.components.parts.probe.refresh() }
    let open = await Self.report(service)
    // What was wrong is still said while Kong is left alone.
    #expect(Self.body(open) == Self.document("degraded", breaker: "open", kong: Self.unhealthyKong()))
    service.time.advance(by: .seconds(60))
    #expect(await service.ask("/health").body.contains(#""circuitBreakerState": "half-open""#))
    // That of look-ups.
    for number in 0..<3 { _ = await service.ask("/tokens", [("X-Consumer-ID", "\(number)"), Case.username]) }
    #expect(await service.ask("/health").body.contains(#""circuitBreakerState": "open""#))
  }

  @Test(arguments: Lifecycle.Stage.allCases) func `the stage is nothing to it`(stage: Lifecycle.Stage) async throws {
    let service = try Self.service()
    service.components.parts.lifecycle.advance(to: stage)
    #expect(await Self.body(Self.report(service)) == Self.document("healthy"))
  }

  @Test func `nobody is asked for it`() async throws {
    let service = try Self.service()
    _ = await service.ask("/health")
    #expect(service.components.parts.probe.health == nil)
    #expect(service.source.calls.isEmpty)
  }
}
