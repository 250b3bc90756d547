extension String {
  /// Whether Kong may be asked for a consumer of this id: it is not empty and has no control characters.
  var canNameConsumer: Bool {
    !isEmpty && unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  }

  /// Whether two texts differ at most in the case of their ASCII letters.
  func equalsIgnoringASCIICase(_ other: String) -> Bool {
    utf8.elementsEqual(other.utf8) { $0.asciiLowercased == $1.asciiLowercased }
  }
}

extension UInt8 {
  fileprivate var asciiLowercased: UInt8 {
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self ? self | 0x20 : self
  }
}
