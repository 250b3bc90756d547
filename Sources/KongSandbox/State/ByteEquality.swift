extension String? {
  /// Whether this is the same text byte for byte, as Kong's database compares.
  ///
  /// Swift's `==` takes two spellings of one accent for the same.
  func isByteForByte(_ other: String) -> Bool {
    self?.utf8.elementsEqual(other.utf8) ?? false
  }
}
