import AuthenticationCore

/// Where the value of a setting came from.
package enum SettingOrigin: String, Sendable, CaseIterable {
  case fallback = "default"
  case environment
  /// The file that `<VARIABLE>_FILE` names.
  case secretFile = "secret file"
  case configurationFile = "CONFIG_FILE"
}

/// A setting and what it came to.
package struct ResolvedSetting: Sendable {
  package let declaration: SettingDeclaration
  package let origin: SettingOrigin
  /// The value as an operator would write it, secrets as `<redacted>`; nil when there is none.
  package let shown: String?
  /// The text that was given, for nothing but to tell whether it changed.
  private let given: Secret?

  init(_ declaration: SettingDeclaration, origin: SettingOrigin, given: String?, shown: String?) {
    self.declaration = declaration
    self.origin = origin
    self.given = given.map(Secret.init)
    self.shown = shown
  }

  /// Whether two loads gave the setting the same text.
  func isSame(as other: ResolvedSetting) -> Bool {
    given?.exposed == other.given?.exposed
  }
}
