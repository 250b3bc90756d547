import Glibc

extension HTTPDate {
  /// Reads a time in one of the forms that recipients must understand (RFC 9110 section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`,
  /// `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
  ///
  /// - Returns: seconds since 1970; nil for what is no time.
  package static func seconds(of text: String) -> Int? {
    let words = text.split { " ,:-".contains($0) }
    switch words.count {
    case 8 where words[7] == "GMT": return seconds(words[1], words[2], words[3], words[4..<7])
    case 7: return seconds(words[2], words[1], words[6], words[3..<6])
    default: return nil
    }
  }

  private static func seconds(
    _ day: Substring, _ month: Substring, _ year: Substring, _ clock: ArraySlice<Substring>
  ) -> Int? {
    let numbers = ([day, year] + clock).map { $0.allSatisfy { $0.isASCII && $0.isNumber } ? Int32($0) ?? -1 : -1 }
    guard let month = months.firstIndex(of: String(month)), (1...31).contains(numbers[0]), numbers[1] >= 0,
      (0...23).contains(numbers[2]), (0...59).contains(numbers[3]), (0...60).contains(numbers[4]), numbers[1] < 10_000
    else { return nil }
    var parts = tm()
    parts.tm_mday = numbers[0]
    parts.tm_mon = Int32(month)
    // Two digits stand for the years from 1970 to 2069.
    parts.tm_year = year.count > 2 ? numbers[1] - 1900 : numbers[1] < 70 ? numbers[1] + 100 : numbers[1]
    (parts.tm_hour, parts.tm_min, parts.tm_sec) = (numbers[2], numbers[3], numbers[4])
    return timegm(&parts)
  }
}
