extension SettingType<Int> {
  /// A decimal integer within bounds.
  package static func integer(_ range: ClosedRange<Int>) -> Self {
    SettingType(label: "integer, \(range.lowerBound)..\(range.upperBound)") { text throws(SettingRefusal) in
      guard let value = Int(text), range.contains(value) else {
        throw SettingRefusal("must be an integer from \(range.lowerBound) to \(range.upperBound)")
      }
      return value
    }
  }
}

extension SettingType<Duration> {
  /// A whole number of milliseconds.
  package static func milliseconds(_ range: ClosedRange<Int>) -> Self {
    count(of: "milliseconds", each: .milliseconds(1), in: range)
  }

  /// A whole number of seconds.
  package static func seconds(_ range: ClosedRange<Int>) -> Self {
    count(of: "seconds", each: .seconds(1), in: range)
  }

  /// A whole number of minutes.
  package static func minutes(_ range: ClosedRange<Int>) -> Self {
    count(of: "minutes", each: .seconds(60), in: range)
  }

  private static func count(of units: String, each unit: Duration, in range: ClosedRange<Int>) -> Self {
    let label = "\(units), \(range.lowerBound)..\(range.upperBound)"
    return SettingType(label: label, format: { "\(Int($0 / unit))" }) { text throws(SettingRefusal) in
      try unit * SettingType<Int>.integer(range).parse(text)
    }
  }
}

extension SettingType<Bool> {
  /// The spellings of true and false that operators use, in any case.
  package static var boolean: Self {
    SettingType(label: "boolean") { text throws(SettingRefusal) in
      switch text.lowercased() {
      case "true", "1", "yes", "on": return true
      case "false", "0", "no", "off": return false
      default: throw SettingRefusal("must be true, 1, yes or on, or false, 0, no or off")
      }
    }
  }
}

extension SettingType where Value: CaseIterable & RawRepresentable<String> {
  /// One of the words of an enumeration, exactly as spelled there.
  package static var choice: Self {
    let words = Value.allCases.map(\.rawValue)
    return SettingType(label: words.map { "`\($0)`" }.joined(separator: ", "), format: \.rawValue) {
      text throws(SettingRefusal) in
      guard let value = Value(rawValue: text) else {
        throw SettingRefusal("must be one of \(words.joined(separator: ", "))")
      }
      return value
    }
  }
}
