package import NIOCore

/// Turns bytes into replies, however they are cut into pieces.
///
/// What was read of an aggregate is kept between two calls, so that a long reply in small pieces costs no more than in
/// one. Streamed aggregates and strings of unknown length, which no server sends, are refused.
package struct RESPDecoder: Sendable {
  /// An aggregate whose elements have not all come.
  fileprivate struct Aggregate: Sendable {
    enum Kind: Sendable {
      case array, map, push
      /// Remarks about the value that follows; nobody asks for them.
      case attribute
    }

    let kind: Kind
    /// Values that are still to come; two for each entry of a map.
    var missing: Int
    var values: [RESPValue] = []
  }

  private enum Token {
    case value(RESPValue)
    case begin(Aggregate.Kind, Int)
  }

  /// `\r\n`.
  private static let lineEnd: UInt16 = 0x0D0A

  private let limits: RESPLimits
  private var open: [Aggregate] = []

  package init(limits: RESPLimits = RESPLimits()) {
    self.limits = limits
  }

  /// Reads the next reply; nil when more bytes are needed.
  ///
  /// - Throws: ``RESPFault`` when what came is no reply.
  package mutating func next(from buffer: inout ByteBuffer) throws(RESPFault) -> RESPValue? {
    while let token = try token(from: &buffer) {
      switch token {
      case .begin(let kind, let count):
        guard open.count < limits.depth else { throw .tooDeep }
        open.append(Aggregate(kind: kind, missing: count))
        if let value = closed() { return value }
      case .value(let value):
        if let value = add(value) { return value }
      }
    }
    return nil
  }

  /// Puts a value into the innermost aggregate; the reply when that makes it complete.
  private mutating func add(_ value: RESPValue) -> RESPValue? {
    guard !open.isEmpty else { return value }
    open[open.count - 1].values.append(value)
    open[open.count - 1].missing -= 1
    return closed()
  }

  /// Closes the aggregates that are complete; the reply when that was the outermost.
  private mutating func closed() -> RESPValue? {
    while let last = open.last, last.missing == 0 {
      open.removeLast()
      guard let value = last.value else { continue }
      guard !open.isEmpty else { return value }
      open[open.count - 1].values.append(value)
      open[open.count - 1].missing -= 1
    }
    return nil
  }

  private func token(from buffer: inout ByteBuffer) throws(RESPFault) -> Token? {
    var rest = buffer
    guard let type = rest.readInteger(as: UInt8.self) else { return nil }
    // Before the line, which may never end.
    guard type.beginsReply else { throw .unknownType(type) }
    guard let line = try line(from: &rest) else { return nil }
    guard let token = try token(type, line, &rest) else { return nil }
    buffer = rest
    return token
  }

  private func token(_ type: UInt8, _ line: ByteBuffer, _ rest: inout ByteBuffer) throws(RESPFault) -> Token? {
    switch type {
    case UInt8(ascii: "+"): return .value(.string(line))
    case UInt8(ascii: "-"): return .value(.error(RedisError(String(buffer: line))))
    case UInt8(ascii: ":"): return .value(.integer(try line.integer))
    case UInt8(ascii: ","): return .value(.double(try line.double))
    case UInt8(ascii: "#"): return .value(.boolean(try line.boolean))
    case UInt8(ascii: "("): return .value(.bigNumber(try line.digits))
    case UInt8(ascii: "_"):
      guard line.readableBytes == 0 else { throw .malformed("null") }
      return .value(.null)
    case UInt8(ascii: "$"): return try string(line, &rest).map { .value($0.map(RESPValue.string) ?? .null) }
    case UInt8(ascii: "="):
      guard let bytes = try string(line, &rest) else { return nil }
      return .value(.string(try verbatim(bytes)))
    case UInt8(ascii: "!"):
      return try string(line, &rest).map { .value(.error(RedisError($0.map { String(buffer: $0) } ?? ""))) }
    case UInt8(ascii: "*"): return try aggregate(.array, line)
    case UInt8(ascii: "~"): return try aggregate(.array, line)
    case UInt8(ascii: ">"): return try aggregate(.push, line)
    case UInt8(ascii: "%"): return try aggregate(.map, line)
    case UInt8(ascii: "|"): return try aggregate(.attribute, line)
    default: throw .unknownType(type)
    }
  }

  /// The bytes up to the end of the line; nil when that has not come.
  private func line(from buffer: inout ByteBuffer) throws(RESPFault) -> ByteBuffer? {
    let limit = limits.lineBytes
    let end = buffer.withUnsafeReadableBytes { $0.prefix(limit).firstIndex(of: UInt8(ascii: "\r")) }
    guard let end else {
      if buffer.readableBytes >= limit { throw .tooLong }
      return nil
    }
    guard end + 1 < buffer.readableBytes else { return nil }
    guard buffer.getInteger(at: buffer.readerIndex + end + 1) == UInt8(ascii: "\n") else {
      throw .malformed("end of line")
    }
    let line = buffer.readSlice(length: end)
    buffer.moveReaderIndex(forwardBy: 2)
    return line
  }

  /// The bytes of a string: nil when they have not all come, a nil within when the string is null.
  private func string(_ line: ByteBuffer, _ rest: inout ByteBuffer) throws(RESPFault) -> ByteBuffer?? {
    let length = try line.integer
    if length == -1 { return .some(nil) }
    guard length >= 0 else { throw .malformed("length") }
    guard length <= limits.stringBytes else { throw .tooLong }
    guard rest.readableBytes >= Int(length) + 2, let bytes = rest.readSlice(length: Int(length)) else { return nil }
    guard rest.readInteger(as: UInt16.self) == Self.lineEnd else { throw .malformed("end of string") }
    return .some(bytes)
  }

  /// A verbatim string without the three letters and the colon that name its format.
  private func verbatim(_ bytes: ByteBuffer?) throws(RESPFault) -> ByteBuffer {
    guard var bytes, let format = bytes.readBytes(length: 4), format.last == UInt8(ascii: ":") else {
      throw .malformed("verbatim string")
    }
    return bytes
  }

  private func aggregate(_ kind: Aggregate.Kind, _ line: ByteBuffer) throws(RESPFault) -> Token {
    let count = try line.integer
    if count == -1, case .array = kind { return .value(.null) }
    guard count >= 0 else { throw .malformed("count") }
    guard count <= limits.elements else { throw .tooLong }
    switch kind {
    case .map, .attribute: return .begin(kind, Int(count) * 2)
    case .array, .push: return .begin(kind, Int(count))
    }
  }
}

extension RESPDecoder.Aggregate {
  /// The value that it makes; nil for what is passed over.
  fileprivate var value: RESPValue? {
    switch kind {
    case .array: .array(values)
    case .push: .push(values)
    case .map: .map(stride(from: 0, to: values.count, by: 2).map { RESPPair(key: values[$0], value: values[$0 + 1]) })
    case .attribute: nil
    }
  }
}

extension UInt8 {
  /// Whether some reply begins with this byte.
  fileprivate var beginsReply: Bool {
    switch self {
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "#"),
      UInt8(ascii: "("), UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "="), UInt8(ascii: "!"),
      UInt8(ascii: "*"), UInt8(ascii: "~"), UInt8(ascii: ">"), UInt8(ascii: "%"), UInt8(ascii: "|"):
      true
    default: false
    }
  }
}
