package import NIOCore

extension ByteBuffer {
  /// Writes a command: an array of bulk strings, which every server understands.
  package mutating func writeCommand(_ arguments: [ByteBuffer]) {
    writeLength("*", arguments.count)
    for argument in arguments {
      writeLength("$", argument.readableBytes)
      writeImmutableBuffer(argument)
      writeStaticString("\r\n")
    }
  }

  private mutating func writeLength(_ type: StaticString, _ length: Int) {
    writeStaticString(type)
    writeString(String(length))
    writeStaticString("\r\n")
  }
}
