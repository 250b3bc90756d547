import HTTPEdge
import Testing

/// What no route answers.
struct FallbackTests {
  static let paths = [
    "/tokens", "/tokens/validate", "/health", "/health/live", "/health/ready", "/health/startup", "/metrics",
  ]
  static let wrongMethods: [HTTPMethod] = [
    .post, .put, .patch, .delete, .other("TRACE"), .other("get"), .other("BREW"),
  ]

  static func methodNotAllowed(_ path: String) -> String {
    #"{"type":"https://httpwg.org/specs/rfc9110.html#status.405","title":"Method Not Allowed","status":405,"#
      + #""detail":"The requested method is not allowed for this endpoint. Allowed methods: GET, HEAD, OPTIONS","#
      + #""instance":"\#(path)","requestId":"req-1","timestamp":"2025-01-15T12:00:00.000Z","#
      + #""extensions":{"allowedMethods":["GET","HEAD","OPTIONS"]}}"#
  }

  static func notFound(_ path: String) -> String {
    #"{"type":"about:blank","title":"Not Found","status":404,"#
      + #""detail":"The requested resource '\#(path)' was not found","instance":"\#(path)","#
      + #""timestamp":"2025-01-15T12:00:00.000Z","extensions":{"requestId":"req-1"}}"#
  }

  @Test(arguments: paths, wrongMethods)
  func `a known path answers a wrong method with those that it has`(_ path: String, _ method: HTTPMethod) async throws {
    let answer = try await TestService().ask(method, path)
    #expect(answer.status == 405)
    #expect(answer.body == Self.methodNotAllowed(path))
    let caching = path.hasPrefix("/tokens") ? HeaderLines.noStore : []
    #expect(answer.lines == HeaderLines.problem + caching + ["Allow: GET, HEAD, OPTIONS"])
  }

  @Test func `a wrong method is refused before the content type is looked at`() async throws {
    let answer = try await TestService().ask(.post, "/tokens", [("Content-Type", "text/plain")])
    #expect(answer.status == 405)
  }

  @Test(arguments: ["/x", "//", "/tokens/", "/Tokens", "/tokens/x", "//tokens", "/health/", "/%74okens", "/a b'c"])
  func `an unknown path is not found`(_ path: String) async throws {
    for method in [HTTPMethod.get, .head, .post, .delete, .other("BREW")] {
      let answer = try await TestService().ask(method, path)
      #expect(answer.status == 404)
      #expect(answer.body == Self.notFound(path))
      #expect(answer.lines == HeaderLines.problem + (path.hasPrefix("/tokens") ? HeaderLines.noStore : []))
      #expect(answer.carriesRequestID)
    }
  }

  @Test func `a path cannot break out of the document`() async throws {
    let answer = try await TestService().ask(#"/"},{""#)
    #expect(answer.body == Self.notFound(#"/\"},{\""#))
  }

  @Test(arguments: paths + ["/x", "*", "/tokens/"])
  func `OPTIONS is answered on every path`(_ path: String) async throws {
    let answer = try await TestService().ask(.options, path)
    #expect(answer.status == 204)
    #expect(answer.lines == HeaderLines.preflight)
    #expect(answer.body.isEmpty)
    #expect(!answer.carriesRequestID)
  }

  @Test(arguments: [
    "application/json", "application/json; charset=utf-8", "APPLICATION/JSON", " application/json ",
    "application/x-www-form-urlencoded", "",
  ])
  func `content of a known type leads to 404`(_ type: String) async throws {
    for method in [HTTPMethod.post, .put, .patch] {
      let answer = try await TestService().ask(method, "/x", [("Content-Type", type)])
      #expect(answer.body == Self.notFound("/x"))
    }
  }

  @Test(arguments: ["text/plain", "application/xml; charset=utf-8", "application/jsonx", "json", ";"])
  func `content of a strange type is refused`(_ type: String) async throws {
    for method in [HTTPMethod.post, .put, .patch] {
      let answer = try await TestService().ask(method, "/x", [("Content-Type", type)])
      let problem = Problem(
        "007", 400, "Invalid Request Format", "The request format is invalid or malformed",
        extensions: #"{"reason":"Invalid or unsupported Content-Type","provided":"\#(type)","#
          + #""accepted":["application/json","application/x-www-form-urlencoded"]}"#)
      #expect(answer.body == problem.body(instance: "/x"))
      #expect(answer.lines == HeaderLines.problem)
    }
  }

  @Test func `methods without content may name any type`() async throws {
    for method in [HTTPMethod.get, .head, .delete] {
      #expect(try await TestService().ask(method, "/x", [("Content-Type", "text/plain")]).status == 404)
    }
  }
}
