import Identifiers

// Bytes of lines.

extension [UInt8] {
  mutating func append(_ value: LogLine.Value) {
    switch value {
    case .string(let text): appendJSON(text)
    case .integer(let number): appendDecimal(number)
    case .thousandths(let number): appendThousandths(number)
    }
  }

  /// Appends 32 hexadecimal digits.
  mutating func append(_ id: TraceID) {
    appendHexadecimal(id.high)
    appendHexadecimal(id.low)
  }

  /// Appends 16 hexadecimal digits.
  mutating func append(_ id: SpanID) {
    appendHexadecimal(id.bits)
  }

  private mutating func appendHexadecimal(_ word: UInt64) {
    let digits = InlineArray<16, UInt8> { place in
      let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - 4 * place)) & 15
      return digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }
    digits.span.withUnsafeBufferPointer { append(contentsOf: $0) }
  }

  /// Appends a number without making text of it.
  private mutating func appendDecimal(_ number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    appendDigits(number.magnitude)
  }

  private mutating func appendDigits(_ number: UInt) {
    if number >= 10 { appendDigits(number / 10) }
    append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }

  private mutating func appendThousandths(_ number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    let (whole, fraction) = number.magnitude.quotientAndRemainder(dividingBy: 1000)
    appendDigits(whole)
    guard fraction > 0 else { return }
    append(UInt8(ascii: "."))
    var (rest, divisor) = (fraction, UInt(100))
    while rest > 0 {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / divisor))
      (rest, divisor) = (rest % divisor, divisor / 10)
    }
  }

  /// Appends text in quotes as JSON has it (RFC 8259, section 7).
  mutating func appendJSON(_ text: String) {
    append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { bytes in
      // Without a way out of the loop, so that many bytes are looked at together.
      var special: UInt8 = 0
      for byte in bytes {
        special |= (byte < 0x20 ? 1 : 0) | (byte == UInt8(ascii: "\"") ? 1 : 0) | (byte == UInt8(ascii: "\\") ? 1 : 0)
      }
      if special == 0 { return append(contentsOf: bytes) }
      for byte in bytes { appendEscaped(byte) }
    }
    append(UInt8(ascii: "\""))
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      append(UInt8(ascii: "\\"))
      append(byte)
    case ..<0x20:
      append(contentsOf: #"\u00"#.utf8)
      append(byte >> 4 < 10 ? UInt8(ascii: "0") + byte >> 4 : UInt8(ascii: "a") + (byte >> 4 - 10))
      append(byte & 15 < 10 ? UInt8(ascii: "0") + byte & 15 : UInt8(ascii: "a") + (byte & 15 - 10))
    default: append(byte)
    }
  }

  /// Appends text without what could move a terminal's cursor or begin a line that is none of ours.
  mutating func appendVisible(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      if bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) { return append(contentsOf: bytes) }
      for byte in bytes { append(byte < 0x20 || byte == 0x7F ? UInt8(ascii: "?") : byte) }
    }
  }

  /// Appends milliseconds since 1970 as `2026-11-25T12:00:00.000Z`.
  mutating func appendTimestamp(_ milliseconds: Int64) {
    let (days, time) = milliseconds.flooredQuotient(by: 86_400_000)
    // Days into a calendar whose years begin in March (Howard Hinnant, "chrono-compatible low-level date algorithms").
    let shifted = days + 719_468
    let era = shifted.flooredQuotient(by: 146_097)
    let dayOfEra = era.rest
    let year = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100)
    let month = (5 * dayOfYear + 2) / 153
    let calendarMonth = month < 10 ? month + 3 : month - 9
    let calendarYear = era.quotient * 400 + year + (calendarMonth <= 2 ? 1 : 0)
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    // At once, as an array that grows byte by byte takes longer than all the calendar.
    let text: InlineArray<24, UInt8> = [
      calendarYear.digit(1000), calendarYear.digit(100), calendarYear.digit(10), calendarYear.digit(1), .hyphen,
      calendarMonth.digit(10), calendarMonth.digit(1), .hyphen, day.digit(10), day.digit(1), UInt8(ascii: "T"),
      (time / 3_600_000).digit(10), (time / 3_600_000).digit(1), .colon,
      (time / 60_000 % 60).digit(10), (time / 60_000 % 60).digit(1), .colon,
      (time / 1000 % 60).digit(10), (time / 1000 % 60).digit(1), UInt8(ascii: "."),
      (time % 1000).digit(100), (time % 1000).digit(10), (time % 1000).digit(1), UInt8(ascii: "Z"),
    ]
    text.span.withUnsafeBufferPointer { append(contentsOf: $0) }
  }
}

extension UInt8 {
  fileprivate static let hyphen = UInt8(ascii: "-")
  fileprivate static let colon = UInt8(ascii: ":")
}

extension Int64 {
  /// The digit at the place of a power of ten.
  @inline(__always) fileprivate func digit(_ place: Int64) -> UInt8 {
    UInt8(ascii: "0") + UInt8(truncatingIfNeeded: self / place % 10)
  }
}

extension Int64 {
  fileprivate func flooredQuotient(by divisor: Int64) -> (quotient: Int64, rest: Int64) {
    let quotient = (self >= 0 ? self : self - divisor + 1) / divisor
    return (quotient, self - quotient * divisor)
  }
}
