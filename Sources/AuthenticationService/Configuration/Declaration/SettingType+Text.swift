extension SettingType<String> {
  /// Text without control characters.
  package static func text(upTo limit: Int = 1024) -> Self {
    SettingType(label: "text") { text throws(SettingRefusal) in
      guard text.utf8.count <= limit else { throw SettingRefusal("must have at most \(limit) bytes") }
      guard !text.unicodeScalars.contains(where: \.isControl) else {
        throw SettingRefusal("must not contain control characters")
      }
      return text
    }
  }
}

extension SettingType<[String]> {
  /// Entries between commas, trimmed, the empty ones dropped; a list of nothing but commas is refused.
  package static func list(of entry: SettingType<String> = .text()) -> Self {
    SettingType(label: "comma-separated list", format: { $0.joined(separator: ", ") }) { text throws(SettingRefusal) in
      let entries = text.split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
      guard !entries.isEmpty else { throw SettingRefusal("must have at least one entry between its commas") }
      guard entries.count <= 64 else { throw SettingRefusal("must have at most 64 entries") }
      var values: [String] = []
      for text in entries { values.append(try entry.parse(text)) }
      return values
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool { properties.generalCategory == .control }
}

extension StringProtocol {
  /// The text without white space around it.
  var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
