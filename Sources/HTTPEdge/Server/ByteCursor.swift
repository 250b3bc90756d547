import Identifiers

/// A position in memory that moves forward as bytes are written; the caller has made sure of the room.
struct ByteCursor {
  private let target: UnsafeMutableRawBufferPointer
  private(set) var position = 0

  init(_ target: UnsafeMutableRawBufferPointer) {
    self.target = target
  }

  mutating func write(_ bytes: [UInt8]) {
    UnsafeMutableRawBufferPointer(rebasing: target[position...]).copyBytes(from: bytes)
    position += bytes.count
  }

  mutating func write(_ id: RequestID) {
    switch id {
    case .generated(let uuid):
      uuid.write(to: UnsafeMutableRawBufferPointer(rebasing: target[position...]))
    case .adopted(let text):
      UnsafeMutableRawBufferPointer(rebasing: target[position...]).copyBytes(from: text.utf8)
    }
    position += id.length
  }

  /// Writes a number that is not negative.
  mutating func write(decimal value: Int) {
    var digits = 1
    var rest = value
    while rest >= 10 {
      rest /= 10
      digits += 1
    }
    rest = value
    for index in stride(from: position + digits - 1, through: position, by: -1) {
      target[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    position += digits
  }

  mutating func writeLineEnd() {
    target[position] = 0x0D
    target[position + 1] = 0x0A
    position += 2
  }
}
