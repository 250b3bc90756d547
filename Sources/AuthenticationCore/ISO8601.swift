/// Timestamps as `2025-01-15T12:00:00.000Z`: ISO 8601, UTC, milliseconds.
package enum ISO8601 {
  /// Formats milliseconds since 1970.
  package static func format(milliseconds: Int64) -> String {
    let (days, time) = quotientAndRemainder(milliseconds, 86_400_000)
    let date = civil(daysSince1970: days)
    let clock =
      "\(two(time / 3_600_000)):\(two(time / 60_000 % 60)):\(two(time / 1000 % 60)).\(padded(time % 1000, to: 3))"
    return "\(padded(date.year, to: 4))-\(two(date.month))-\(two(date.day))T\(clock)Z"
  }

  /// Formats seconds since 1970, with the milliseconds that a fraction gives.
  ///
  /// - Precondition: the time lies within ``range``.
  package static func format(seconds: Double) -> String {
    format(milliseconds: Int64((seconds * 1000).rounded(.down)))
  }

  /// The seconds since 1970 that can be written with four digits for the year.
  package static let range: ClosedRange<Double> = 0...253_402_300_799

  /// The Gregorian date of a day, counted in eras of 400 years that begin in March, so that the leap day comes last.
  private static func civil(daysSince1970 days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = quotientAndRemainder(days + 719_468, 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  /// Division that rounds down, for times before 1970.
  private static func quotientAndRemainder(_ value: Int64, _ divisor: Int64) -> (Int64, Int64) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }

  private static func two(_ value: Int64) -> String { padded(value, to: 2) }

  private static func padded(_ value: Int64, to width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
