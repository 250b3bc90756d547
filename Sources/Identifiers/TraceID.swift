/// Sixteen bytes that name a trace; never all zero.
package struct TraceID: Sendable, Hashable {
  package let high: UInt64
  package let low: UInt64

  /// Nil for the one that names none.
  package init?(high: UInt64, low: UInt64) {
    guard high | low != 0 else { return nil }
    self.high = high
    self.low = low
  }
}

/// Eight bytes that name a span; never all zero.
package struct SpanID: Sendable, Hashable {
  package let bits: UInt64

  /// Nil for the one that names none.
  package init?(_ bits: UInt64) {
    guard bits != 0 else { return nil }
    self.bits = bits
  }
}

extension TraceID: CustomStringConvertible {
  /// 32 hexadecimal digits in small letters.
  package var description: String { high.hexadecimal + low.hexadecimal }
}

extension SpanID: CustomStringConvertible {
  /// 16 hexadecimal digits in small letters.
  package var description: String { bits.hexadecimal }
}

extension UInt64 {
  /// 16 digits.
  fileprivate var hexadecimal: String {
    let digits = String(self, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
