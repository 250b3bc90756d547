extension SettingType<Int> {
  /// A day or an instant of UTC (RFC 3339), such as `2027-06-30` or `2027-06-30T12:00:00Z`, in seconds since 1970.
  package static var sunsetDate: Self {
    SettingType(label: "date, such as `2027-06-30` or `2027-06-30T12:00:00Z`") { text throws(SettingRefusal) in
      guard let seconds = SunsetDate.seconds(text[...]) else {
        throw SettingRefusal("must be a date of UTC such as 2027-06-30 or 2027-06-30T12:00:00Z")
      }
      return seconds
    }
  }
}

/// The little of RFC 3339 that an announcement needs.
private enum SunsetDate {
  static func seconds(_ text: Substring) -> Int? {
    let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard let day = day(parts[0]) else { return nil }
    guard parts.count == 2 else { return day * 86_400 }
    return secondOfDay(parts[1]).map { day * 86_400 + $0 }
  }

  /// Days since 1970 of `YYYY-MM-DD`.
  private static func day(_ text: Substring) -> Int? {
    guard let fields = numbers(text, separator: "-", widths: [4, 2, 2]) else { return nil }
    let (year, month, day) = (fields[0], fields[1], fields[2])
    let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard year >= 1970, (1...12).contains(month), (1...lengths[month - 1]).contains(day) else { return nil }
    let earlier = year - 1
    let daysBeforeYear = earlier * 365 + earlier / 4 - earlier / 100 + earlier / 400
    return daysBeforeYear + lengths.prefix(month - 1).reduce(0, +) + day - 1 - 719_162
  }

  /// Seconds since midnight of `HH:MM:SSZ`; a fraction is dropped.
  private static func secondOfDay(_ text: Substring) -> Int? {
    guard text.last == "Z" else { return nil }
    let parts = text.dropLast().split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, parts[1].isEmpty || !parts[1].allSatisfy(\.isDecimalDigit) { return nil }
    guard let fields = numbers(parts[0], separator: ":", widths: [2, 2, 2]),
      fields[0] < 24, fields[1] < 60, fields[2] < 60
    else { return nil }
    return fields[0] * 3600 + fields[1] * 60 + fields[2]
  }

  private static func numbers(_ text: Substring, separator: Character, widths: [Int]) -> [Int]? {
    let fields = text.split(separator: separator, omittingEmptySubsequences: false)
    guard fields.map(\.count) == widths, fields.allSatisfy({ $0.allSatisfy(\.isDecimalDigit) }) else { return nil }
    return fields.compactMap { Int($0) }
  }
}

extension Character {
  fileprivate var isDecimalDigit: Bool { isASCII && isNumber }
}
