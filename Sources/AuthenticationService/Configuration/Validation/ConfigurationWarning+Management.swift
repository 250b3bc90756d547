extension ConfigurationWarning {
  /// What is odd about the door for operators.
  static func management(_ management: ServiceConfiguration.Management) -> ConfigurationWarning? {
    guard management.port != nil, !management.isForOwnMachine, management.token == nil else { return nil }
    return ConfigurationWarning(
      "MANAGEMENT_HOST", "opens the management surface to everybody who reaches it; set MANAGEMENT_TOKEN")
  }
}
