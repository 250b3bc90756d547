/// A header field name to look for, compared without regard to case (RFC 9110 section 5.1).
package struct HeaderName: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The name as we write it.
  package let canonical: String
  /// The lower-case bytes that received names are compared with.
  package let lowercased: [UInt8]

  package init(_ name: String) {
    canonical = name
    lowercased = Array(name.lowercased().utf8)
  }

  package init(stringLiteral name: String) {
    self.init(name)
  }

  /// Whether `bytes`, a received field name that is known to be a token, is this name.
  ///
  /// Setting bit 5 folds letters and leaves digits and `-` alone. It would also take `^` for `~`, which no name of ours contains.
  package func matches(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count == lowercased.count else { return false }
    for index in 0..<bytes.count where bytes[index] | 0x20 != lowercased[index] { return false }
    return true
  }

  package static func == (left: HeaderName, right: HeaderName) -> Bool {
    left.lowercased == right.lowercased
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(lowercased)
  }
}
