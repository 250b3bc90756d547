// How ids of consumers are spelled.

extension String {
  /// Whether Kong takes the text for an id and never for a user name: 8-4-4-4-12 hexadecimal digits in any case.
  package var isUUID: Bool {
    utf8.count == 36
      && utf8.enumerated().allSatisfy { position, byte in
        [8, 13, 18, 23].contains(position) ? byte == UInt8(ascii: "-") : byte.isHexadecimalDigit
      }
  }

  /// The one spelling of what names a consumer: Kong takes an id in any case, and a user name as it is.
  package var consumerName: String {
    guard utf8.count == 36, utf8.withContiguousStorageIfAvailable(Self.hasCapital) != false, isUUID else { return self }
    return asciiLowercased
  }

  /// Whether there is a capital letter of ASCII; without branches, since Kong's own ids have none.
  private static func hasCapital(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var capitals: UInt8 = 0
    for byte in bytes { capitals |= byte &- UInt8(ascii: "A") < 26 ? 1 : 0 }
    return capitals != 0
  }

  /// Whether two texts differ at most in the case of their ASCII letters.
  package func equalsIgnoringASCIICase(_ other: String) -> Bool {
    utf8.elementsEqual(other.utf8) { $0.asciiLowercased == $1.asciiLowercased }
  }

  /// The text with its ASCII letters small, and everything else as it is.
  package var asciiLowercased: String {
    String(decoding: utf8.map(\.asciiLowercased), as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate var asciiLowercased: UInt8 {
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self ? self | 0x20 : self
  }

  fileprivate var isHexadecimalDigit: Bool {
    switch asciiLowercased {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
    default: false
    }
  }
}
