import KongSandbox
import Testing

/// The service on a real socket, byte for byte.
@Suite(.timeLimit(.minutes(1))) struct WireTests {
  private static let consumer = "X-Consumer-ID: \(SandboxSeed.alice)\r\nX-Consumer-Username: alice"

  private static func isUUIDv4(_ text: String) -> Bool {
    text.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil
  }

  @Test func `the head of a token has these lines in this order`() async throws {
    try await Scene.play { scene in
      try await RawConnection.open(port: scene.port) { connection in
        try await connection.request("GET", "/tokens?x=1", Self.consumer)
        let (head, body) = try await connection.readResponse()
        let id = try #require(head.value(of: "X-Request-Id"))
        #expect(Self.isUUIDv4(id))
        let date = try #require(head.value(of: "Date"))
        #expect(date.wholeMatch(of: /[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT/) != nil)
        #expect(
          head == [
            "HTTP/1.1 200 OK",
            "Content-Type: application/json",
            "Access-Control-Allow-Origin: *",
            "Access-Control-Allow-Headers: Content-Type, Authorization, Accept-Version, X-Consumer-Id, "
              + "X-Consumer-Username, X-Anonymous-Consumer",
            "Access-Control-Allow-Methods: GET, POST, OPTIONS",
            "Vary: Accept-Version",
            "Cache-Control: no-store, no-cache, must-revalidate",
            "Pragma: no-cache",
            "X-Request-Id: \(id)",
            "Date: \(date)",
            "Content-Length: \(body.utf8.count)",
          ])
      }
    }
  }

  @Test func `pipelined requests are answered in their order, pending ones too`() async throws {
    try await Scene.play { scene in
      let gate = Gate()
      scene.sandbox.admin.faults.inject(.held(gate), on: "/consumers/*/jwt")
      try await RawConnection.open(port: scene.port) { connection in
        try await connection.request("GET", "/health/live", "X-Request-Id: 1")
        try await connection.request("GET", "/tokens", Self.consumer, "X-Request-Id: 2")
        try await connection.request("HEAD", "/tokens/validate", "X-Request-Id: 3")
        try await connection.request("GET", "/x", "X-Request-Id: 4")
        let first = try await connection.readResponse()
        #expect(first.head.first == "HTTP/1.1 200 OK")
        gate.open()
        let second = try await connection.readResponse()
        #expect(second.head.first == "HTTP/1.1 200 OK")
        let third = try await connection.readHead()
        #expect(third.first == "HTTP/1.1 400 Bad Request")
        let fourth = try await connection.readResponse()
        #expect(fourth.head.first == "HTTP/1.1 404 Not Found")
        let ids = [first.head, second.head, third, fourth.head].map { $0.value(of: "X-Request-Id") }
        #expect(ids == ["1", "2", "3", "4"])
      }
    }
  }

  @Test(arguments: ["/tokens", "/tokens/validate", "/health/live", "/health/ready", "/x"])
  func `HEAD gets the head of GET and no content`(_ path: String) async throws {
    try await Scene.play { scene in
      let lines = Self.consumer + "\r\nX-Request-Id: same"
      try await RawConnection.open(port: scene.port) { connection in
        try await connection.request("GET", path, lines)
        let get = try await connection.readResponse()
        try await connection.request("HEAD", path, lines)
        let head = try await connection.readHead()
        // Had HEAD sent content, it would stand before this status line.
        try await connection.request("GET", "/health/live")
        #expect(try await connection.readHead().first == "HTTP/1.1 200 OK")
        let isVolatile = { (line: String) in line.hasPrefix("Date: ") || line.hasPrefix("Content-Length: ") }
        #expect(head.filter { !isVolatile($0) } == get.head.filter { !isVolatile($0) })
        #expect(head.contains { $0.hasPrefix("Content-Length: ") })
      }
    }
  }

  @Test func `a preflight has four CORS lines, and neither id nor content`() async throws {
    try await Scene.play { scene in
      try await RawConnection.open(port: scene.port) { connection in
        try await connection.request("OPTIONS", "/tokens", "Origin: https://a.example.com")
        let head = try await connection.readHead()
        #expect(head.first == "HTTP/1.1 204 No Content")
        let names = head.dropFirst().map { String($0.prefix { $0 != ":" }) }
        #expect(
          names == [
            "Access-Control-Allow-Origin", "Access-Control-Allow-Headers", "Access-Control-Allow-Methods",
            "Access-Control-Max-Age", "Date",
          ])
      }
    }
  }

  static let adopted = ["a", "req-1", "A.b_C-9", String(repeating: "x", count: 128)]
  static let replaced = [
    "", String(repeating: "x", count: 129), "a b", "a/b", "a,b", "ä", "a\"b", "<script>", "a;b", "{}",
  ]

  @Test(arguments: adopted) func `a well-formed request id is kept`(_ id: String) async throws {
    try await Scene.play { scene in
      let answer = try await scene.service.get("/tokens", [("X-Request-Id", id)])
      #expect(answer.values("X-Request-Id") == [id])
      #expect(answer.text("requestId") == id)
    }
  }

  @Test(arguments: replaced) func `any other is replaced`(_ id: String) async throws {
    try await Scene.play { scene in
      let answer = try await scene.service.get("/tokens", [("X-Request-Id", id)])
      let given = try #require(answer.header("X-Request-Id"))
      #expect(Self.isUUIDv4(given))
      #expect(answer.text("requestId") == given)
    }
  }

  @Test func `no two requests share an id`() async throws {
    try await Scene.play { scene in
      var ids: Set<String> = []
      for _ in 1...20 { ids.insert(try await scene.service.get("/health/live").values("X-Request-Id").joined()) }
      #expect(ids.count == 20)
    }
  }
}
