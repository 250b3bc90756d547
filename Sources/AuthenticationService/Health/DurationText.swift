/// Durations in the words of the replaced service: `4.21ms`, `1.5s`, `1m 5s`.
enum DurationText {
  /// Formats a duration with at most two decimals, without trailing zeros.
  static func format(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let hundredthsOfMilliseconds = Int(seconds) * 100_000 + Int(attoseconds / 10_000_000_000_000)
    switch hundredthsOfMilliseconds {
    case ..<100_000: return decimal(hundredthsOfMilliseconds) + "ms"
    case ..<6_000_000: return decimal(hundredthsOfMilliseconds / 1000) + "s"
    default:
      let (minutes, rest) = Int(seconds).quotientAndRemainder(dividingBy: 60)
      return rest == 0 ? "\(minutes)m" : "\(minutes)m \(rest)s"
    }
  }

  /// Writes a number of hundredths.
  private static func decimal(_ hundredths: Int) -> String {
    let (whole, fraction) = hundredths.quotientAndRemainder(dividingBy: 100)
    return switch fraction {
    case 0: "\(whole)"
    case let tens where tens % 10 == 0: "\(whole).\(tens / 10)"
    case let digits: "\(whole).\(digits < 10 ? "0" : "")\(digits)"
    }
  }
}
