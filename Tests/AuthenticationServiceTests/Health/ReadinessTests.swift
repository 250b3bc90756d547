import AuthenticationCore
import TestSupport
import Testing

@testable import AuthenticationService

/// `GET /health/ready`: in which stage, with which Kong, with what in memory.
struct ReadinessTests {
  private static func ready(_ service: TestService) async -> Answer {
    service.components.parts.lifecycle.advance(to: .ready)
    await service.components.parts.probe.refresh()
    return await service.ask("/health/ready")
  }

  /// The document with the one time in it that is measured replaced.
  private static func body(_ answer: Answer) -> String {
    answer.body.replacing(
      /"responseTime": "[0-9.]+ms",\n  "requestId"/, with: #""responseTime": "T","# + "\n  \"requestId\"")
  }

  @Test func `with Kong the service is ready`() async throws {
    let answer = try await Self.ready(TestService())
    #expect(answer.status == 200)
    #expect(
      Self.body(answer) == """
        {
          "ready": true,
          "timestamp": "2025-01-15T12:00:00.000Z",
          "checks": {
            "lifecycle": {
              "status": "ready",
              "state": "ready"
            },
            "kong": {
              "status": "healthy",
              "responseTime": "3ms",
              "details": {
                "adminUrl": "<redacted>",
                "mode": "API_GATEWAY"
              }
            },
            "cache": {
              "status": "cold",
              "type": "memory"
            }
          },
          "responseTime": "T",
          "requestId": "req-1"
        }
        """)
    #expect(answer.lines == HeaderLines.json + HeaderLines.noCache)
  }

  @Test func `without Kong and with nothing in memory it is not, and says why`() async throws {
    let answer = try await Self.ready(TestService(kong: .unreachable))
    #expect(answer.status == 503)
    #expect(
      Self.body(answer) == """
        {
          "ready": false,
          "timestamp": "2025-01-15T12:00:00.000Z",
          "checks": {
            "lifecycle": {
              "status": "ready",
              "state": "ready"
            },
            "kong": {
              "status": "unhealthy",
              "responseTime": "12ms",
              "details": {
                "adminUrl": "<redacted>",
                "mode": "API_GATEWAY",
                "error": "connection failed: refused"
              }
            },
            "cache": {
              "status": "cold",
              "type": "memory"
            }
          },
          "responseTime": "T",
          "requestId": "req-1"
        }
        """)
    #expect(answer.lines == HeaderLines.json + HeaderLines.noCache)
  }

  @Test func `without Kong a warm service is ready, until what it knows is beyond all tolerance`() async throws {
    let changes = ["CACHING_TTL_SECONDS": "100", "STALE_DATA_TOLERANCE_MINUTES": "1"]
    let service = try TestService(changes, kong: .unreachable)
    _ = await service.ask("/tokens", TokenAnswerTests.alice)
    let warm = await Self.ready(service)
    #expect(warm.status == 200)
    #expect(warm.body.contains(#""status": "warm""#))
    service.time.advance(by: .seconds(111))
    #expect(await Self.ready(service).status == 200)
    service.time.advance(by: .seconds(60))
    #expect(await Self.ready(service).status == 503)
  }

  @Test func `the knowledge that a consumer is unknown serves nobody`() async throws {
    let service = try TestService(source: .failing(.notFound), kong: .unreachable)
    _ = await service.ask("/tokens", TokenAnswerTests.alice)
    #expect(await Self.ready(service).status == 503)
  }

  @Test func `before Kong was asked the service does not guess`() async throws {
    let service = try TestService()
    service.components.parts.lifecycle.advance(to: .ready)
    let answer = await service.ask("/health/ready")
    #expect(answer.status == 503)
    #expect(answer.text("error") == nil)
    #expect(answer.body.contains(#""error": "not asked yet""#))
  }

  @Test(arguments: [Lifecycle.Stage.initializing, .starting, .draining, .stopping, .stopped])
  func `in every other stage it wants no requests, however well Kong is`(_ stage: Lifecycle.Stage) async throws {
    let service = try TestService()
    service.components.parts.lifecycle.advance(to: stage)
    await service.components.parts.probe.refresh()
    _ = await service.ask("/tokens", TokenAnswerTests.alice)
    let answer = await service.ask("/health/ready")
    #expect(answer.status == 503)
    #expect(
      answer.body == """
        {
          "ready": false,
          "timestamp": "2025-01-15T12:00:00.000Z",
          "reason": "Service is \(stage.rawValue)",
          "checks": {
            "lifecycle": {
              "status": "not_ready",
              "state": "\(stage.rawValue)"
            }
          },
          "requestId": "req-1"
        }
        """)
    #expect(answer.lines == HeaderLines.json + HeaderLines.noCache)
  }

  @Test func `a stage is never left backwards`() {
    let lifecycle = Lifecycle()
    #expect(lifecycle.stage == .initializing)
    lifecycle.advance(to: .draining)
    lifecycle.advance(to: .ready)
    #expect(lifecycle.stage == .draining)
  }

  @Test func `tokens are issued in every stage`() async throws {
    let service = try TestService()
    service.components.parts.lifecycle.advance(to: .draining)
    #expect(await service.ask("/tokens", TokenAnswerTests.alice).status == 200)
  }
}
