import HTTPEdge
import Identifiers
import NIOCore
import Telemetry
import TestSupport
import Testing

@testable import AuthenticationService

@Suite(.timeLimit(.minutes(1))) struct `The spans of a request` {
  private static let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
  private static let alice = [
    (name: "X-Consumer-ID", value: "98765432-9876-5432-1098-765432109876"),
    (name: "X-Consumer-Username", value: "alice"),
  ]

  private let service: TestService

  init() throws {
    service = try TestService(source: .demo)
  }

  /// What a tree of spans looks like: names, indented below their parents, in the order of ending.
  private func tree(_ spans: [SpanRecord]) -> [String] {
    func below(_ id: SpanID?, _ depth: Int) -> [String] {
      spans.filter { $0.parentSpanID == id }.flatMap { span in
        ["\(String(repeating: "  ", count: depth))\(span.name) \(span.kind)"] + below(span.spanID, depth + 1)
      }
    }
    let roots = spans.filter { span in !spans.contains { $0.spanID == span.parentSpanID } }
    return roots.flatMap { ["\($0.name) \($0.kind)"] + below($0.spanID, 1) }
  }

  /// An exchange from its beginning to its end, as the server has it.
  private func exchange(
    _ path: String, _ headers: [(name: String, value: String)], status: Int? = nil
  ) async -> [SpanRecord] {
    let observer = service.components.exchangeTracing
    var request = TestService.request(.get, path, RequestHeaders(headers))
    let before = service.spans.all.count
    observer.began(&request)
    let answer = await Answer(service.components.responder.respond(to: request))
    observer.ended(
      request, ExchangeOutcome(status: status ?? answer.status, bodyBytes: 0, duration: .microseconds(250)))
    return Array(service.spans.all.dropFirst(before))
  }

  @Test func `show Kong only when it is really asked`() async throws {
    #expect(
      tree(await exchange("/tokens", Self.alice)) == [
        "GET /tokens server", "  kong.getConsumerSecret client", "  jwt_create internal",
      ])
    #expect(tree(await exchange("/tokens", Self.alice)) == ["GET /tokens server", "  jwt_create internal"])
  }

  @Test func `continue the trace of who calls`() async throws {
    let headers = Self.alice + [("traceparent", Self.parent), ("tracestate", "vendor=1")]
    let spans = await exchange("/tokens", headers)
    let server = try #require(spans.last)
    #expect(Set(spans.map(\.traceID.description)) == ["0af7651916cd43dd8448eb211c80319c"])
    #expect(server.parentSpanID?.description == "b7ad6b7169203331")
    #expect(server.parentIsRemote && server.traceState == "vendor=1")
    #expect(spans.dropLast().allSatisfy { $0.parentSpanID == server.spanID && !$0.parentIsRemote })
  }

  @Test(arguments: [
    [("traceparent", "garbage")], [("traceparent", parent), ("traceparent", parent)],
    [("traceparent", parent.replacing("0af7651916cd43dd8448eb211c80319c", with: String(repeating: "0", count: 32)))],
  ]) func `begin a trace when what came names none`(headers: [(String, String)]) async throws {
    let server = try #require(await exchange("/tokens", Self.alice + headers.map { (name: $0.0, value: $0.1) }).last)
    #expect(server.parentSpanID == nil && !server.parentIsRemote)
    #expect(server.traceID.description != "0af7651916cd43dd8448eb211c80319c")
  }

  @Test func `are none when the caller keeps none`() async throws {
    let headers = Self.alice + [("traceparent", Self.parent.dropLast() + "0")].map { (name: $0.0, value: String($0.1)) }
    #expect(await exchange("/tokens", headers).isEmpty)
  }

  @Test func `say what was asked and answered`() async throws {
    let server = try #require(await exchange("/tokens", Self.alice).last)
    #expect(
      server.attributes == [
        Attribute("http.request.method", "GET"), Attribute("url.scheme", "http"), Attribute("url.path", "/tokens"),
        Attribute("http.route", "/tokens"), Attribute("http.response.status_code", 200),
        Attribute("kong.consumer_id", "98765432-9876-5432-1098-765432109876"),
        Attribute("duration_ms", .double(0.25)),
      ])
    #expect(server.status == .unset && server.end - server.start == 250_000)
    let creation = try #require(service.spans.all.first { $0.name == "jwt_create" })
    let names = creation.attributes.map(\.name)
    #expect(creation.attributes.contains(Attribute("jwt.username", "alice")))
    #expect(
      ["jwt.token_id", "jwt.authority", "jwt.audience", "jwt.expires_in", "duration_ms"].allSatisfy(names.contains))
  }

  @Test func `tell the errors of the service from those of clients`() async throws {
    let refused = try #require(await exchange("/tokens", []).last)
    #expect(refused.status == .unset && refused.attributes.contains(Attribute("http.response.status_code", 401)))
    let failed = try #require(await exchange("/tokens", [], status: 503).last)
    #expect(failed.status == .error("") && failed.attributes.contains(Attribute("error.type", "503")))
  }

  @Test func `are no errors when a client leaves, and are called after HTTP where the method is none`() async throws {
    let observer = service.components.exchangeTracing
    var request = TestService.request(.other("s3cret"), "/tokens", RequestHeaders([]))
    observer.began(&request)
    observer.ended(request, ExchangeOutcome(status: nil, bodyBytes: 0, duration: .microseconds(1)))
    let span = try #require(service.spans.all.last)
    #expect(span.name == "HTTP /tokens" && span.status == .unset)
    #expect(span.attributes.contains(Attribute("error.type", "client_disconnected")))
  }

  @Test func `of requests that were refused have the ids that others are told`() throws {
    let observer = service.components.exchangeTracing
    var request: Request? = TestService.request(.get, "/tokens", RequestHeaders([]))
    observer.refused(&request, ExchangeOutcome(status: 413, bodyBytes: 0, duration: .zero))
    #expect(service.spans.all.last?.spanID == request?.trace?.spanID && request?.trace != nil)
  }

  @Test func `have no route where there is none, and do not repeat what may be a token`() async throws {
    let span = try #require(await exchange("/tokens/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln", []).last)
    #expect(span.name == "GET")
    #expect(!span.attributes.contains { $0.name == "http.route" })
    #expect(span.attributes.contains(Attribute("url.path", "/tokens/<redacted>")))
  }

  @Test func `show a look at a token and what was wrong with it`() async throws {
    let headers = Self.alice + [(name: "Authorization", value: "Bearer a.b")]
    let spans = await exchange("/tokens/validate", headers)
    #expect(tree(spans).last == "  jwt_validate internal")
    let look = try #require(spans.first { $0.name == "jwt_validate" })
    #expect(look.attributes.contains(Attribute("jwt.valid", false)))
    #expect(look.attributes.contains(Attribute("jwt.validation_error", "invalid_format")))
  }
}

@Suite struct `Routes of operators` {
  @Test func `are none of the public port in production, and hide what is asked for there`() throws {
    let token = "eyJhbGciOiJIUzI1NiJ9.e30.c2ln"
    for (environment, isPublic) in [("development", true), ("staging", false)] {
      let service = try TestService(["NODE_ENV": environment])
      #expect(service.components.paths.contains("/admin/cache/*") == isPublic)
      let index = RouteIndex(service.components.paths) { _ in true }
      #expect((index["/admin/cache/\(token)"] == nil) == !isPublic)
    }
  }
}
