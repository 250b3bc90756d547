import HTTPEdge
import NIOCore
import Testing

struct RouterTests {
  private static func answer(_ text: String) -> Response {
    Response(ResponseHead(.ok, fields: .empty), body: Array(text.utf8))
  }

  private static func route(_ method: HTTPMethod, _ path: String) -> Route {
    Route(method, path) { .ready(answer("\(method.name) \(path) for \($0.method.name)")) }
  }

  private let router = Router(
    [
      route(.get, "/a"), route(.get, "/both"), route(.post, "/both"), route(.post, "/post"),
      route(.get, "/own"), route(.options, "/own"), route(.delete, "/own"),
      route(.get, "/things"), route(.get, "/things/*"), route(.delete, "/things/*"), route(.post, "/things/new"),
      route(.post, "/deep/er/*"), route(.options, "/deep/er/*"),
    ],
    fallbacks: Router.Fallbacks(
      options: { _ in answer("options") },
      methodNotAllowed: { _, methods in answer(methods.map(\.name).joined(separator: ", ")) },
      notFound: { _ in answer("not found") }))

  private func ask(_ method: HTTPMethod, _ path: String) throws -> String {
    guard
      case .ready(let response) = router.route(
        Request(method: method, path: path, headers: RequestHeaders([]), id: .adopted("a")))
    else { throw HTTPFault.handlerTimeout }
    return String(decoding: response.body, as: UTF8.self)
  }

  @Test(arguments: [
    (HTTPMethod.get, "/a", "GET /a for GET"),
    (.head, "/a", "GET /a for HEAD"),
    (.post, "/both", "POST /both for POST"),
    (.head, "/both", "GET /both for HEAD"),
    (.options, "/own", "OPTIONS /own for OPTIONS"),
  ])
  func `a request finds the handler of its path and method`(method: HTTPMethod, path: String, answer: String) throws {
    #expect(try ask(method, path) == answer)
  }

  @Test(arguments: [
    (HTTPMethod.post, "/a", "GET, HEAD, OPTIONS"),
    (.put, "/both", "GET, HEAD, POST, OPTIONS"),
    (.head, "/post", "POST, OPTIONS"),
    (.other("get"), "/a", "GET, HEAD, OPTIONS"),
    (.put, "/own", "GET, HEAD, DELETE, OPTIONS"),
  ])
  func `a method that a path does not have is told which it has`(
    method: HTTPMethod, path: String, allowed: String
  ) throws {
    #expect(try ask(method, path) == allowed)
  }

  @Test(arguments: ["/", "/a/", "/A", "//a", "/a%2f", "", "/b", "*"])
  func `a path that is not in the table is not found`(path: String) throws {
    #expect(try ask(.get, path) == "not found")
  }

  @Test(arguments: ["/a", "/post", "/unknown", "*"])
  func `OPTIONS is answered on every path`(path: String) throws {
    #expect(try ask(.options, path) == "options")
  }

  @Test(arguments: [
    (HTTPMethod.get, "/things/one", "GET /things/* for GET"),
    (.head, "/things/one", "GET /things/* for HEAD"),
    (.delete, "/things/two", "DELETE /things/* for DELETE"),
    (.get, "/things/*", "GET /things/* for GET"),
    (.get, "/things/%2F", "GET /things/* for GET"),
    (.get, "/things/..", "GET /things/* for GET"),
    (.get, "/things", "GET /things for GET"),
    (.post, "/deep/er/one", "POST /deep/er/* for POST"),
    (.options, "/deep/er/one", "OPTIONS /deep/er/* for OPTIONS"),
    (.options, "/things/one", "options"),
  ])
  func `a last segment may be any`(method: HTTPMethod, path: String, answer: String) throws {
    #expect(try ask(method, path) == answer)
  }

  @Test(arguments: [
    "/things/", "/things/one/", "/things/one/two", "/things//", "//things/one", "/Things/one", "/deep/er",
    "/deep/*/one",
  ])
  func `it is one segment, and not empty`(path: String) throws {
    #expect(try ask(.get, path) == "not found")
  }

  @Test func `a path that stands in the table by itself wins, whatever the method`() throws {
    #expect(try ask(.post, "/things/new") == "POST /things/new for POST")
    #expect(try ask(.get, "/things/new") == "POST, OPTIONS")
  }

  @Test(arguments: [
    (HTTPMethod.post, "/things/one", "GET, HEAD, DELETE, OPTIONS"), (.get, "/deep/er/one", "POST, OPTIONS"),
    (.delete, "/things", "GET, HEAD, OPTIONS"),
  ])
  func `a method that no route for a segment has is told which there are`(
    method: HTTPMethod, path: String, allowed: String
  ) throws {
    #expect(try ask(method, path) == allowed)
  }

  @Test func `below the root any segment may be one, too`() throws {
    let router = Router(
      [Self.route(.get, "/*")],
      fallbacks: Router.Fallbacks(
        options: { _ in Self.answer("options") }, methodNotAllowed: { _, _ in Self.answer("not allowed") },
        notFound: { _ in Self.answer("not found") }))
    func ask(_ path: String) -> String {
      let request = Request(method: .get, path: path, headers: RequestHeaders([]), id: .adopted("a"))
      guard case .ready(let response) = router.route(request) else { return "pending" }
      return String(decoding: response.body, as: UTF8.self)
    }
    #expect(ask("/one") == "GET /* for GET")
    for path in ["/", "", "*", "one", "/one/two"] { #expect(ask(path) == "not found") }
  }
}
