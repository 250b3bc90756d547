extension ProtobufWriter {
  /// Writes attributes as fields of type `KeyValue` (common.proto).
  mutating func attributes(_ field: UInt64, _ attributes: [Attribute]) {
    for attribute in attributes {
      message(field) {
        $0.text(1, attribute.name)
        $0.value(2, attribute.value)
      }
    }
  }

  /// Writes a field of type `AnyValue` (common.proto).
  mutating func value(_ field: UInt64, _ value: AttributeValue) {
    message(field) {
      switch value {
      case .string(let text): $0.text(1, text)
      case .boolean(let truth): $0.varint(2, truth ? 1 : 0)
      case .integer(let number): $0.varint(3, UInt64(bitPattern: number))
      case .double(let number): $0.fixed(4, number.bitPattern)
      case .strings(let texts):
        $0.message(5) { list in
          for text in texts { list.value(1, .string(text)) }
        }
      }
    }
  }
}
