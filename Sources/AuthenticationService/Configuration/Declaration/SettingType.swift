/// How the text of a variable becomes a value, and how to say so.
package struct SettingType<Value: Sendable>: Sendable {
  /// Type and range for the reference, such as `integer, 1..65535`.
  package let label: String
  /// Turns the text, trimmed and not empty, into a value.
  package let parse: @Sendable (String) throws(SettingRefusal) -> Value
  /// Writes a value the way an operator would set it.
  package let format: @Sendable (Value) -> String

  package init(
    label: String, format: @escaping @Sendable (Value) -> String = { String(describing: $0) },
    parse: @escaping @Sendable (String) throws(SettingRefusal) -> Value
  ) {
    self.label = label
    self.parse = parse
    self.format = format
  }
}

/// Why a text is not a value of its type, as the rest of a sentence that begins with the variable's name.
///
/// It never quotes the text: that may be a secret in the wrong place.
package struct SettingRefusal: Error, Equatable {
  package let reason: String

  package init(_ reason: String) {
    self.reason = reason
  }
}

extension SettingType {
  /// The same type for a variable that may be unset, written as nothing.
  package static func optional<Wrapped>(_ type: SettingType<Wrapped>) -> Self where Value == Wrapped? {
    SettingType(label: type.label, format: { value in value.map(type.format) ?? "" }) {
      text throws(SettingRefusal) in try type.parse(text)
    }
  }
}
