import NIOCore
import RedisClient

/// Redis' replies: the whole, pieces and single bytes give the same values and the same end, a fault or a wish for more; no value is
/// larger than the limits allow.
enum RESPDecoding {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    let whole = try DecodedStream([bytes[...]])
    try Violation.unless(DecodedStream(bytes.pieces) == whole, "pieces say something else than the whole")
    try Violation.unless(DecodedStream(bytes.singles) == whole, "single bytes say something else")
  }
}

/// What a stream of bytes came to.
private struct DecodedStream: Equatable {
  /// So small that short inputs reach them.
  private static let limits = {
    var limits = RESPLimits()
    (limits.stringBytes, limits.elements, limits.depth, limits.lineBytes) = (64, 16, 4, 32)
    return limits
  }()

  private var values: [RESPValue] = []
  private var fault: RESPFault?
  /// Bytes that wait for others; of no meaning after a fault.
  private var rest = 0

  init(_ pieces: [ArraySlice<UInt8>]) throws(Violation) {
    var decoder = RESPDecoder(limits: Self.limits)
    var buffer = ByteBuffer()
    do throws(RESPFault) {
      for piece in pieces {
        buffer.writeBytes(piece)
        while let value = try decoder.next(from: &buffer) { values.append(value) }
      }
      rest = buffer.readableBytes
    } catch {
      fault = error
    }
    for value in values { try value.check(Self.limits) }
  }

  static func == (one: Self, other: Self) -> Bool {
    one.fault == other.fault && one.rest == other.rest && one.values.count == other.values.count
      && zip(one.values, other.values).allSatisfy { $0.isSame(as: $1) }
  }
}

extension RESPValue {
  /// Insists on a size within the limits.
  fileprivate func check(_ limits: RESPLimits, depth: Int = 0) throws(Violation) {
    try Violation.unless(depth <= limits.depth, "too deep")
    switch self {
    case .string(let bytes): try Violation.unless(bytes.readableBytes <= limits.stringBytes, "too long a string")
    case .bigNumber(let digits): try Violation.unless(digits.utf8.count < limits.lineBytes, "too long a line")
    case .array(let values), .push(let values):
      try Violation.unless(values.count <= limits.elements, "too many elements")
      for value in values { try value.check(limits, depth: depth + 1) }
    case .map(let pairs):
      try Violation.unless(pairs.count <= limits.elements, "too many entries")
      for pair in pairs {
        try pair.key.check(limits, depth: depth + 1)
        try pair.value.check(limits, depth: depth + 1)
      }
    case .error, .integer, .double, .boolean, .null: break
    }
  }

  /// Whether it is the same; unlike with `==`, what is no number is the same as itself.
  fileprivate func isSame(as other: RESPValue) -> Bool {
    switch (self, other) {
    case (.double(let one), .double(let other)): one.bitPattern == other.bitPattern
    case (.array(let one), .array(let other)), (.push(let one), .push(let other)):
      one.count == other.count && zip(one, other).allSatisfy { $0.isSame(as: $1) }
    case (.map(let one), .map(let other)):
      one.count == other.count
        && zip(one, other).allSatisfy { $0.key.isSame(as: $1.key) && $0.value.isSame(as: $1.value) }
    default: self == other
    }
  }
}
