import HTTPEdge
import Testing

struct RequestHeadersTests {
  private let headers = RequestHeaders([("Host", "a"), ("X-One", "1"), ("x-one", "2"), ("X-Two", "\u{E9}")])

  @Test(arguments: ["x-one", "X-ONE", "X-One"])
  func `a name is found in any spelling, and the first value counts`(name: String) {
    #expect(headers[HeaderName(name)] == "1")
    #expect(headers.count(of: HeaderName(name)) == 2)
  }

  @Test(arguments: ["x-on", "x-onee", "x-three", ""])
  func `a name that is not there is not found`(name: String) {
    #expect(headers[HeaderName(name)] == nil)
    #expect(headers.count(of: HeaderName(name)) == 0)
    #expect(headers.withValue(of: HeaderName(name)) { _ in true } == nil)
  }

  @Test func `all lines are kept as they were`() {
    #expect(headers.all.map { "\($0.name)=\($0.value)" } == ["Host=a", "X-One=1", "x-one=2", "X-Two=\u{E9}"])
    #expect(headers.count == 4)
  }

  @Test func `names are equal in any spelling`() {
    #expect(HeaderName("Accept") == HeaderName("ACCEPT"))
    #expect(Set([HeaderName("Accept"), HeaderName("accept"), HeaderName("Allow")]).count == 2)
  }
}
