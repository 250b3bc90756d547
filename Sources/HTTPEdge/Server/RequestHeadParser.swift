import Glibc

/// Reads a request head, line by line as lines arrive, and refuses everything that is not exactly HTTP/1.1.
///
/// Strict on purpose: whatever two parties in a chain could read differently (bare LF, folded lines, space before a colon,
/// repeated lengths, control characters) is the raw material of request smuggling, and no gateway sends it.
struct RequestHeadParser {
  /// A complete head and the number of bytes that it took.
  struct Head {
    let line: RequestLine
    let fields: [RequestHeaders.Field]
    let framing: MessageFraming
    let length: Int
  }

  private let limits: ServerLimits
  private var line: RequestLine?
  private var fields: [RequestHeaders.Field] = []
  private var framing = MessageFraming()
  private var lineStart = 0
  private var searched = 0

  init(limits: ServerLimits) {
    self.limits = limits
  }

  /// Whether part of a request has been seen.
  var hasBegun: Bool { searched > 0 }

  /// The method, once the request line has been read.
  var method: HTTPMethod? { line?.method }

  /// Reads on; nil when more bytes are needed.
  ///
  /// - Parameter bytes: everything from the start of the head; on a later call the same bytes and more.
  mutating func parse(_ bytes: UnsafeRawBufferPointer) throws(HTTPFault) -> Head? {
    while let lineEnd = indexOfLineFeed(in: bytes) {
      // In the order in which the bytes may have come: what has two faults is refused for the same one, however it is split.
      if line == nil { try checkStart(bytes) }
      try checkLength(isRequestLine: line == nil, upTo: lineEnd + 1)
      guard lineEnd > lineStart, bytes[lineEnd - 1] == ByteClass.carriageReturn else {
        throw .malformed("A line ends with LF alone")
      }
      let content = lineStart..<(lineEnd - 1)
      let isFirst = lineStart == 0
      lineStart = lineEnd + 1
      searched = lineStart
      if let line {
        if content.isEmpty { return Head(line: line, fields: fields, framing: framing, length: lineStart) }
        try parseField(content, of: bytes)
      } else if !content.isEmpty {
        line = try RequestLine(UnsafeRawBufferPointer(rebasing: bytes[content]))
      } else if !isFirst {
        // One empty line before a request is forgiven, RFC 9112 section 2.2.
        throw .malformed("Empty lines instead of a request")
      }
    }
    searched = bytes.count
    try checkStart(bytes)
    try checkLength(isRequestLine: line == nil, upTo: bytes.count)
    return nil
  }

  private func indexOfLineFeed(in bytes: UnsafeRawBufferPointer) -> Int? {
    guard searched < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + searched, Int32(ByteClass.lineFeed), bytes.count - searched)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }

  private func checkLength(isRequestLine: Bool, upTo length: Int) throws(HTTPFault) {
    if isRequestLine, length > limits.requestLineBytes + 2 {
      throw .headTooLarge("The request line is longer than \(limits.requestLineBytes) bytes")
    }
    if length > limits.headBytes { throw .headTooLarge("The request head is longer than \(limits.headBytes) bytes") }
  }

  /// Refuses at once what can never become a request, such as the start of a TLS handshake, instead of waiting for its end.
  private func checkStart(_ bytes: UnsafeRawBufferPointer) throws(HTTPFault) {
    guard line == nil, lineStart < bytes.count, bytes[lineStart] != ByteClass.carriageReturn,
      bytes[lineStart] != ByteClass.lineFeed
    else { return }
    let start = UnsafeRawBufferPointer(rebasing: bytes[lineStart..<(lineStart + 1)])
    if ByteClass.tokenLength(start) == 0 { throw .malformed("The request line does not start with a method") }
  }

  private mutating func parseField(_ range: Range<Int>, of bytes: UnsafeRawBufferPointer) throws(HTTPFault) {
    let line = UnsafeRawBufferPointer(rebasing: bytes[range])
    let nameLength = ByteClass.tokenLength(line)
    guard nameLength > 0, nameLength < line.count, line[nameLength] == ByteClass.colon else {
      throw .malformed(Self.explanation(of: line))
    }
    if fields.count == limits.headerCount {
      throw .headTooLarge("The request has more than \(limits.headerCount) header fields")
    }
    let name = range.lowerBound..<(range.lowerBound + nameLength)
    let value = ByteClass.trimmed((name.upperBound + 1)..<range.upperBound, of: bytes)
    let valueBytes = UnsafeRawBufferPointer(rebasing: bytes[value])
    guard ByteClass.isFieldValue(valueBytes) else { throw .malformed("A header field has a control character") }
    try framing.note(UnsafeRawBufferPointer(rebasing: bytes[name]), valueBytes)
    if fields.isEmpty { fields.reserveCapacity(24) }
    fields.append(RequestHeaders.Field(name: name, value: value))
  }

  private static func explanation(of line: UnsafeRawBufferPointer) -> String {
    switch line.first {
    case ByteClass.space, ByteClass.htab: "A header field is folded over two lines"
    case ByteClass.colon: "A header field has no name"
    default: "A header field name has a character that it must not have"
    }
  }
}
