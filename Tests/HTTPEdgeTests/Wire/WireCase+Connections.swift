extension WireCase {
  private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

  private static func option(_ name: String, _ options: String, staysOpen: Bool, isHTTP10: Bool = false) -> WireCase {
    WireCase(
      name, "GET / HTTP/1.\(isHTTP10 ? 0 : 1)\r\nHost: a\r\n\(options)\r\n\r\n" + get,
      staysOpen ? ["GET /", "GET /"] : ["GET /"], staysOpen: staysOpen)
  }

  static let connections: [WireCase] =
    [
      option("close", "Connection: close", staysOpen: false),
      option("close in capitals", "CONNECTION: CLOSE", staysOpen: false),
      option("close in a list", "Connection: a, close ,b", staysOpen: false),
      option("close after empty list elements", "Connection: ,, ,close", staysOpen: false),
      option("close behind a tab", "Connection:\tclose\t", staysOpen: false),
      option("close in a second field", "Connection: keep-alive\r\nConnection: close", staysOpen: false),
      option("close and keep-alive", "Connection: close, keep-alive", staysOpen: false),
      option("keep-alive", "Connection: keep-alive", staysOpen: true),
      option("an empty list", "Connection: ,", staysOpen: true),
      option("an empty field", "Connection:", staysOpen: true),
      option("an unknown option", "Connection: closed, x-close", staysOpen: true),
      option("an option with a space inside", "Connection: clo se", staysOpen: true),
      option("an upgrade that nobody knows", "Connection: upgrade\r\nUpgrade: websocket", staysOpen: true),
      option("HTTP/1.0", "X: a", staysOpen: false, isHTTP10: true),
      option("HTTP/1.0 with keep-alive", "Connection: Keep-Alive", staysOpen: true, isHTTP10: true),
      option("HTTP/1.0 with keep-alive and close", "Connection: keep-alive, close", staysOpen: false, isHTTP10: true),
      WireCase("a good request before a bad one", get + "GET / HTTP/1.1\r\n\r\n", ["GET /", "400"], staysOpen: false),
      WireCase("nothing is served behind a bad request", get + "\u{00}" + get, ["GET /", "400"], staysOpen: false),
      WireCase(
        "requests of every kind in one go",
        get + "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi"
          + "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nho\r\n0\r\n\r\n"
          + "HEAD /h HTTP/1.1\r\nHost: a\r\n\r\n" + get,
        ["GET /", "POST /p hi", "POST /c ho", "HEAD /h", "GET /"]),
    ]
    + (1...20).map { count in
      WireCase(
        "\(count) pipelined requests with content",
        (1...count).map { "PUT /\($0) HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na\r\n" }.joined(),
        (1...count).map { "PUT /\($0) a  " })
    }
}
