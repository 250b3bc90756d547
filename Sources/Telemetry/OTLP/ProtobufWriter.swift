/// Bytes of a protobuf message, written field by field (protobuf encoding, "Message Structure").
///
/// What is repeated thousands of times a second is written by it, straight from records: to make messages of SwiftProtobuf first,
/// and to let them measure and write themselves, takes three times as long.
struct ProtobufWriter {
  private enum WireType {
    static let varint: UInt64 = 0
    static let fixed64: UInt64 = 1
    static let length: UInt64 = 2
    static let fixed32: UInt64 = 5
  }

  private(set) var bytes: [UInt8] = []

  mutating func reserve(_ count: Int) {
    bytes.reserveCapacity(count)
  }

  /// Writes a message within this one, even if nothing is in it.
  mutating func message(_ field: UInt64, _ body: (inout ProtobufWriter) throws -> Void) rethrows {
    append(field << 3 | WireType.length)
    let start = bytes.count
    // Room for the length, which is one byte most often.
    bytes.append(0)
    try body(&self)
    var length = bytes.count - start - 1
    if length > 127 {
      let more = (length.bitWidth - length.leadingZeroBitCount + 6) / 7 - 1
      bytes.insert(contentsOf: repeatElement(0, count: more), at: start)
    }
    var index = start
    while length > 127 {
      bytes[index] = UInt8(truncatingIfNeeded: length) | 128
      length >>= 7
      index += 1
    }
    bytes[index] = UInt8(length)
  }

  /// Writes text, even if it is empty.
  mutating func text(_ field: UInt64, _ text: String) {
    append(field << 3 | WireType.length)
    var text = text
    text.withUTF8 { content in
      append(UInt64(content.count))
      bytes.append(contentsOf: content)
    }
  }

  /// Writes what is bytes already.
  mutating func content(_ field: UInt64, _ content: [UInt8]) {
    append(field << 3 | WireType.length)
    append(UInt64(content.count))
    bytes.append(contentsOf: content)
  }

  /// Writes a word as a field of bytes, the highest byte first.
  mutating func identifier(_ field: UInt64, _ word: UInt64) {
    append(field << 3 | WireType.length)
    append(8)
    appendWord(word.bigEndian)
  }

  /// Writes two words as a field of bytes.
  mutating func identifier(_ field: UInt64, _ high: UInt64, _ low: UInt64) {
    append(field << 3 | WireType.length)
    append(16)
    appendWord(high.bigEndian)
    appendWord(low.bigEndian)
  }

  mutating func varint(_ field: UInt64, _ value: UInt64) {
    append(field << 3 | WireType.varint)
    append(value)
  }

  mutating func fixed(_ field: UInt64, _ value: UInt64) {
    append(field << 3 | WireType.fixed64)
    appendWord(value.littleEndian)
  }

  mutating func fixed(_ field: UInt64, _ value: UInt32) {
    append(field << 3 | WireType.fixed32)
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private mutating func appendWord(_ word: UInt64) {
    withUnsafeBytes(of: word) { bytes.append(contentsOf: $0) }
  }

  /// Appends a number in groups of seven bits, the lowest first.
  private mutating func append(_ number: UInt64) {
    var rest = number
    while rest > 127 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }
}
