extension LoadedConfiguration {
  /// What `config print` says: one line for each setting, under the headings of the reference.
  package var text: String {
    var lines: [String] = []
    var section: String?
    for setting in settings {
      if setting.declaration.section != section {
        if section != nil { lines.append("") }
        section = setting.declaration.section
        lines.append("# \(setting.declaration.section.plain)")
      }
      lines.append(setting.line)
    }
    return lines.joined(separator: "\n")
  }

  /// The same for machines: a list of `settings`.
  package var json: String {
    let document: JSONOutput = ["settings": .array(settings.map(\.document))]
    return String(decoding: document.pretty, as: UTF8.self)
  }
}

extension ResolvedSetting {
  fileprivate var line: String {
    guard origin != .fallback else { return "\(declaration.name) = \(shown ?? fallback) (default)" }
    return "\(declaration.name) = \(shown ?? "none") (\(origin.rawValue), default \(fallback))"
  }

  fileprivate var document: JSONOutput {
    [
      "variable": declaration.variable.map { .string($0) } ?? .null,
      "key": .string(declaration.key),
      "section": .string(declaration.section.plain),
      "value": shown.map { .string($0) } ?? .null,
      "origin": .string(origin.rawValue),
      "default": .string(fallback),
      "secret": .bool(declaration.isSecret),
      "reloadable": .bool(declaration.isReloadable),
      "hasEffect": .bool(declaration.hasEffect),
    ]
  }

  /// The default without the marks of Markdown.
  private var fallback: String {
    declaration.fallback?.plain ?? "none: required"
  }
}

extension String {
  /// The text without the marks of Markdown.
  fileprivate var plain: String {
    String(filter { $0 != "`" })
  }
}
