extension String {
  /// The text of a field value; nil when it is not UTF-8.
  package init?(field value: UnsafeRawBufferPointer) {
    var union: UInt8 = 0
    for byte in value { union |= byte }
    // Nearly all are ASCII, of which nothing else must be proved.
    if union < 0x80 {
      self.init(decoding: value, as: UTF8.self)
    } else {
      self.init(validating: value, as: UTF8.self)
    }
  }
}
