package import NIOCore

/// The header fields of one request, as ranges of the bytes that arrived: nothing is copied until it is asked for.
///
/// Order, spelling and repetition are kept as the client sent them.
package struct RequestHeaders: Sendable {
  /// Where one field stands, as offsets from the buffer's reader index.
  package struct Field: Sendable {
    package var name: Range<Int>
    package var value: Range<Int>
  }

  package let bytes: ByteBuffer
  let fields: [Field]

  /// Makes header fields from parsed positions.
  ///
  /// - Parameters:
  ///   - bytes: the bytes that the positions refer to.
  ///   - fields: positions whose names are tokens and whose values are field values without surrounding white space.
  package init(bytes: ByteBuffer, fields: [Field]) {
    self.bytes = bytes
    self.fields = fields
  }

  /// The number of field lines.
  package var count: Int { fields.count }

  /// How many field lines carry `name`.
  package func count(of name: HeaderName) -> Int {
    bytes.withUnsafeReadableBytes { raw in
      var count = 0
      for field in fields where name.matches(UnsafeRawBufferPointer(rebasing: raw[field.name])) { count += 1 }
      return count
    }
  }

  /// The value of the first field called `name`, invalid UTF-8 repaired; nil when there is none.
  package subscript(name: HeaderName) -> String? {
    withValue(of: name) { String(decoding: $0, as: UTF8.self) }
  }

  /// Gives the bytes of the first field called `name` to `body`; nil when there is none.
  @inlinable package func withValue<Result>(
    of name: HeaderName, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result? {
    guard let value = first(name) else { return nil }
    return try bytes.withUnsafeReadableBytes { try body(UnsafeRawBufferPointer(rebasing: $0[value])) }
  }

  /// Where the value of the first field called `name` stands; nil when there is none.
  package func first(_ name: HeaderName) -> Range<Int>? {
    bytes.withUnsafeReadableBytes { raw in
      for field in fields where name.matches(UnsafeRawBufferPointer(rebasing: raw[field.name])) { return field.value }
      return nil
    }
  }

  /// All field lines as text, in the order of the wire.
  package var all: [(name: String, value: String)] {
    bytes.withUnsafeReadableBytes { raw in
      fields.map { field in
        (String(decoding: raw[field.name], as: UTF8.self), String(decoding: raw[field.value], as: UTF8.self))
      }
    }
  }
}

extension RequestHeaders {
  /// Makes header fields from text, as tests and emulators need it.
  package init(_ lines: [(name: String, value: String)]) {
    var bytes = ByteBuffer()
    var fields: [Field] = []
    for (name, value) in lines {
      let start = bytes.writerIndex
      bytes.writeString(name)
      let middle = bytes.writerIndex
      bytes.writeString(value)
      fields.append(Field(name: start..<middle, value: middle..<bytes.writerIndex))
    }
    self.init(bytes: bytes, fields: fields)
  }
}
