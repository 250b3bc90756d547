import AuthenticationCore

extension ConfigurationWarning {
  /// What is odd about the door for operators.
  static func management(_ management: ServiceConfiguration.Management) -> ConfigurationWarning? {
    guard management.port != nil, !management.isForOwnMachine else { return nil }
    guard let token = management.token else {
      return ConfigurationWarning(
        "MANAGEMENT_HOST", "opens the management surface to everybody who reaches it; set MANAGEMENT_TOKEN")
    }
    return token.exposed.utf8.count < 32
      ? ConfigurationWarning(
        "MANAGEMENT_TOKEN", "has fewer than 32 characters: whoever reaches MANAGEMENT_HOST may guess it") : nil
  }
}
