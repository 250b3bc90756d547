import HTTPEdge
import Testing

@testable import AuthenticationService

/// `GET /health/startup`.
struct StartupTests {
  static func document(_ status: String, _ stage: Lifecycle.Stage) -> String {
    """
    {
      "status": "\(status)",
      "timestamp": "2025-01-15T12:00:00.000Z",
      "state": "\(stage.rawValue)",
      "requestId": "req-1"
    }
    """
  }

  @Test(arguments: [Lifecycle.Stage.initializing, .starting], TestService.Kong.allCases)
  func `who has never been ready is starting`(_ stage: Lifecycle.Stage, _ kong: TestService.Kong) async throws {
    let service = try TestService(kong: kong)
    service.components.parts.lifecycle.advance(to: stage)
    let lines = HeaderLines.json + HeaderLines.noCache
    for (answer, lines) in [
      (await service.ask("/health/startup"), lines),
      (await service.manage(.get, "/health/startup"), HeaderLines.forOperators(lines)),
    ] {
      #expect(answer.status == 503)
      #expect(answer.body == Self.document("starting", stage))
      #expect(answer.lines == lines)
    }
  }

  @Test(arguments: [Lifecycle.Stage.ready, .draining, .stopping, .stopped], TestService.Kong.allCases)
  func `who has been ready once has started, whatever becomes of it`(
    _ stage: Lifecycle.Stage, _ kong: TestService.Kong
  ) async throws {
    let service = try TestService(kong: kong)
    service.components.parts.lifecycle.advance(to: stage)
    await service.components.parts.probe.refresh()
    let lines = HeaderLines.json + HeaderLines.noCache
    for (answer, lines) in [
      (await service.ask("/health/startup"), lines),
      (await service.manage(.get, "/health/startup"), HeaderLines.forOperators(lines)),
    ] {
      #expect(answer.status == 200)
      #expect(answer.body == Self.document("started", stage))
      #expect(answer.lines == lines)
    }
  }

  @Test func `it is answered in the same tick`() throws {
    guard case .ready = try TestService().reply(.get, "/health/startup", RequestHeaders([])) else {
      Issue.record("a probe of the start waits for something")
      return
    }
  }
}
