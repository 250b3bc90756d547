import NIOCore

extension ByteBuffer {
  /// Writes a command: an array of bulk strings, which every server understands.
  mutating func writeCommand(_ command: RedisCommand) {
    writeStaticString("*")
    writeDecimal(command.words.count + 1)
    writeStaticString("\r\n$")
    writeDecimal(command.name.utf8CodeUnitCount)
    writeStaticString("\r\n")
    writeStaticString(command.name)
    writeStaticString("\r\n")
    for word in command.words {
      writeStaticString("$")
      switch word {
      case .text(let text):
        writeDecimal(text.utf8.count)
        writeStaticString("\r\n")
        writeString(text)
      case .bytes(let bytes):
        writeDecimal(bytes.count)
        writeStaticString("\r\n")
        writeBytes(bytes)
      case .integer(let value):
        let digits = "\(value)"
        writeDecimal(digits.utf8.count)
        writeStaticString("\r\n")
        writeString(digits)
      }
      writeStaticString("\r\n")
    }
  }

  /// Writes a number that is not negative, without making text of it.
  private mutating func writeDecimal(_ number: Int) {
    if number >= 10 { writeDecimal(number / 10) }
    writeInteger(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }
}
