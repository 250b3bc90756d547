import HTTPEdge
import Testing

@testable import AuthenticationService

/// What handlers read from the target of a request.
struct RequestQueryTests {
  @Test(
    arguments: [
      (nil, nil), ("", nil), ("view", ""), ("view=", ""), ("view=full", "full"), ("a=1&view=full", "full"),
      ("view=one&view=two", "one"), ("view=a=b", "a=b"), ("View=full", nil), ("overview=full", nil),
      ("viewer=full", nil),
      ("view=%66ull", "full"), ("v%69ew=full", "full"), ("view=%ff", "%ff"), ("vi%ew=full", nil), ("view=a+b", "a+b"),
      ("&&view=full&", "full"), ("=view", nil), ("a=view", nil),
    ] as [(String?, String?)])
  func `the first value of a name is found, both decoded`(query: String?, value: String?) {
    let request = Request(
      method: .get, path: "/metrics", query: query, headers: RequestHeaders([]), id: .adopted("a"))
    #expect(request.queryItem("view") == value)
  }

  static func lastSegment(of path: String) -> String? {
    Request(method: .get, path: path, headers: RequestHeaders([]), id: .adopted("a")).lastSegment
  }

  @Test(arguments: [
    ("/things/one", "one"), ("/one", "one"), ("/things/%6Fne", "one"), ("/things/%6fne", "one"),
    ("/things/a%20b", "a b"), ("/things/a+b", "a+b"), ("/things/a%2Fb", "a/b"), ("/things/%25", "%"),
    ("/things/%2525", "%25"), ("/things/%C3%A9", "é"), ("/things/..", ".."), ("/things/%00", "\u{0}"),
    ("/things/a;b=c", "a;b=c"), ("/things//one", "one"),
  ])
  func `the last segment is decoded once`(path: String, segment: String) {
    #expect(Self.lastSegment(of: path) == segment)
  }

  @Test(arguments: [
    "", "things", "/", "/things/", "/things/%", "/things/%4", "/things/one%", "/things/one%4", "/things/%zz",
    "/things/%4g", "/things/%g4", "/things/% 4", "/things/%FF", "/things/%C3", "/things/%C3%28", "/things/%E2%82",
    "/things/%ED%A0%80", "/things/%C0%AF",
  ])
  func `what is empty, no escape or no UTF-8 is no segment`(path: String) {
    #expect(Self.lastSegment(of: path) == nil)
  }

  @Test(arguments: ["/things/%+1", "/things/%-0", "/things/a%+Fb"])
  func `a sign is no hexadecimal digit`(path: String) {
    #expect(Self.lastSegment(of: path) == nil)
  }
}
