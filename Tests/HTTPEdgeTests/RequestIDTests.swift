import HTTPEdge
import Identifiers
import Testing

struct RequestIDTests {
  private func adopt(_ text: String) -> RequestID? {
    wireBytes(text).withUnsafeBytes { RequestID(adopting: $0) }
  }

  @Test(arguments: ["a", "0", "A-b_c.9", "...", String(repeating: "x", count: 128)])
  func `a well-formed id of the client is adopted`(text: String) {
    #expect(adopt(text) == .adopted(text))
    #expect(adopt(text)?.length == text.utf8.count)
    #expect(adopt(text)?.description == text)
  }

  @Test(arguments: [
    "", " ", "a b", "a/b", "a:b", "a\u{0}", "a\r\n", "\u{E9}", "a,b", "\"a\"", "a%20", "@", "[", "`", "{",
    String(repeating: "x", count: 129),
  ])
  func `anything else is not`(text: String) {
    #expect(adopt(text) == nil)
  }

  @Test func `an id of our own is a UUID`() {
    let uuid = UUIDv4(randomBits: 1, 2)
    #expect(RequestID.generated(uuid).description == uuid.description)
    #expect(RequestID.generated(uuid).length == 36)
  }
}
