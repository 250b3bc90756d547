/// Comparison in a time that says nothing about what is compared.
package enum ConstantTime {
  /// Whether bytes are those of something that is known.
  ///
  /// Every byte of what is known is looked at, whatever those before it were, and what is not given counts as zero.
  ///
  /// - Parameter length: how many bytes what is known really has, where zeros fill it up; nil for all of them.
  package static func isEqual(
    _ bytes: UnsafeRawBufferPointer, to known: UnsafeRawBufferPointer, ofLength length: Int? = nil
  ) -> Bool {
    var difference = bytes.count ^ (length ?? known.count)
    for index in known.indices { difference |= Int(known[index] ^ (index < bytes.count ? bytes[index] : 0)) }
    return difference == 0
  }
}
