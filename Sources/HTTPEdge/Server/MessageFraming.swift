/// What a request head says about the message and the connection, RFC 9112 sections 6 and 9.
struct MessageFraming {
  /// How the content is delimited.
  enum Content: Equatable {
    case length(Int)
    case chunked
  }

  private var contentLength: Int?
  private var hasTransferEncoding = false
  private var isUnknownCoding = false
  private var hosts = 0
  private var asksToClose = false
  private var asksToKeepAlive = false
  private(set) var expectsContinue = false
  private var expectsOther = false

  private static let host: HeaderName = "host"
  private static let expect: HeaderName = "expect"
  private static let connection: HeaderName = "connection"
  private static let contentLengthName: HeaderName = "content-length"
  private static let transferEncoding: HeaderName = "transfer-encoding"
  private static let chunked: HeaderName = "chunked"
  private static let close: HeaderName = "close"
  private static let keepAlive: HeaderName = "keep-alive"
  private static let continueExpectation: HeaderName = "100-continue"

  /// Takes note of one field line; lines that say nothing about framing cost one comparison of lengths.
  mutating func note(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws(HTTPFault) {
    switch name.count {
    case 4 where Self.host.matches(name): try noteHost(value)
    case 6 where Self.expect.matches(name): noteExpect(value)
    case 10 where Self.connection.matches(name): noteConnection(value)
    case 14 where Self.contentLengthName.matches(name): try noteContentLength(value)
    case 17 where Self.transferEncoding.matches(name): try noteTransferEncoding(value)
    default: break
    }
  }

  /// Whether a field called `name` says where a message ends, and so must not stand behind it (RFC 9110 section 6.5.1).
  static func isDelimiter(_ name: UnsafeRawBufferPointer) -> Bool {
    contentLengthName.matches(name) || transferEncoding.matches(name)
  }

  /// Weighs everything once the head is complete.
  ///
  /// - Throws: a fault for whatever two parties could read differently.
  func content(isHTTP10: Bool) throws(HTTPFault) -> Content {
    if hosts != 1, !isHTTP10 { throw .malformed("A request has exactly one Host field") }
    if hasTransferEncoding {
      if contentLength != nil { throw .malformed("Content-Length and Transfer-Encoding exclude each other") }
      if isHTTP10 { throw .malformed("HTTP/1.0 has no Transfer-Encoding") }
      if isUnknownCoding { throw .unsupportedTransferCoding }
    }
    if expectsOther { throw .expectationFailed }
    return hasTransferEncoding ? .chunked : .length(contentLength ?? 0)
  }

  /// Whether the connection stays open after the response, as far as the client is concerned.
  func keepsAlive(isHTTP10: Bool) -> Bool {
    !asksToClose && (!isHTTP10 || asksToKeepAlive)
  }

  private mutating func noteHost(_ value: UnsafeRawBufferPointer) throws(HTTPFault) {
    hosts += 1
    if hosts > 1 { throw .malformed("A request has exactly one Host field") }
    guard ByteClass.isHost(value) else { throw .malformed("The Host field is not a host") }
  }

  private mutating func noteExpect(_ value: UnsafeRawBufferPointer) {
    if Self.continueExpectation.matches(value) { expectsContinue = true } else { expectsOther = true }
  }

  private mutating func noteConnection(_ value: UnsafeRawBufferPointer) {
    var rest = value.startIndex..<value.endIndex
    while !rest.isEmpty {
      let comma = value[rest].firstIndex(of: UInt8(ascii: ",")) ?? rest.upperBound
      let option = UnsafeRawBufferPointer(rebasing: value[ByteClass.trimmed(rest.lowerBound..<comma, of: value)])
      if Self.close.matches(option) { asksToClose = true }
      if Self.keepAlive.matches(option) { asksToKeepAlive = true }
      rest = min(comma + 1, rest.upperBound)..<rest.upperBound
    }
  }

  private mutating func noteContentLength(_ value: UnsafeRawBufferPointer) throws(HTTPFault) {
    if contentLength != nil { throw .malformed("A request has at most one Content-Length field") }
    guard let length = Self.decimal(value) else { throw .malformed("Content-Length is not a number") }
    contentLength = length
  }

  private mutating func noteTransferEncoding(_ value: UnsafeRawBufferPointer) throws(HTTPFault) {
    if hasTransferEncoding { throw .malformed("A request has at most one Transfer-Encoding field") }
    hasTransferEncoding = true
    isUnknownCoding = !Self.chunked.matches(value)
  }

  /// Digits only, at most 18 of them: no sign, no list, no white space.
  private static func decimal(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard (1...18).contains(bytes.count) else { return nil }
    var value = 0
    for byte in bytes {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }
}
