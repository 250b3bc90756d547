extension SettingType<Double> {
  /// A decimal number within bounds.
  package static func decimal(_ range: ClosedRange<Double>) -> Self {
    let bounds = (range.lowerBound.plain, range.upperBound.plain)
    return SettingType(label: "number, \(bounds.0)..\(bounds.1)", format: \.plain) { text throws(SettingRefusal) in
      // Neither hexadecimal digits nor an exponent: `0x10` and `1e2` are more often mistakes than numbers.
      guard text.utf8.allSatisfy(\.isDecimal), let value = Double(text), range.contains(value) else {
        throw SettingRefusal("must be a number from \(bounds.0) to \(bounds.1)")
      }
      return value
    }
  }
}

extension Double {
  /// The shortest text that reads as this number: `50`, `0.5`.
  fileprivate var plain: String {
    if let whole = Int(exactly: self) { "\(whole)" } else { "\(self)" }
  }
}

extension UInt8 {
  fileprivate var isDecimal: Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || self == UInt8(ascii: ".") || self == UInt8(ascii: "-")
      || self == UInt8(ascii: "+")
  }
}
