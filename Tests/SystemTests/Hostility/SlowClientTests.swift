import KongSandbox
import Testing

/// Clients that hold a connection of the real server without using it, and the short patience that operators may order.
@Suite(.timeLimit(.minutes(1))) struct SlowClientTests {
  private static let impatience = ["HEADER_READ_TIMEOUT_MS": "100", "IDLE_TIMEOUT_MS": "1000"]

  /// Beginnings of requests that never end.
  static let slow = [
    "G", "GET /tokens HTTP/1.1\r\n", "GET /tokens HTTP/1.1\r\nHost: a\r\nX-Consumer-ID: ",
    "GET / HTTP/1.1\r\nHost: a\r\n\r",
    "POST /tokens HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{",
    "POST /tokens HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nA",
    "POST /tokens HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: a\r\n",
    "POST /tokens HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n",
  ]

  @Test(arguments: slow) func `a request that does not arrive is refused, and the connection ends`(start: String)
    async throws
  {
    try await Scene.play(Self.impatience) { scene in
      try await RawConnection.open(port: scene.port) { connection in
        try await connection.send(start)
        let answers = try await connection.readToEnd().replacing("HTTP/1.1 100 Continue\r\n\r\n", with: "")
        #expect(answers.hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
        #expect(answers.contains("\r\nConnection: close\r\n"))
      }
    }
  }

  @Test func `a client that says nothing is left without a word`() async throws {
    try await Scene.play(Self.impatience) { scene in
      try await RawConnection.open(port: scene.port) { connection in
        let answers = try await connection.readToEnd()
        #expect(answers == "")
      }
    }
  }

  @Test func `a client that never reads is cut off, and others are served meanwhile`() async throws {
    try await Scene.play(Self.impatience) { scene in
      try await RawConnection.open(port: scene.port) { connection in
        // More than all buffers on the way hold; sending fails once the server has given up.
        let burst = String(repeating: "GET / HTTP/1.1\r\nHost: a\r\n\r\n", count: 200)
        var statuses: Set<Int> = []
        while (try? await connection.send(burst)) != nil {
          statuses.insert(try await scene.service.get("/health/live").status)
        }
        #expect(statuses == [200])
      }
    }
  }
}
