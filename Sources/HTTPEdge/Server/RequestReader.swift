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

  /// The complete head of a request.
  struct Head {
    let line: RequestLine
    let headers: RequestHeaders
  }

  private struct Incomplete {
    let head: Head
    let keepsAlive: Bool
    var content: ContentReader
  }

  private let limits: ServerLimits
  private var head: RequestHeadParser
  private var incomplete: Incomplete?
  private var headAtFault: Head?
  /// Whether the client waits for `100 Continue` before it sends its content; the server resets it.
  var awaitsContinue = false

  init(limits: ServerLimits) {
    self.limits = limits
    head = RequestHeadParser(limits: limits)
  }

  /// Whether a request has begun to arrive and is not complete.
  var isMidMessage: Bool { incomplete != nil || head.hasBegun }

  /// The head of the request that is arriving or at fault; nil as long as it is not complete.
  var completeHead: Head? { headAtFault ?? incomplete?.head }

  /// The method of the request that is arriving or at fault; nil as long as it is unknown.
  var method: HTTPMethod? { completeHead?.line.method ?? head.method }

  /// Takes the next complete request from `buffer`; nil when more bytes are needed.
  ///
  /// After a fault the connection's bytes have no meaning any more.
  mutating func next(from buffer: inout ByteBuffer) throws(HTTPFault) -> Message? {
    if incomplete == nil { incomplete = try readHead(from: &buffer) }
    guard var message = incomplete else { return nil }
    // The content is read in place: no second reference while it grows.
    incomplete = nil
    let isComplete: Bool
    do throws(HTTPFault) {
      isComplete = try message.content.read(from: &buffer)
    } catch {
      headAtFault = message.head
      throw error
    }
    guard isComplete else {
      incomplete = message
      return nil
    }
    awaitsContinue = false
    return Message(
      line: message.head.line, headers: message.head.headers, body: message.content.content,
      keepsAlive: message.keepsAlive)
  }

  private mutating func readHead(from buffer: inout ByteBuffer) throws(HTTPFault) -> Incomplete? {
    guard buffer.readableBytes > 0 else { return nil }
    let parsed = try buffer.withUnsafeReadableBytes { (bytes) throws(HTTPFault) in try head.parse(bytes) }
    guard let parsed, let bytes = buffer.readSlice(length: parsed.length) else { return nil }
    head = RequestHeadParser(limits: limits)
    let complete = Head(line: parsed.line, headers: RequestHeaders(bytes: bytes, fields: parsed.fields))
    do throws(HTTPFault) {
      return try begin(complete, parsed.framing)
    } catch {
      headAtFault = complete
      throw error
    }
  }

  private mutating func begin(_ head: Head, _ framing: MessageFraming) throws(HTTPFault) -> Incomplete {
    let isHTTP10 = head.line.isHTTP10
    let extent = try framing.content(isHTTP10: isHTTP10)
    let content = try ContentReader(extent, limits: limits)
    awaitsContinue = framing.expectsContinue && !isHTTP10 && extent != .length(0)
    return Incomplete(head: head, keepsAlive: framing.keepsAlive(isHTTP10: isHTTP10), content: content)
  }
}
