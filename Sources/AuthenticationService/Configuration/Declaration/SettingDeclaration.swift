/// One row of the configuration reference.
package struct SettingDeclaration: Sendable, Equatable {
  /// The heading it stands under, such as `HTTP server`.
  package var section: String
  package var key: String
  package var variable: String
  /// Type and range in words, such as `integer, 1..65535`.
  package var type: String
  package var presence: SettingPresence
  package var isSecret: Bool
  package var summary: String
}
