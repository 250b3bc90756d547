import NIOCore
import Testing

@testable import HTTPEdge

struct ResponseWriterTests {
  private static let date = Array("Date: D\r\n".utf8)

  private func write(
    _ response: Response, id: RequestID = .adopted("i"), field: HeaderName? = "X-Request-Id", isHead: Bool = false,
    connection: ResponseWriter.ConnectionOption = .persistent
  ) -> String {
    var buffer = ByteBuffer()
    ResponseWriter(requestIDField: field).write(
      response, id: id, toHead: isHead, connection: connection, date: Self.date, into: &buffer)
    return String(buffer: buffer)
  }

  private func response(_ status: HTTPStatus = .ok, body: String = "hello") -> Response {
    Response(
      ResponseHead(status, fields: HeaderBlock([("A", "1")])), fields: HeaderBlock([("B", "2")]), body: Array(body.utf8)
    )
  }

  @Test func `a response is its head, what belongs to the request, and its content`() {
    #expect(
      write(response()) == """
        HTTP/1.1 200 OK\r\nA: 1\r\nX-Request-Id: i\r\nB: 2\r\nDate: D\r\nContent-Length: 5\r\n\r\nhello
        """)
  }

  @Test func `an answer to HEAD has the length of what it leaves out`() {
    #expect(write(response(), isHead: true).hasSuffix("Content-Length: 5\r\n\r\n"))
  }

  @Test(arguments: [HTTPStatus.noContent, HTTPStatus(304, "Not Modified")])
  func `a status without content has neither content nor length`(status: HTTPStatus) {
    let text = write(response(status))
    #expect(!text.contains("Content-Length"))
    #expect(text.hasSuffix("Date: D\r\n\r\n"))
  }

  @Test func `empty content has a length`() {
    #expect(write(response(body: "")).hasSuffix("Content-Length: 0\r\n\r\n"))
  }

  @Test func `the connection option is written when there is one`() {
    #expect(!write(response()).contains("Connection"))
    #expect(write(response(), connection: .close).contains("\r\nConnection: close\r\n\r\n"))
    #expect(write(response(), connection: .keepAlive).contains("\r\nConnection: keep-alive\r\n\r\n"))
  }

  @Test func `no field for the request id means no request id`() {
    #expect(!write(response(), field: nil).contains("X-Request-Id"))
  }

  @Test(arguments: [0, 1, 9, 10, 99, 100, 12_345, 1_000_000])
  func `the longest of everything fits`(size: Int) {
    let text = write(
      response(body: String(repeating: "a", count: size)), id: .adopted(String(repeating: "x", count: 128)),
      field: HeaderName(String(repeating: "N", count: 200)), connection: .keepAlive)
    #expect(text.contains("Content-Length: \(size)\r\n"))
    #expect(text.hasSuffix("\r\n\r\n" + String(repeating: "a", count: size)))
  }

  @Test func `a response is appended to the one before it`() {
    var buffer = ByteBuffer(string: "before")
    ResponseWriter(requestIDField: nil).write(
      response(), id: .adopted("i"), toHead: false, connection: .persistent, date: [], into: &buffer)
    #expect(String(buffer: buffer).hasPrefix("beforeHTTP/1.1 200 OK\r\n"))
  }
}
