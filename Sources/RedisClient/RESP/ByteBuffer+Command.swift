import NIOCore

extension ByteBuffer {
  /// Writes a command: an array of bulk strings, which every server understands.
  mutating func writeCommand(_ command: RedisCommand) {
    writeWithUnsafeMutableBytes(minimumWritableBytes: command.encodedLimit) { space in
      var cursor = WritingCursor(space)
      cursor.write(UInt8(ascii: "*"), length: command.words.count + 1)
      cursor.write(UInt8(ascii: "$"), length: command.name.utf8CodeUnitCount)
      cursor.write(UnsafeRawBufferPointer(start: command.name.utf8Start, count: command.name.utf8CodeUnitCount))
      cursor.writeLineEnd()
      for word in command.words { cursor.write(word) }
      return cursor.position
    }
  }
}

extension RedisCommand {
  /// Bytes that are enough for the command.
  fileprivate var encodedLimit: Int {
    words.reduce(64 + name.utf8CodeUnitCount) { $0 + $1.byteCount + 32 }
  }
}

extension RedisCommand.Word {
  /// Bytes; of a number, the most that it can have.
  fileprivate var byteCount: Int {
    switch self {
    case .text(let text): text.utf8.count
    case .bytes(let bytes): bytes.count
    case .integer: 20
    }
  }
}

/// Writes one thing after the other into memory that is large enough for all.
private struct WritingCursor {
  private let space: UnsafeMutableRawBufferPointer
  private(set) var position = 0

  init(_ space: UnsafeMutableRawBufferPointer) {
    self.space = space
  }

  mutating func write(_ word: RedisCommand.Word) {
    switch word {
    case .text(var text):
      text.withUTF8 { writeString(UnsafeRawBufferPointer($0)) }
    case .bytes(let bytes):
      bytes.withUnsafeBytes { writeString($0) }
    case .integer(let value):
      var digits = "\(value)"
      digits.withUTF8 { writeString(UnsafeRawBufferPointer($0)) }
    }
  }

  private mutating func writeString(_ bytes: UnsafeRawBufferPointer) {
    write(UInt8(ascii: "$"), length: bytes.count)
    write(bytes)
    writeLineEnd()
  }

  mutating func write(_ type: UInt8, length: Int) {
    write(type)
    writeDecimal(length)
    writeLineEnd()
  }

  mutating func write(_ bytes: UnsafeRawBufferPointer) {
    UnsafeMutableRawBufferPointer(rebasing: space[position...]).copyMemory(from: bytes)
    position += bytes.count
  }

  mutating func writeLineEnd() {
    write(UInt8(ascii: "\r"))
    write(UInt8(ascii: "\n"))
  }

  private mutating func write(_ byte: UInt8) {
    space[position] = byte
    position += 1
  }

  /// Writes a number that is not negative, without making text of it.
  private mutating func writeDecimal(_ number: Int) {
    if number >= 10 { writeDecimal(number / 10) }
    write(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }
}
