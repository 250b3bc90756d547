import KongSandbox
import Testing

/// What the server refuses by itself, on a real socket.
@Suite(.timeLimit(.minutes(1))) struct RefusalTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: String
    let status: String
    let instance: String
    var testDescription: String { name }
  }

  static let table = [
    Row(name: "no HTTP", bytes: "hello\r\n\r\n", status: "400 Bad Request", instance: "/"),
    Row(name: "no Host", bytes: "GET /tokens HTTP/1.1\r\n\r\n", status: "400 Bad Request", instance: "/tokens"),
    Row(
      name: "content too long", bytes: "POST /tokens HTTP/1.1\r\nHost: a\r\nContent-Length: 10485761\r\n\r\n",
      status: "413 Content Too Large", instance: "/tokens"),
    Row(
      name: "a strange expectation", bytes: "GET /tokens HTTP/1.1\r\nHost: a\r\nExpect: magic\r\n\r\n",
      status: "417 Expectation Failed", instance: "/tokens"),
    Row(
      name: "a head too long",
      bytes: "GET /tokens HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: 40_000))\r\n\r\n",
      status: "431 Request Header Fields Too Large", instance: "/"),
    Row(
      name: "a target too long", bytes: "GET /\(String(repeating: "x", count: 9000)) HTTP/1.1\r\nHost: a\r\n\r\n",
      status: "431 Request Header Fields Too Large", instance: "/"),
    Row(
      name: "too many fields",
      bytes: "GET /tokens HTTP/1.1\r\nHost: a\r\n\(String(repeating: "X: y\r\n", count: 100))\r\n",
      status: "431 Request Header Fields Too Large", instance: "/"),
    Row(
      name: "an unknown coding", bytes: "POST /tokens HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
      status: "501 Not Implemented", instance: "/tokens"),
    Row(
      name: "HTTP/2", bytes: "GET / HTTP/2.0\r\nHost: a\r\n\r\n", status: "505 HTTP Version Not Supported",
      instance: "/"),
  ]

  @Test(arguments: table) func `the client gets a problem document, and the connection ends`(_ row: Row) async throws {
    try await Scene.play { scene in
      try await RawConnection.open(port: scene.port) { connection in
        try await connection.send(row.bytes)
        let (head, body) = try await connection.readResponse()
        #expect(head.first == "HTTP/1.1 \(row.status)")
        #expect(head.value(of: "Content-Type") == "application/problem+json")
        #expect(head.value(of: "Connection") == "close")
        #expect(body.contains(#""code":"AUTH_007""#))
        #expect(body.contains(#""instance":"\#(row.instance)""#))
        #expect(body.contains(#""requestId":"\#(head.value(of: "X-Request-Id") ?? "")""#))
        #expect(try await connection.readToEnd() == "")
      }
    }
  }

  @Test func `content that is announced too long is refused before it comes`() async throws {
    try await Scene.play(["MAX_REQUEST_BODY_SIZE": "2048"]) { scene in
      try await RawConnection.open(port: scene.port) { connection in
        try await connection.request(
          "POST", "/x", "Content-Length: 2049", "Expect: 100-continue", "Accept-Version: v2", "X-Request-Id: mine")
        let (head, body) = try await connection.readResponse()
        #expect(head.first == "HTTP/1.1 413 Content Too Large")
        #expect(head.value(of: "API-Version") == "v2")
        #expect(head.value(of: "X-Request-Id") == "mine")
        #expect(
          body.hasSuffix(
            #""extensions":{"reason":"Request body exceeds maximum allowed size","size":2049,"maxSize":2048}}"#))
      }
    }
  }

  @Test func `a handler that is late is cancelled, and the connection goes on`() async throws {
    try await Scene.play(["REQUEST_TIMEOUT_MS": "1000"]) { scene in
      scene.sandbox.admin.faults.inject(.hang, on: "/consumers/*/jwt")
      try await RawConnection.open(port: scene.port) { connection in
        try await connection.request(
          "GET", "/tokens", "X-Consumer-ID: \(SandboxSeed.bob)", "X-Consumer-Username: a", "Accept-Version: v2",
          "X-Request-Id: mine")
        let (head, body) = try await connection.readResponse()
        #expect(head.first == "HTTP/1.1 503 Service Unavailable")
        #expect(head.value(of: "Retry-After") == "30")
        #expect(head.value(of: "Cache-Control") == "no-store")
        #expect(head.value(of: "API-Version") == "v2")
        #expect(head.value(of: "X-Request-Id") == "mine")
        #expect(body.contains(#""instance":"/tokens","code":"AUTH_004","requestId":"mine""#))
        try await connection.request("GET", "/health/live")
        #expect(try await connection.readHead().first == "HTTP/1.1 200 OK")
      }
    }
  }
}
