import NIOCore

/// Turns the bytes of a connection into requests, one after the other.
struct RequestReader {
  /// A request as it stands on the wire, before the server gives it an id.
  struct Message {
    let line: RequestLine
    let headers: RequestHeaders
    let body: ByteBuffer
    /// Whether the client wants the connection to stay open.
    let keepsAlive: Bool
  }

  private struct Incomplete {
    let line: RequestLine
    let headers: RequestHeaders
    let keepsAlive: Bool
    var content: ContentReader
  }

  private let limits: ServerLimits
  private var head: RequestHeadParser
  private var incomplete: Incomplete?
  /// The method of the last complete head, until its content is complete.
  private var methodOfHead: HTTPMethod?
  /// Whether the client waits for `100 Continue` before it sends its content; the server resets it.
  var awaitsContinue = false

  init(limits: ServerLimits) {
    self.limits = limits
    head = RequestHeadParser(limits: limits)
  }

  /// Whether a request has begun to arrive and is not complete.
  var isMidMessage: Bool { incomplete != nil || head.hasBegun }

  /// The method of the request that is arriving or at fault; nil as long as it is unknown.
  var method: HTTPMethod? { methodOfHead ?? head.method }

  /// Takes the next complete request from `buffer`; nil when more bytes are needed.
  ///
  /// After a fault the connection's bytes have no meaning any more.
  mutating func next(from buffer: inout ByteBuffer) throws(HTTPFault) -> Message? {
    if incomplete == nil { incomplete = try readHead(from: &buffer) }
    guard var message = incomplete else { return nil }
    // The content is read in place: no second reference while it grows.
    incomplete = nil
    let isComplete = try message.content.read(from: &buffer)
    guard isComplete else {
      incomplete = message
      return nil
    }
    awaitsContinue = false
    methodOfHead = nil
    return Message(
      line: message.line, headers: message.headers, body: message.content.content, keepsAlive: message.keepsAlive)
  }

  private mutating func readHead(from buffer: inout ByteBuffer) throws(HTTPFault) -> Incomplete? {
    guard buffer.readableBytes > 0 else { return nil }
    let parsed = try buffer.withUnsafeReadableBytes { (bytes) throws(HTTPFault) in try head.parse(bytes) }
    guard let parsed, let bytes = buffer.readSlice(length: parsed.length) else { return nil }
    head = RequestHeadParser(limits: limits)
    methodOfHead = parsed.line.method
    let isHTTP10 = parsed.line.isHTTP10
    let framing = try parsed.framing.content(isHTTP10: isHTTP10)
    let content = try ContentReader(framing, limits: limits)
    awaitsContinue = parsed.framing.expectsContinue && !isHTTP10 && framing != .length(0)
    return Incomplete(
      line: parsed.line, headers: RequestHeaders(bytes: bytes, fields: parsed.fields),
      keepsAlive: parsed.framing.keepsAlive(isHTTP10: isHTTP10), content: content)
  }
}
