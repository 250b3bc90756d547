/// Which of the 16384 parts of a cluster a key belongs to: CRC-16 (XMODEM) of the key, or of what stands between its first
/// braces, so that related keys can be kept together.
package enum HashSlot {
  package static let count = 16_384

  package static func of(_ key: String) -> Int {
    var key = key
    return key.withUTF8 { bytes in
      var crc: UInt16 = 0
      for byte in hashed(bytes) {
        crc ^= UInt16(byte) << 8
        for _ in 0..<8 { crc = crc & 0x8000 == 0 ? crc << 1 : crc << 1 ^ 0x1021 }
      }
      return Int(crc) % count
    }
  }

  /// The part of a key that counts.
  private static func hashed(_ key: UnsafeBufferPointer<UInt8>) -> Slice<UnsafeBufferPointer<UInt8>> {
    guard let open = key.firstIndex(of: UInt8(ascii: "{")),
      let close = key[(open + 1)...].firstIndex(of: UInt8(ascii: "}")), close > open + 1
    else { return key[...] }
    return key[(open + 1)..<close]
  }
}
