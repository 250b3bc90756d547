extension Sequence<UInt8> {
  /// Two small digits of base 16 for each byte.
  var hexadecimal: String {
    map { byte in byte < 16 ? "0" + String(byte, radix: 16) : String(byte, radix: 16) }.joined()
  }
}
