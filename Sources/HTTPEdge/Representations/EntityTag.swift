/// What tells two versions of a representation apart, RFC 9110 section 8.8.3.
package struct EntityTag: Sendable, Hashable {
  /// What stands between the quotes.
  package let opaque: String
  package let isWeak: Bool

  package init(_ opaque: String, isWeak: Bool = false) {
    self.opaque = opaque
    self.isWeak = isWeak
  }

  /// As it stands in a field.
  package var text: String { "\(isWeak ? "W/" : "")\"\(opaque)\"" }
}

/// The value of `If-None-Match`, RFC 9110 section 13.1.2.
package enum EntityTagCondition: Sendable, Equatable {
  /// Whatever there is.
  case any
  case tags([EntityTag])

  /// - Parameter fields: the values of all fields of that name; nil without one. What is no list of entity tags names none.
  package init?(_ fields: [String]) {
    guard !fields.isEmpty else { return nil }
    let text = fields.joined(separator: ",")
    self = text[...].withoutBlanks == "*" ? .any : .tags(Self.list(text[...]) ?? [])
  }

  /// Whether it names a version, by the weak comparison.
  package func names(_ tag: EntityTag) -> Bool {
    switch self {
    case .any: true
    case .tags(let tags): tags.contains { $0.opaque == tag.opaque }
    }
  }

  /// Tags beyond are not looked at; caches send a handful.
  private static let mostTags = 256

  /// `"a", W/"b"`; commas may stand between the quotes, and empty entries between commas.
  private static func list(_ text: Substring) -> [EntityTag]? {
    var rest = text
    var tags: [EntityTag] = []
    while true {
      rest = rest.drop { $0 == " " || $0 == "\t" || $0 == "," }
      guard !rest.isEmpty, tags.count < mostTags else { return tags }
      let isWeak = rest.hasPrefix("W/")
      if isWeak { rest = rest.dropFirst(2) }
      guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else { return nil }
      tags.append(EntityTag(String(rest[rest.index(after: rest.startIndex)..<end]), isWeak: isWeak))
      rest = rest[rest.index(after: end)...].drop { $0 == " " || $0 == "\t" }
      guard rest.isEmpty || rest.first == "," else { return nil }
    }
  }
}
