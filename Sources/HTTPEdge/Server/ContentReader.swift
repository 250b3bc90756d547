import NIOCore

/// Reads the content of one request, delimited by a length or by chunks (RFC 9112 section 7.1), under a limit.
struct ContentReader {
  private enum State {
    case fixed(remaining: Int)
    case chunkSize
    case chunk(remaining: Int)
    case chunkEnd
    case trailers
    case complete
  }

  /// Bytes of a chunk-size line, extensions included.
  ///
  /// No client that we serve sends an extension at all.
  private static let chunkLineLimit = 256

  private let limits: ServerLimits
  private var state: State
  private var received = 0
  private var trailerBytes = 0
  private var trailerCount = 0
  /// What has been kept, when the server keeps content.
  private(set) var content = ByteBuffer()

  /// Prepares to read.
  ///
  /// - Throws: ``HTTPFault/bodyTooLarge(limit:)`` at once when the announced length is over the limit.
  init(_ framing: MessageFraming.Content, limits: ServerLimits) throws(HTTPFault) {
    self.limits = limits
    switch framing {
    case .length(let length):
      if length > limits.bodyBytes { throw .bodyTooLarge(limit: limits.bodyBytes) }
      state = length == 0 ? .complete : .fixed(remaining: length)
    case .chunked:
      state = .chunkSize
    }
  }

  /// Takes from `buffer` what belongs to the content.
  ///
  /// - Returns: whether the content is complete.
  mutating func read(from buffer: inout ByteBuffer) throws(HTTPFault) -> Bool {
    while true {
      switch state {
      case .complete:
        return true
      case .fixed(let remaining):
        let left = remaining - keep(remaining, from: &buffer)
        state = left == 0 ? .complete : .fixed(remaining: left)
        if left > 0 { return false }
      case .chunkSize:
        guard let line = try takeLine(from: &buffer, limit: Self.chunkLineLimit) else { return false }
        let size = try Self.chunkSize(line)
        received += size
        if received > limits.bodyBytes { throw .bodyTooLarge(limit: limits.bodyBytes) }
        state = size == 0 ? .trailers : .chunk(remaining: size)
      case .chunk(let remaining):
        let left = remaining - keep(remaining, from: &buffer)
        state = left == 0 ? .chunkEnd : .chunk(remaining: left)
        if left > 0 { return false }
      case .chunkEnd:
        guard let line = try takeLine(from: &buffer, limit: 2) else { return false }
        if line.readableBytes > 0 { throw .malformed("A chunk is longer than its size says") }
        state = .chunkSize
      case .trailers:
        guard let line = try takeLine(from: &buffer, limit: limits.headBytes) else { return false }
        try noteTrailer(line)
        if line.readableBytes == 0 { state = .complete }
      }
    }
  }

  private mutating func keep(_ count: Int, from buffer: inout ByteBuffer) -> Int {
    let available = min(count, buffer.readableBytes)
    if limits.keepsBodies, var slice = buffer.readSlice(length: available) {
      content.writeBuffer(&slice)
    } else {
      buffer.moveReaderIndex(forwardBy: available)
    }
    return available
  }

  /// Takes one line without its CRLF; nil when it is not complete yet.
  private func takeLine(from buffer: inout ByteBuffer, limit: Int) throws(HTTPFault) -> ByteBuffer? {
    let view = buffer.readableBytesView.prefix(limit)
    guard let lineFeed = view.firstIndex(of: ByteClass.lineFeed) else {
      if buffer.readableBytes >= limit { throw .malformed("A line of chunked content is too long") }
      return nil
    }
    let length = lineFeed - view.startIndex
    guard length > 0, view[lineFeed - 1] == ByteClass.carriageReturn else {
      throw .malformed("A line of chunked content ends with LF alone")
    }
    let line = buffer.readSlice(length: length - 1)
    buffer.moveReaderIndex(forwardBy: 2)
    return line
  }

  private static func chunkSize(_ line: ByteBuffer) throws(HTTPFault) -> Int {
    var size = 0
    var digits = 0
    for byte in line.readableBytesView {
      guard let value = hexadecimal(byte) else { break }
      digits += 1
      if digits > 15 { throw .malformed("A chunk size is too long") }
      size = size << 4 | value
    }
    let rest = line.readableBytesView.dropFirst(digits)
    guard digits > 0, rest.first == nil || rest.first == ChunkExtension.start else {
      throw .malformed("A chunk size is not a hexadecimal number")
    }
    if !rest.isEmpty, !rest.withUnsafeBytes(ChunkExtension.areWellFormed) {
      throw .malformed("A chunk extension is malformed")
    }
    return size
  }

  private static func hexadecimal(_ byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }

  /// Checks a trailer field as strictly as a header field, and forgets it: nothing here reads trailers.
  private mutating func noteTrailer(_ line: ByteBuffer) throws(HTTPFault) {
    trailerBytes += line.readableBytes + 2
    trailerCount += 1
    if trailerBytes > limits.headBytes || trailerCount > limits.headerCount + 1 {
      throw .headTooLarge("The trailer section is too large")
    }
    if !line.withUnsafeReadableBytes(Self.isTrailer) { throw .malformed("A trailer field is malformed") }
  }

  /// Whether `line` is the empty line at the end, or a field other than those that say where a message ends.
  private static func isTrailer(_ line: UnsafeRawBufferPointer) -> Bool {
    let length = ByteClass.tokenLength(line)
    guard length < line.count else { return line.isEmpty }
    let name = UnsafeRawBufferPointer(rebasing: line[..<length])
    return length > 0 && line[length] == ByteClass.colon && ByteClass.isFieldValue(line)
      && !MessageFraming.isDelimiter(name)
  }
}
