/// One row of the configuration reference.
package struct SettingDeclaration: Sendable, Equatable {
  /// The heading it stands under, such as `HTTP server`.
  package var section: String
  /// The place in `CONFIG_FILE`.
  package var key: String
  /// Nil for what stands in `CONFIG_FILE` alone.
  package var variable: String?
  /// Type and range in words, such as `integer, 1..65535`.
  package var type: String
  package var presence: SettingPresence
  package var isSecret: Bool
  package var isReloadable: Bool
  package var hasEffect: Bool
  package var summary: String

  /// What operators call the setting: its variable, else its place in the file.
  package var name: String { variable ?? key }

  /// The default as Markdown; nil when there is none.
  package var fallback: String? {
    switch presence {
    case .optional(let text): text
    case .required: nil
    }
  }
}
