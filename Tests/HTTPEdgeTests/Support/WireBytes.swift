import NIOCore

/// The bytes of `text`, one for each Unicode scalar up to U+00FF: `"\u{E9}"` is the single byte E9.
func wireBytes(_ text: String) -> [UInt8] {
  text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
}

extension ByteBuffer {
  init(wire text: String) {
    self.init(bytes: wireBytes(text))
  }
}
