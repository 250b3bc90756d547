/// What Kong's schema says about the fields of an entity: enough of it to refuse what Kong refuses, in Kong's words.
struct EntitySchema: Sendable {
  enum Kind: Sendable {
    case uuid
    /// At least one character.
    case text
    case integer
    case tags
    case choice([String])
    /// A reference to another entity; the sandbox takes it from the path and never reads it.
    case reference
  }

  /// In the order in which Kong reports violations.
  var fields: [(name: String, kind: Kind)]
  /// Looks at several fields together, after each was looked at alone.
  var entityCheck: @Sendable (JSONObject) -> [SchemaViolation] = { _ in [] }

  /// Everything that is wrong with `entity`; empty when it may be stored.
  func violations(in entity: JSONObject) -> [SchemaViolation] {
    var violations = fields.compactMap { field in
      entity[field.name].flatMap { Self.violation(field.name, field.kind, $0) }
    }
    for name in entity.names where !fields.contains(where: { $0.name == name }) {
      violations.append(SchemaViolation(subject: .field(name), text: "unknown field"))
    }
    return violations + entityCheck(entity)
  }

  private static func violation(_ name: String, _ kind: Kind, _ value: JSONValue) -> SchemaViolation? {
    if value == .null { return nil }
    func wrong(_ text: String) -> SchemaViolation { SchemaViolation(subject: .field(name), text: text) }
    switch kind {
    case .reference:
      return nil
    case .integer:
      return value.integer == nil ? wrong("expected an integer") : nil
    case .tags:
      guard case .array(let elements) = value else { return wrong("expected a set") }
      return violation(name, inTags: elements)
    case .uuid, .text, .choice:
      guard let text = value.string else { return wrong("expected a string") }
      if text.isEmpty { return wrong("length must be at least 1") }
      if case .uuid = kind, !UUIDText.isValid(text) { return wrong("expected a valid UUID") }
      if case .choice(let choices) = kind, !choices.contains(text) {
        return wrong("expected one of: \(choices.joined(separator: ", "))")
      }
      return nil
    }
  }

  private static func violation(_ name: String, inTags elements: [JSONValue]) -> SchemaViolation? {
    for (index, element) in elements.enumerated() {
      let subject = SchemaViolation.Subject.element(name, index + 1)
      guard let tag = element.string else { return SchemaViolation(subject: subject, text: "expected a string") }
      if tag.isEmpty { return SchemaViolation(subject: subject, text: "length must be at least 1") }
      let isLegal = tag.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "," && $0 != "/" && $0.value != 0x7F }
      if !isLegal {
        let rule = "expected printable ascii (except `,` and `/`) or valid utf-8 sequences"
        return SchemaViolation(subject: subject, text: "invalid tag '\(tag)': \(rule)")
      }
    }
    return nil
  }
}
