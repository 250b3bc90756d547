/// Writes numbers and text one after the other.
struct ByteWriter {
  var bytes: [UInt8] = []

  mutating func write(_ number: Int64) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ text: String) {
    write(Int64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }
}

/// Reads what a ``ByteWriter`` has written; nil where there is something else, or nothing.
struct ByteReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    rest = bytes[...]
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func read(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  mutating func readInteger() -> Int64? {
    read(8).map { bytes in bytes.reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) } }.map(Int64.init(bitPattern:))
  }

  mutating func readText() -> String? {
    guard let count = readInteger(), let bytes = read(Int(clamping: count)) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }
}
