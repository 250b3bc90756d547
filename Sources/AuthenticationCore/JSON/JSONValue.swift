/// A JSON value that was read, RFC 8259.
///
/// Objects have no member twice.
package enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// Reads one value; nil when the bytes are not exactly one JSON value in UTF-8.
  ///
  /// Stricter than many readers, because two of them must not read one text differently: no member twice, no byte order mark, no
  /// lone surrogates, nothing nested deeper than 32 levels.
  package init?(parsing bytes: [UInt8]) {
    var parser = JSONParser(bytes)
    guard let value = try? parser.document() else { return nil }
    self = value
  }

  package var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  package var number: Double? {
    guard case .number(let value) = self else { return nil }
    return value
  }
}
