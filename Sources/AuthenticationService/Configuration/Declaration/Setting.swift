/// The declaration of one variable: the only place that knows its name, type, range and default.
///
/// The loader reads through it, faults quote it, and docs/configuration.md is printed from it.
package struct Setting<Value: Sendable>: Sendable {
  /// The place in `CONFIG_FILE`, such as `server.port`.
  package let key: String
  /// The environment variable, such as `PORT`; nil when the setting stands in `CONFIG_FILE` alone.
  package let variable: String?
  package let type: SettingType<Value>
  /// What stands for the variable while it is unset or empty, or, if it is required, until its fault is reported.
  package let fallback: Value
  package let presence: SettingPresence
  package let isSecret: Bool
  /// One sentence for the reference.
  package let summary: String
  /// Whether a running process takes a new value.
  package private(set) var isReloadable = false
  /// Whether anything depends on the value in this version.
  package private(set) var hasEffect = true

  /// Declares a variable with a default; `shown` words a default that is not a value of its own.
  package init(
    _ key: String, _ variable: String?, _ type: SettingType<Value>, default fallback: Value, shown: String? = nil,
    isSecret: Bool = false, _ summary: String
  ) {
    self.key = key
    self.variable = variable
    self.type = type
    self.fallback = fallback
    self.presence = .optional(default: shown ?? "`\(type.format(fallback))`")
    self.isSecret = isSecret
    self.summary = summary
  }

  /// Declares a variable that must be set.
  ///
  /// The stand-in lets the rest of the configuration be judged while the variable is missing; it never leaves the loader.
  package init(
    required key: String, _ variable: String, _ type: SettingType<Value>, example: String, standIn: Value,
    _ summary: String
  ) {
    self.key = key
    self.variable = variable
    self.type = type
    self.fallback = standIn
    self.presence = .required(example: example)
    self.isSecret = false
    self.summary = summary
  }

  /// What operators call the setting: its variable, else its place in the file.
  package var name: String { variable ?? key }

  var isRequired: Bool {
    if case .required = presence { true } else { false }
  }
}

/// Whether a variable may be left out.
package enum SettingPresence: Sendable, Equatable {
  /// It may; `default` is Markdown.
  case optional(default: String)
  /// It may not; the fault shows the example.
  case required(example: String)
}

extension Setting {
  /// The same setting, of which a running process takes a new value.
  package var reloadable: Self {
    var copy = self
    copy.isReloadable = true
    return copy
  }

  /// The same setting, on which nothing depends yet: it is checked, and kept for a later version.
  package var withoutEffect: Self {
    var copy = self
    copy.hasEffect = false
    return copy
  }

  /// The declaration without its Swift type, as the reference lists it.
  package func declaration(in section: String) -> SettingDeclaration {
    SettingDeclaration(
      section: section, key: key, variable: variable, type: type.label, presence: presence, isSecret: isSecret,
      isReloadable: isReloadable, hasEffect: hasEffect, summary: summary)
  }
}
