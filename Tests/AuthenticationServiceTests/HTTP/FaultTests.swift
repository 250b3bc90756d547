import HTTPEdge
import Testing

/// What the server refuses before, or in place of, a handler.
struct FaultTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let fault: HTTPFault
    let status: Int
    let reason: String
    var testDescription: String { "\(fault)" }
  }

  static let table = [
    Row(fault: .malformed("The Host field is not a host"), status: 400, reason: "The Host field is not a host"),
    Row(fault: .requestTimeout, status: 408, reason: "The request did not arrive in time"),
    Row(
      fault: .expectationFailed, status: 417, reason: "The only expectation that can be met is 100-continue"),
    Row(fault: .headTooLarge("Too many fields"), status: 431, reason: "Too many fields"),
    Row(
      fault: .unsupportedTransferCoding, status: 501,
      reason: "The only transfer coding that is understood is chunked"),
    Row(fault: .unsupportedVersion, status: 505, reason: "The only version that is spoken is HTTP/1.1"),
  ]

  static func document(_ row: Row, instance: String) -> String {
    Problem(
      "007", row.status, "Invalid Request Format", "The request format is invalid or malformed",
      extensions: #"{"reason":"\#(row.reason)"}"#
    ).body(instance: instance)
  }

  @Test(arguments: table) func `bytes that are no request get a problem document`(_ row: Row) throws {
    let answer = try TestService().answer(to: row.fault)
    #expect(answer.status == row.status)
    #expect(answer.body == Self.document(row, instance: "/"))
    #expect(answer.lines == HeaderLines.problem)
    #expect(answer.carriesRequestID)
    #expect(answer.closesConnection)
  }

  @Test(arguments: table) func `a request that is known is named, and answered in its version`(_ row: Row) throws {
    let answer = try TestService().answer(to: row.fault, of: .get, "/tokens", [("Accept-Version", "v2")])
    #expect(answer.body == Self.document(row, instance: "/tokens"))
    #expect(answer.lines == HeaderLines.problem + HeaderLines.noStore + HeaderLines.v2)
  }

  @Test func `content that is too long is measured`() throws {
    let answer = try TestService().answer(
      to: .bodyTooLarge(limit: 10_485_760), of: .post, "/x", [("Content-Length", "10485761")])
    let problem = Problem(
      "007", 413, "Invalid Request Format", "The request format is invalid or malformed",
      extensions: #"{"reason":"Request body exceeds maximum allowed size","size":10485761,"maxSize":10485760}"#)
    #expect(answer.body == problem.body(instance: "/x"))
    #expect(answer.status == 413)
    #expect(answer.lines == HeaderLines.problem)
    #expect(answer.closesConnection)
  }

  @Test func `chunked content that is too long has no size`() throws {
    let answer = try TestService().answer(to: .bodyTooLarge(limit: 1024), of: .post, "/x")
    #expect(answer.body.hasSuffix(#"{"reason":"Request body exceeds maximum allowed size","maxSize":1024}}"#))
  }

  @Test(arguments: ["/tokens", "/tokens/validate"]) func `a handler that is late leaves Kong to blame`(_ path: String)
    throws
  {
    let answer = try TestService().answer(to: .handlerTimeout, of: .get, path)
    let problem = Problem(
      "004", 503, "Kong API Unavailable", "The Kong gateway API is temporarily unavailable",
      extensions: #"{"reason":"The request could not be answered in time","retryAfter":30}"#)
    #expect(answer.status == 503)
    #expect(answer.body == problem.body(instance: path))
    #expect(answer.lines == HeaderLines.problem + HeaderLines.noStore + ["Retry-After: 30"])
    #expect(!answer.closesConnection)
  }

  @Test(arguments: ["/admin/cache", "/metrics", "/tokens/"]) func `elsewhere nobody is to blame`(_ path: String) throws
  {
    let answer = try TestService().answer(to: .handlerTimeout, of: .delete, path)
    #expect(
      answer.body == #"{"type":"about:blank","title":"Service Unavailable","status":503,"#
        + #""detail":"The request could not be answered in time","instance":"\#(path)","#
        + #""requestId":"req-1","timestamp":"2025-01-15T12:00:00.000Z"}"#)
    #expect(answer.lines.contains("Retry-After: 30"))
  }

  @Test func `too many connections are nobody's mistake`() throws {
    let answer = try TestService().answer(to: .tooManyConnections)
    #expect(
      answer.body == #"{"type":"about:blank","title":"Service Unavailable","status":503,"#
        + #""detail":"The service has as many connections as it may have","instance":"/","#
        + #""requestId":"req-1","timestamp":"2025-01-15T12:00:00.000Z"}"#)
    #expect(answer.lines == HeaderLines.problem + ["Retry-After: 5"])
  }
}
