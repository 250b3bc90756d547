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

  /// Draws one.
  package init(from pool: inout RandomPool) {
    high = pool.next()
    // One word that is not zero is enough.
    low = Swift.max(1, pool.next())
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

  /// Draws one.
  package init(from pool: inout RandomPool) {
    bits = Swift.max(1, pool.next())
  }
}

extension TraceID: CustomStringConvertible {
  /// 32 hexadecimal digits in small letters.
  package var description: String {
    String(unsafeUninitializedCapacity: 32) { buffer in
      high.writeHexadecimal(to: buffer, at: 0)
      low.writeHexadecimal(to: buffer, at: 16)
      return 32
    }
  }
}

extension SpanID: CustomStringConvertible {
  /// 16 hexadecimal digits in small letters.
  package var description: String {
    String(unsafeUninitializedCapacity: 16) { buffer in
      bits.writeHexadecimal(to: buffer, at: 0)
      return 16
    }
  }
}

extension UInt64 {
  /// Writes 16 digits.
  fileprivate func writeHexadecimal(to buffer: UnsafeMutableBufferPointer<UInt8>, at start: Int) {
    for index in 0..<16 {
      let digit = UInt8(truncatingIfNeeded: self >> UInt64(60 - 4 * index)) & 15
      buffer[start + index] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }
  }
}
