import AuthenticationCore

/// What stands in the file that `CONFIG_FILE` names: one text per place.
///
/// A JSON object, nested as the keys are (`{"server": {"port": 3000}}`); at its top a variable may also stand by its own
/// name (`{"PORT": 3000}`).
package struct ConfigurationFile: Sendable {
  /// Bytes of the largest file that is read.
  static let limit = 1 << 20

  /// Texts by place, such as `server.port` or `PORT`; nil where a value is neither a scalar nor a list of scalars.
  private let texts: [String: String?]

  /// Every place that holds something.
  var places: [String] { texts.keys.sorted() }

  /// Reads the file.
  package init(path: String) throws(SettingRefusal) {
    try self.init(json: RegularFile.content(at: path, limit: Self.limit))
  }

  /// Reads the content of a file.
  package init(json: [UInt8]) throws(SettingRefusal) {
    guard let document = JSONValue(parsing: json) else {
      throw SettingRefusal("names a file that is not JSON, or has a member twice, or is nested too deeply")
    }
    guard case .object = document else { throw SettingRefusal("names a file that is not one JSON object") }
    var texts: [String: String?] = [:]
    Self.collect(document, at: "", into: &texts)
    self.texts = texts
  }

  /// The text of a setting, by its place or by its variable's name; nil when there is none.
  func text<Value>(of setting: Setting<Value>) -> String? {
    for place in [setting.key, setting.variable].compactMap(\.self) {
      if let text = texts[place] ?? nil, let trimmed = text.trimmedOrNil { return trimmed }
    }
    return nil
  }

  /// What is wrong with the places of a setting; nil if nothing is.
  func complaint<Value>(about setting: Setting<Value>) -> String? {
    let present = [setting.key, setting.variable].compactMap(\.self).filter { texts[$0] != nil }
    guard present.count < 2 else { return "is set twice in CONFIG_FILE, as \(present.joined(separator: " and "))" }
    guard let place = present.first, texts[place] == .some(nil) else { return nil }
    return "must be a text, a number, a boolean or a list of those in CONFIG_FILE (\(place))"
  }

  /// Flattens objects; null is the same as nothing.
  private static func collect(_ value: JSONValue, at place: String, into texts: inout [String: String?]) {
    switch value {
    case .null: break
    case .object(let members):
      if members.isEmpty, !place.isEmpty { texts[place] = .some(nil) }
      for (name, member) in members {
        collect(member, at: place.isEmpty ? name : "\(place).\(name)", into: &texts)
      }
    case .array(let items):
      let entries = items.map(\.scalarText)
      texts[place] = .some(entries.contains(nil) ? nil : entries.compactMap(\.self).joined(separator: ","))
    case .string, .number, .bool: texts[place] = .some(value.scalarText)
    }
  }
}

extension JSONValue {
  /// A scalar as an operator would write it in the environment; nil for anything else.
  fileprivate var scalarText: String? {
    switch self {
    case .string(let text): text
    case .bool(let value): value ? "true" : "false"
    case .number(let value):
      if let whole = Int(exactly: value) { "\(whole)" } else { "\(value)" }
    case .null, .array, .object: nil
    }
  }
}
