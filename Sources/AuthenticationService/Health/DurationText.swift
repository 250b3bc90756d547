/// Durations in the words of the replaced service: `4.21ms`, `1.5s`, `1m 5s`.
enum DurationText {
  /// Formats a duration with at most two decimals, without trailing zeros.
  static func format(_ duration: Duration) -> String {
    let hundredthsOfMilliseconds = duration.hundredthsOfMilliseconds
    switch hundredthsOfMilliseconds {
    case ..<100_000: return decimal(hundredthsOfMilliseconds) + "ms"
    case ..<6_000_000: return decimal(hundredthsOfMilliseconds / 1000) + "s"
    default:
      let (minutes, rest) = Int(duration.components.seconds).quotientAndRemainder(dividingBy: 60)
      return rest == 0 ? "\(minutes)m" : "\(minutes)m \(rest)s"
    }
  }

  /// Writes a number of hundredths without trailing zeros.
  static func decimal(_ hundredths: Int) -> String {
    let (whole, fraction) = hundredths.quotientAndRemainder(dividingBy: 100)
    return switch fraction {
    case 0: "\(whole)"
    case let tens where tens % 10 == 0: "\(whole).\(tens / 10)"
    case let digits: "\(whole).\(digits < 10 ? "0" : "")\(digits)"
    }
  }

  /// Writes a number of hundredths with two decimals.
  static func fixed(hundredths: Int) -> String {
    let (whole, fraction) = hundredths.quotientAndRemainder(dividingBy: 100)
    return "\(whole).\(fraction < 10 ? "0" : "")\(fraction)"
  }

  /// How long a process has been up: `45s`, `2m 5s`, `1h 0m 5s`, `1d 1h 2m`; parts at the end that are zero are left out.
  static func uptime(_ duration: Duration) -> String {
    let seconds = Int(duration.components.seconds)
    let parts: [(Int, String)] =
      seconds < 86_400
      ? [(seconds / 3600, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")]
      : [(seconds / 86_400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "m")]
    guard let first = parts.firstIndex(where: { $0.0 != 0 }), let last = parts.lastIndex(where: { $0.0 != 0 }) else {
      return "0s"
    }
    return parts[first...last].map { "\($0.0)\($0.1)" }.joined(separator: " ")
  }
}

extension Duration {
  /// Rounded down.
  var hundredthsOfMilliseconds: Int {
    let (seconds, attoseconds) = components
    return Int(seconds) * 100_000 + Int(attoseconds / 10_000_000_000_000)
  }
}
