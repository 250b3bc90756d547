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
}
