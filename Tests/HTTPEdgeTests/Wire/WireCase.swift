import HTTPEdge
import NIOCore
import Testing

/// Bytes that a client sends on a fresh connection, and what comes of them.
struct WireCase: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  /// The echo of each request that is served, and the status of what is refused, in order.
  let outcomes: [String]
  /// Whether the connection is still open afterwards.
  let staysOpen: Bool

  var testDescription: String { name }

  init(_ name: String, _ text: String, _ outcomes: [String], staysOpen: Bool = true) {
    self.name = name
    self.bytes = wireBytes(text)
    self.outcomes = outcomes
    self.staysOpen = staysOpen
  }

  /// Something that is refused at once, and ends the connection.
  static func refused(_ name: String, _ text: String, _ status: Int) -> WireCase {
    WireCase(name, text, ["\(status)"], staysOpen: false)
  }

  /// A request whose head is fine but for `field`, which stands between `Host` and the empty line.
  static func field(_ name: String, _ field: String, _ outcomes: String..., staysOpen: Bool = true) -> WireCase {
    WireCase(name, "GET / HTTP/1.1\r\nHost: a\r\n\(field)\r\n\r\n", outcomes, staysOpen: staysOpen)
  }

  /// A field that is refused.
  static func refusedField(_ name: String, _ field: String, _ status: Int = 400) -> WireCase {
    .refused(name, "GET / HTTP/1.1\r\nHost: a\r\n\(field)\r\n\r\n", status)
  }

  /// A chunked request; `content` is everything behind the head.
  static func chunked(_ name: String, _ content: String, _ outcomes: String..., staysOpen: Bool = true) -> WireCase {
    WireCase(
      name, "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\(content)", outcomes,
      staysOpen: staysOpen)
  }

  /// Chunked content that is refused.
  static func refusedChunks(_ name: String, _ content: String, _ status: Int = 400) -> WireCase {
    .refused(name, "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\(content)", status)
  }

  /// Limits so small that every case can be fed in every split.
  static let limits: ServerLimits = {
    var limits = ServerLimits()
    limits.requestLineBytes = 64
    limits.headBytes = 512
    limits.headerCount = 8
    limits.bodyBytes = 100
    limits.keepsBodies = true
    return limits
  }()

  /// Those that somebody is refused for.
  static var hostile: [WireCase] {
    all.filter { $0.outcomes.contains { ("400"..."599").contains($0) } }
  }

  static let all = requestLines + fields + framing + chunks + connections
}
