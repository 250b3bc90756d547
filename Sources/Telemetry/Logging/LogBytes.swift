// Bytes of lines.

extension [UInt8] {
  mutating func append(_ value: LogLine.Value) {
    switch value {
    case .string(let text): appendJSON(text)
    case .integer(let number): append(contentsOf: "\(number)".utf8)
    case .decimal(let number): append(contentsOf: (number.isFinite ? "\(number)" : "null").utf8)
    }
  }

  /// Appends text in quotes as JSON has it (RFC 8259, section 7).
  mutating func appendJSON(_ text: String) {
    append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { bytes in
      for byte in bytes {
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
    }
    append(UInt8(ascii: "\""))
  }

  /// Appends text without what could move a terminal's cursor or begin a line that is none of ours.
  mutating func appendVisible(_ text: String) {
    append(contentsOf: text.utf8.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: "?") : $0 })
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
    appendPadded(era.quotient * 400 + year + (calendarMonth <= 2 ? 1 : 0), 4)
    append(UInt8(ascii: "-"))
    appendPadded(calendarMonth, 2)
    append(UInt8(ascii: "-"))
    appendPadded(dayOfYear - (153 * month + 2) / 5 + 1, 2)
    append(UInt8(ascii: "T"))
    appendPadded(time / 3_600_000, 2)
    append(UInt8(ascii: ":"))
    appendPadded(time / 60_000 % 60, 2)
    append(UInt8(ascii: ":"))
    appendPadded(time / 1000 % 60, 2)
    append(UInt8(ascii: "."))
    appendPadded(time % 1000, 3)
    append(UInt8(ascii: "Z"))
  }

  private mutating func appendPadded(_ number: Int64, _ digits: Int) {
    var divisor: Int64 = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
      divisor /= 10
    }
  }
}

extension Int64 {
  fileprivate func flooredQuotient(by divisor: Int64) -> (quotient: Int64, rest: Int64) {
    let quotient = (self >= 0 ? self : self - divisor + 1) / divisor
    return (quotient, self - quotient * divisor)
  }
}
