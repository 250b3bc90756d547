import HTTPEdge
import Testing

@testable import AuthenticationService

/// `/admin/cache` while there is no connection to the shared cache.
struct SharedAdministrationTests {
  @Test(arguments: ["/admin/cache", "/admin/cache/alice"])
  func `this replica forgets, and says that the others have not heard of it`(path: String) async throws {
    let service = try SharedHealthTests.service(["NODE_ENV": "development"])
    _ = await service.ask("/tokens", TokenAnswerTests.alice)
    let answer = await service.ask(.delete, path)
    #expect(answer.status == 503)
    #expect(
      answer.body == #"{"type":"about:blank","title":"Service Unavailable","status":503,"#
        + #""detail":"This replica has forgotten, the others have not been told: shared cache: not connected. Try again","#
        + #""instance":"\#(path)","requestId":"req-1","timestamp":"2025-01-15T12:00:00.000Z"}"#)
    #expect(answer.lines == HeaderLines.problem + HeaderLines.noStore + ["Retry-After: 5"])
    _ = await service.ask("/tokens", TokenAnswerTests.alice)
    #expect(service.source.calls == ["alice", "alice"])
  }
}
