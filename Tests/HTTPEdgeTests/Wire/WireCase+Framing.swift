extension WireCase {
  /// A POST with fields that say how its content is delimited, and whatever follows the head.
  private static func post(_ name: String, _ fields: String, _ content: String, _ outcomes: String...) -> WireCase {
    WireCase(name, "POST /p HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n\(content)", outcomes)
  }

  private static func refusedPost(_ name: String, _ fields: String, _ content: String = "", _ status: Int = 400)
    -> WireCase
  {
    .refused(name, "POST /p HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n\(content)", status)
  }

  private static let hidden = "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n"

  static let framing: [WireCase] = [
    post("sized content", "Content-Length: 5", "hello", "POST /p hello"),
    post("empty content", "Content-Length: 0", "", "POST /p"),
    WireCase("no length at all", "POST /p HTTP/1.1\r\nHost: a\r\n\r\n", ["POST /p"]),
    post("a length with leading zeros", "Content-Length: 005", "hello", "POST /p hello"),
    post("content that has not arrived", "Content-Length: 5", "hell"),
    post("content with a request behind it", "Content-Length: 5", "hello" + hidden, "POST /p hello", "GET /hidden"),
    post(
      "a request hidden in sized content", "Content-Length: \(hidden.utf8.count)", hidden,
      "POST /p \(hidden.replacing("\r\n", with: "  "))"),
    WireCase(
      "content of a GET request", "GET /g HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", ["GET /g hello"]),
    WireCase(
      "content of a HEAD request", "HEAD /g HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", ["HEAD /g hello"]),
    refusedPost("the same length twice", "Content-Length: 5\r\nContent-Length: 5", "hello"),
    refusedPost("two different lengths", "Content-Length: 5\r\nContent-Length: 6", "hello"),
    refusedPost("lengths in different spellings", "Content-Length: 5\r\ncontent-length: 50", "hello"),
    refusedPost("a list of lengths", "Content-Length: 5, 5", "hello"),
    refusedPost("an empty length", "Content-Length:", "hello"),
    refusedPost("a length with a plus sign", "Content-Length: +5", "hello"),
    refusedPost("a negative length", "Content-Length: -5", "hello"),
    refusedPost("a hexadecimal length", "Content-Length: 0x5", "hello"),
    refusedPost("a length with a space", "Content-Length: 5 5", "hello"),
    refusedPost("a length with a fraction", "Content-Length: 5.0", "hello"),
    refusedPost("a length in other digits", "Content-Length: \u{B2}", "hello"),
    refusedPost("a length beyond 64 bits", "Content-Length: 18446744073709551621", "hello"),
    refusedPost("a length just beyond 63 bits", "Content-Length: 9223372036854775808", "hello"),
    post(
      "content as long as it may be", "Content-Length: 100", String(repeating: "a", count: 100),
      "POST /p " + String(repeating: "a", count: 100)),
    refusedPost("a length over the limit", "Content-Length: 101", "", 413),
    refusedPost("the longest length that is a number", "Content-Length: 999999999999999999", "", 413),
    refusedPost("length and chunks", "Content-Length: 5\r\nTransfer-Encoding: chunked", "0\r\n\r\n" + hidden),
    refusedPost("chunks and length", "Transfer-Encoding: chunked\r\nContent-Length: 5", "0\r\n\r\n" + hidden),
    refusedPost("no length and chunks", "Transfer-Encoding: chunked\r\nContent-Length: 0", "0\r\n\r\n"),
    refusedPost("another transfer coding", "Transfer-Encoding: gzip", "", 501),
    refusedPost("two transfer codings", "Transfer-Encoding: gzip, chunked", "0\r\n\r\n", 501),
    refusedPost("chunks within chunks", "Transfer-Encoding: chunked, chunked", "0\r\n\r\n", 501),
    refusedPost("identity", "Transfer-Encoding: identity", "", 501),
    refusedPost("a transfer coding with a parameter", "Transfer-Encoding: chunked;a=b", "0\r\n\r\n", 501),
    refusedPost("a transfer coding in quotes", "Transfer-Encoding: \"chunked\"", "0\r\n\r\n", 501),
    refusedPost("a misspelled transfer coding", "Transfer-Encoding: xchunked", "0\r\n\r\n", 501),
    refusedPost("an empty transfer coding", "Transfer-Encoding:", "0\r\n\r\n", 501),
    refusedPost("two transfer encodings", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
    refusedPost(
      "a second transfer encoding that differs", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
      "0\r\n\r\n"),
    refusedPost("a transfer encoding with a control character", "Transfer-Encoding: \u{0B}chunked", "0\r\n\r\n"),
    refusedPost("a transfer encoding with a space before the colon", "Transfer-Encoding : chunked", "0\r\n\r\n"),
    refusedPost("a folded transfer encoding", "Transfer-Encoding:\r\n chunked", "0\r\n\r\n"),
    .refused(
      "chunks in HTTP/1.0", "POST /p HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden, 400),
    WireCase(
      "sized content in HTTP/1.0", "POST /p HTTP/1.0\r\nContent-Length: 2\r\n\r\nhi", ["POST /p hi"], staysOpen: false),
    post("an expectation", "Content-Length: 2\r\nExpect: 100-continue", "", "100"),
    post("an expectation in capitals", "Content-Length: 2\r\nExpect: 100-CONTINUE", "", "100"),
    post("an expectation of chunks", "Transfer-Encoding: chunked\r\nExpect: 100-continue", "", "100"),
    post("an expectation without content", "Expect: 100-continue", "", "POST /p"),
    post("an expectation with empty content", "Expect: 100-continue\r\nContent-Length: 0", "", "POST /p"),
    post("an expectation with content", "Content-Length: 2\r\nExpect: 100-continue", "hi", "POST /p hi"),
    refusedPost("an expectation with a length over the limit", "Content-Length: 101\r\nExpect: 100-continue", "", 413),
    refusedPost("another expectation", "Content-Length: 2\r\nExpect: a", "hi", 417),
    refusedPost("two expectations", "Content-Length: 2\r\nExpect: 100-continue, a", "hi", 417),
    WireCase(
      "an expectation in HTTP/1.0", "POST /p HTTP/1.0\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n", []),
  ]
}
