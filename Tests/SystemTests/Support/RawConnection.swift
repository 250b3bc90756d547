import NIOCore
import NIOPosix

/// A connection that says exactly the bytes it is told to.
struct RawConnection {
  private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
  private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  private var unread = ""

  /// Connects, converses, and closes.
  static func open<Result: Sendable>(
    port: Int, _ body: (inout RawConnection) async throws -> Result
  ) async throws -> Result {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      var connection = RawConnection(inbound: inbound.makeAsyncIterator(), outbound: outbound)
      return try await body(&connection)
    }
  }

  func send(_ text: String) async throws {
    try await outbound.write(ByteBuffer(string: text))
  }

  func send(_ bytes: [UInt8]) async throws {
    try await outbound.write(ByteBuffer(bytes: bytes))
  }

  /// Sends a request for `path` with these further lines.
  func request(_ method: String, _ path: String, _ lines: String...) async throws {
    try await send("\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n" + lines.map { $0 + "\r\n" }.joined() + "\r\n")
  }

  /// Reads the next head: its lines without the empty one.
  mutating func readHead() async throws -> [String] {
    while true {
      if let end = unread.firstRange(of: "\r\n\r\n") {
        let lines = unread[..<end.lowerBound].split(separator: "\r\n").map(String.init)
        unread = String(unread[end.upperBound...])
        return lines
      }
      try await readMore()
    }
  }

  /// Reads the next response: its head, and as much content as that announces.
  mutating func readResponse() async throws -> (head: [String], body: String) {
    let head = try await readHead()
    let length = head.lazy.compactMap { $0.value(of: "Content-Length") }.first.flatMap { Int($0) } ?? 0
    while unread.utf8.count < length { try await readMore() }
    let body = String(decoding: unread.utf8.prefix(length), as: UTF8.self)
    unread = String(decoding: unread.utf8.dropFirst(length), as: UTF8.self)
    return (head, body)
  }

  /// Reads until the server closes; the text that came and was not read before.
  mutating func readToEnd() async throws -> String {
    while let bytes = try await inbound.next(isolation: #isolation) { unread += String(buffer: bytes) }
    return unread
  }

  mutating func readMore() async throws {
    guard let bytes = try await inbound.next(isolation: #isolation) else { throw ClosedEarly(unread: unread) }
    unread += String(buffer: bytes)
  }

  struct ClosedEarly: Error {
    let unread: String
  }
}

extension String {
  /// The value of a header line called `name`.
  func value(of name: String) -> String? {
    guard lowercased().hasPrefix(name.lowercased() + ": ") else { return nil }
    return String(dropFirst(name.count + 2))
  }
}

extension [String] {
  /// The first value of the header called `name` among the lines of a head.
  func value(of name: String) -> String? {
    lazy.compactMap { $0.value(of: name) }.first
  }
}
