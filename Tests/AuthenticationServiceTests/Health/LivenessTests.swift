import HTTPEdge
import Testing

@testable import AuthenticationService

/// `GET /health/live`.
struct LivenessTests {
  static let document = """
    {
      "status": "alive",
      "timestamp": "2025-01-15T12:00:00.000Z",
      "requestId": "req-1"
    }
    """

  @Test(arguments: Lifecycle.Stage.allCases, TestService.Kong.allCases)
  func `nothing makes a process dead that answers`(_ stage: Lifecycle.Stage, _ kong: TestService.Kong) async throws {
    let service = try TestService(kong: kong)
    service.components.parts.lifecycle.advance(to: stage)
    await service.components.parts.probe.refresh()
    let answer = await service.ask("/health/live")
    #expect(answer.status == 200)
    #expect(answer.body == Self.document)
    #expect(answer.lines == HeaderLines.json + HeaderLines.noCache)
    #expect(service.source.calls.isEmpty)
  }

  @Test func `it is answered in the same tick, whatever the headers say`() throws {
    let headers = RequestHeaders([("X-Anonymous-Consumer", "true"), ("X-Consumer-ID", "a"), ("X-Consumer-ID", "b")])
    guard case .ready(let response) = try TestService().reply(.get, "/health/live", headers) else {
      Issue.record("liveness waits for something")
      return
    }
    #expect(response.status == .ok)
  }
}
