package import Identifiers

/// The field `traceparent`, W3C Trace Context section 3.2.
package struct TraceParent: Sendable, Equatable {
  package let traceID: TraceID
  package let parentID: SpanID
  package let isSampled: Bool

  /// Reads a value: version, trace, parent and flags; nil for what the recommendation tells us to ignore.
  ///
  /// Versions of the future are read as far as this one goes.
  package init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 55, bytes[2] == .hyphen, bytes[35] == .hyphen, bytes[52] == .hyphen,
      let version = bytes.hexadecimal(0..<2), version != 0xFF,
      let high = bytes.hexadecimal(3..<19), let low = bytes.hexadecimal(19..<35),
      let parent = bytes.hexadecimal(36..<52), let flags = bytes.hexadecimal(53..<55),
      let traceID = TraceID(high: high, low: low), let parentID = SpanID(parent)
    else { return nil }
    // Version 00 ends here; what a later one adds is set apart.
    guard bytes.count == 55 || version != 0 && bytes[55] == .hyphen else { return nil }
    self.traceID = traceID
    self.parentID = parentID
    isSampled = flags & 1 == 1
  }
}

extension TraceContext {
  /// The field `traceparent` for what begins here.
  package var traceParent: String { "00-\(traceID)-\(spanID)-\(isSampled ? "01" : "00")" }
}

extension UInt8 {
  fileprivate static let hyphen = UInt8(ascii: "-")
}

extension UnsafeRawBufferPointer {
  /// The number that digits in small letters stand for; nil when one is none.
  fileprivate func hexadecimal(_ range: Range<Int>) -> UInt64? {
    var value: UInt64 = 0
    for index in range {
      let byte = self[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt64(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt64(byte - UInt8(ascii: "a") + 10)
      default: return nil
      }
    }
    return value
  }
}
