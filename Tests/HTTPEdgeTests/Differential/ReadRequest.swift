import NIOCore
import NIOEmbedded
import NIOHTTP1

@testable import HTTPEdge

/// A request as one of two readers understood it.
struct ReadRequest: Equatable {
  var method: String
  var target: String
  var fields: [String]
  var body: [UInt8]
}

extension ReadRequest {
  /// What our reader makes of `bytes`, up to the first fault or the first request after which the connection ends.
  static func ours(_ bytes: [UInt8], limits: ServerLimits) -> [ReadRequest] {
    var reader = RequestReader(limits: limits)
    var buffer = ByteBuffer(bytes: bytes)
    var requests: [ReadRequest] = []
    while let message = try? reader.next(from: &buffer) {
      requests.append(
        ReadRequest(
          method: message.line.method.name,
          target: message.line.query.map { "\(message.line.path)?\($0)" } ?? message.line.path,
          fields: message.headers.all.map { "\($0.name): \($0.value)" }, body: Array(message.body.readableBytesView)))
      // llhttp reads nothing behind a request for an upgrade, whether it is granted or not.
      if !message.keepsAlive || message.headers.count(of: "Upgrade") > 0 { break }
    }
    return requests
  }

  /// What NIO's decoder makes of `bytes`, up to its first error.
  static func nio(_ bytes: [UInt8]) throws -> [ReadRequest] {
    let channel = EmbeddedChannel(handler: ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)))
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    _ = try? channel.writeInbound(ByteBuffer(bytes: bytes))
    var requests: [ReadRequest] = []
    var incomplete: ReadRequest?
    while let part = try channel.readInbound(as: HTTPServerRequestPart.self) {
      switch part {
      case .head(let head):
        incomplete = ReadRequest(
          method: head.method.rawValue, target: head.uri,
          fields: head.headers.map { "\($0.name): \(trimmed($0.value))" }, body: [])
      case .body(let content):
        incomplete?.body += content.readableBytesView
      case .end:
        if let complete = incomplete { requests.append(complete) }
        incomplete = nil
      }
    }
    _ = try? channel.finish(acceptAlreadyClosed: true)
    return requests
  }

  /// A value without the tabs and spaces behind it, which RFC 9110 section 5.5 has not count; llhttp leaves tabs there.
  private static func trimmed(_ value: String) -> String {
    var value = value
    while value.hasSuffix(" ") || value.hasSuffix("\t") { value.removeLast() }
    return value
  }

  /// The request with the part of an absolute target that we route by.
  var inOriginForm: ReadRequest {
    guard let scheme = target.firstRange(of: "://"), !target.hasPrefix("/") else { return self }
    var copy = self
    let rest = target[scheme.upperBound...]
    let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    copy.target = (end < rest.endIndex && rest[end] == "/" ? "" : "/") + rest[end...]
    return copy
  }

  /// Whether NIO knows the method at all: llhttp has a list, RFC 9110 has not.
  var hasKnownMethod: Bool {
    ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].contains(method)
  }
}
